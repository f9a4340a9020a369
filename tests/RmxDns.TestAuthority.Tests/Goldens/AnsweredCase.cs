using System.Net;
using System.Security.Cryptography;
using RmxDns.Answering;
using RmxDns.TestAuthority.Sockets;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.TestAuthority.Tests.Goldens;

/// <summary>A case asked for one time in one way, and what came of it.</summary>
/// <param name="Key"><c>CASE WAY</c>, and a number from the second time on.</param>
/// <param name="Query">The query's octets.</param>
/// <param name="Reaction">What the authority does.</param>
internal sealed record AnsweredCase(string Key, byte[] Query, Reaction Reaction)
{
    private const ushort Id = 0x1234;
    private const int LongestShown = 600;

    // 127.0.0.9 is no zone's name server, so that all zones are served there.
    private static readonly IPAddress Client = IPAddress.Loopback, Local = new([127, 0, 0, 9]);

    private static readonly (string Name, ushort? EdnsSize, Transport Transport)[] Ways =
        [("udp-edns", 4096, Transport.Udp), ("udp-plain", null, Transport.Udp), ("tcp", null, Transport.Stream)];

    private static readonly string[] AskedTwice = ["drop-once", "servfail-once", "order-rotated"];

    /// <summary>All cases asked for in all ways. Part of the name is in upper case, so that what happens to its letters is seen.</summary>
    public static IReadOnlyList<AnsweredCase> All { get; } = [.. InteropZones.Cases.SelectMany(Ask)];

    /// <summary>What a connection carries of it where the case is about that; null elsewhere.</summary>
    public byte[]? OnStream => Reaction.Stream is not null && Key.EndsWith(" tcp", StringComparison.Ordinal) ? [.. StreamLoop.Framed(Reaction).SelectMany(octets => octets)] : null;

    /// <summary>Its golden lines.</summary>
    public IEnumerable<string> Lines => OnStream is { } octets ? [Line, $"{Key} stream: {(octets.Length == 0 ? "nothing" : Convert.ToHexStringLower(octets))}"] : [Line];

    /// <summary>One line: what the octets are, or how many and their digest where they are many.</summary>
    private string Line
    {
        get
        {
            string delay = Reaction.Delay > TimeSpan.Zero ? $" delay={Reaction.Delay.TotalMilliseconds}" : "", stream = Reaction.Stream is { } word ? $" stream={word}" : "";
            return $"{Key}:{delay}{stream} {(Reaction.Messages.Count == 0 ? "nothing" : string.Join(" + ", Reaction.Messages.Select(Shown)))}";
        }
    }

    private static string Shown(byte[] message) => message.Length <= LongestShown
        ? Convert.ToHexStringLower(message)
        : $"({message.Length} octets, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(message))})";

    private static IEnumerable<AnsweredCase> Ask(string name)
    {
        var authority = new Authority(InteropZones.All, TimeProvider.System);
        foreach ((string way, ushort? size, Transport transport) in Ways)
        {
            int times = AskedTwice.Contains(name) ? 2 : 1;
            for (int time = 1; time <= times; time++)
            {
                // A way has a name of its own, since what happens the first time is counted by name.
                byte[] query = Encode($"r{way.Length}.{name}.interop.TEST.", RrType.DefaultRmx, size);
                yield return new AnsweredCase(time == 1 ? $"{name} {way}" : $"{name} {way} {time}", query, authority.Answer(query, transport, Client, Local));
            }
        }
        if (name != "types-unknown")
            yield break;
        foreach (ushort type in (ushort[])[65400, 65535])
        {
            byte[] query = Encode($"r8.{name}.interop.TEST.", type, 4096);
            yield return new AnsweredCase($"{name} type-{type}", query, authority.Answer(query, Transport.Udp, Client, Local));
        }
    }

    private static byte[] Encode(string name, ushort type, ushort? size) =>
        new DnsQuery(Name.Parse(name).Wire.ToArray(), type) { EdnsSize = size }.Encode(Id);
}
