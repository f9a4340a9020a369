using System.Buffers.Binary;
using RmxDns.Rmx;

namespace RmxDns.Tests.Rmx.Addresses;

/// <summary>
/// Few addresses where things meet: both ends of both families, the middle, and both sides of what IPv6 has for mapped IPv4.
/// Random prefixes lie in these windows or hold all of one, so that every address can be tried.
/// </summary>
internal static class Window
{
    /// <summary>How many bits tell the addresses of a window apart.</summary>
    public const int HostBits = 3;

    private static readonly string[] Starts =
        ["0.0.0.0", "192.0.2.8", "192.0.2.16", "255.255.255.248", "::", "::fffe:ffff:fff8", "::1:0:0:0", "2001:db8::8", "2001:db8::10", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fff8"];

    /// <summary>Every address of every window.</summary>
    public static IReadOnlyList<byte[]> Addresses { get; } = [.. Starts.SelectMany(start => Enumerable.Range(0, 1 << HostBits).Select(host => With(Parse(start), host)))];

    /// <summary>A prefix in a window, one in twelve a wide one.</summary>
    public static AddressPrefix Prefix(Random random)
    {
        byte[] start = Parse(Starts[random.Next(Starts.Length)]);
        int bits = start.Length * 8;
        int length = random.Next(12) == 0 ? random.Next(2) == 0 ? 0 : random.Next(bits) : bits - random.Next(HostBits + 1);
        return AddressPrefix.FromOctets(With(start, random.Next(1 << HostBits)), length)!;
    }

    private static byte[] Parse(string text)
    {
        Assert.True(AddressPrefix.TryParse(text, out AddressPrefix? prefix));
        return prefix!.Network.ToArray();
    }

    private static byte[] With(byte[] start, int host)
    {
        byte[] address = [.. start];
        Span<byte> end = address.AsSpan(address.Length - 4);
        BinaryPrimitives.WriteUInt32BigEndian(end, BinaryPrimitives.ReadUInt32BigEndian(end) | (uint)host);
        return address;
    }
}
