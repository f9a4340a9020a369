using System.Buffers.Binary;
using System.Net;

namespace RmxDns.Interop.Captures;

/// <summary>
/// Messages in the file format of tcpdump and Wireshark (pcap, little endian, microseconds, link type RAW: packets without a
/// link's header). Each exchange has a client port of its own. Packets longer than the limit are cut, and the file says so.
/// </summary>
internal sealed class CaptureFile : IDisposable
{
    private const uint Magic = 0xA1B2C3D4, LinkTypeRaw = 101;
    private const int ServerPort = 53, FirstClientPort = 20_000, ClientPorts = 40_000;

    private readonly FileStream _file;
    private readonly int _limit;
    private DateTimeOffset _time;
    private int _exchanges;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="start">The time of its first packet; the later ones follow a millisecond apart, since the times of single packets are not kept.</param>
    /// <param name="limit">How many octets of a packet are kept.</param>
    public CaptureFile(string path, DateTimeOffset start, int limit = 262_144)
    {
        (_file, _time, _limit) = (File.Create(path), start, limit);
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], (uint)limit);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LinkTypeRaw);
        _file.Write(header);
    }

    /// <summary>Adds what one check sent to a resolver and received: a message sent, what came for it, the next.</summary>
    /// <param name="resolver">The resolver's address.</param>
    /// <param name="sent">The messages sent, and over what.</param>
    /// <param name="received">The messages received, and over what.</param>
    public void Add(IPAddress resolver, IReadOnlyList<(byte[] Message, bool Stream)> sent, IReadOnlyList<(byte[] Message, bool Stream)> received)
    {
        var client = new IPEndPoint(IPAddress.Loopback, FirstClientPort + (_exchanges++ % ClientPorts));
        var server = new IPEndPoint(resolver, ServerPort);
        uint asked = 1, answered = 1;
        for (int i = 0; i < Math.Max(sent.Count, received.Count); i++)
        {
            if (i < sent.Count)
                Add(client, server, sent[i], ref asked, answered);
            if (i < received.Count)
                Add(server, client, received[i], ref answered, asked);
        }
    }

    public void Dispose() => _file.Dispose();

    private void Add(IPEndPoint source, IPEndPoint target, (byte[] Message, bool Stream) part, ref uint sequence, uint acknowledged)
    {
        if (!part.Stream)
        {
            Write(Packet.OfDatagram(source, target, part.Message));
            return;
        }
        foreach (byte[] segment in Packet.OfStream(source, target, part.Message, sequence, acknowledged))
            Write(segment);
        sequence += 2 + (uint)part.Message.Length;
    }

    private void Write(byte[] packet)
    {
        Span<byte> header = stackalloc byte[16];
        int kept = Math.Min(packet.Length, _limit);
        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)_time.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)_time.Millisecond * 1000);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)kept);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], (uint)packet.Length);
        _file.Write(header);
        _file.Write(packet.AsSpan(0, kept));
        _time = _time.AddMilliseconds(1);
    }
}
