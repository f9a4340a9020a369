using System.Buffers.Binary;
using System.Net;

namespace RmxDns.Interop.Captures;

/// <summary>
/// One DNS message as the IPv4 packets that carry it: the message is what was sent or received, its headers are made up from
/// addresses and transport, with right lengths and checksums. The server's port is always 53, by which readers know DNS.
/// </summary>
internal static class Packet
{
    private const int IpLength = 20, UdpLength = 8, TcpLength = 20, LargestSegment = 16_384;
    private const byte Tcp = 6, Udp = 17, AckAndPush = 0x18;

    /// <summary>The one datagram of a message.</summary>
    public static byte[] OfDatagram(IPEndPoint source, IPEndPoint target, ReadOnlySpan<byte> message)
    {
        byte[] packet = Ip(source, target, Udp, UdpLength + message.Length);
        Span<byte> udp = packet.AsSpan(IpLength);
        Ports(udp, source, target);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        message.CopyTo(udp[UdpLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], Checksum(packet, Udp));
        return packet;
    }

    /// <summary>The segments of a message over TCP, its length in front of it (RFC 1035 §4.2.2).</summary>
    /// <param name="source">Who sends.</param>
    /// <param name="target">Who receives.</param>
    /// <param name="message">The message without the length.</param>
    /// <param name="sequence">The sequence number of its first octet.</param>
    /// <param name="acknowledged">The next octet that the sender waits for.</param>
    public static IEnumerable<byte[]> OfStream(IPEndPoint source, IPEndPoint target, byte[] message, uint sequence, uint acknowledged)
    {
        byte[] stream = new byte[2 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(stream, (ushort)message.Length);
        message.CopyTo(stream, 2);
        for (int start = 0; start < stream.Length; start += LargestSegment)
            yield return Segment(source, target, stream.AsSpan(start, Math.Min(LargestSegment, stream.Length - start)), sequence + (uint)start, acknowledged);
    }

    private static byte[] Segment(IPEndPoint source, IPEndPoint target, ReadOnlySpan<byte> data, uint sequence, uint acknowledged)
    {
        byte[] packet = Ip(source, target, Tcp, TcpLength + data.Length);
        Span<byte> tcp = packet.AsSpan(IpLength);
        Ports(tcp, source, target);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledged);
        tcp[12] = TcpLength / 4 << 4;
        tcp[13] = AckAndPush;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
        data.CopyTo(tcp[TcpLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(packet, Tcp));
        return packet;
    }

    /// <summary>A packet with its IPv4 header (RFC 791 §3.1) and room for the rest.</summary>
    private static byte[] Ip(IPEndPoint source, IPEndPoint target, byte protocol, int length)
    {
        byte[] packet = new byte[IpLength + length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = protocol;
        source.Address.GetAddressBytes().CopyTo(packet, 12);
        target.Address.GetAddressBytes().CopyTo(packet, 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Fold(Sum(packet.AsSpan(0, IpLength))));
        return packet;
    }

    private static void Ports(Span<byte> header, IPEndPoint source, IPEndPoint target)
    {
        BinaryPrimitives.WriteUInt16BigEndian(header, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)target.Port);
    }

    /// <summary>The checksum of UDP and TCP with the pseudo header: addresses, protocol, length (RFC 768, RFC 9293 §3.1).</summary>
    private static ushort Checksum(ReadOnlySpan<byte> packet, byte protocol)
    {
        uint sum = Sum(packet[12..IpLength]) + protocol + (uint)(packet.Length - IpLength) + Sum(packet[IpLength..]);
        ushort folded = Fold(sum);
        return folded == 0 ? ushort.MaxValue : folded;
    }

    private static uint Sum(ReadOnlySpan<byte> octets)
    {
        uint sum = 0;
        for (int i = 0; i < octets.Length; i += 2)
            sum += (uint)(octets[i] << 8 | (i + 1 < octets.Length ? octets[i + 1] : 0));
        return sum;
    }

    private static ushort Fold(uint sum)
    {
        while (sum >> 16 != 0)
            sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
