using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Tests.Answering;

/// <summary>Asks the answerer without sockets, and reads what comes with the tests' own decoder.</summary>
internal static class Ask
{
    public static DnsMessage Udp(ZoneSet zones, string name, string type, ushort? edns = null, ushort flags = 0) =>
        Send(zones, Query(name, type) with { EdnsSize = edns, Flags = flags }, Transport.Udp);

    public static DnsMessage Tcp(ZoneSet zones, string name, string type, ushort? edns = null) =>
        Send(zones, Query(name, type) with { EdnsSize = edns }, Transport.Stream);

    public static DnsQuery Query(string name, string type)
    {
        Assert.True(ZoneText.Types.TryParseType(type, out ushort code) || TryParseQtype(type, out code), type);
        return new DnsQuery(Name.Parse(name).Wire.ToArray(), code);
    }

    public static DnsMessage Send(ZoneSet zones, DnsQuery query, Transport transport)
    {
        byte[] response = Raw(zones, query.Encode(0x1234), transport);
        Assert.NotEmpty(response);
        DnsMessage message = MessageDecoder.Decode(response);
        Assert.Equal(0x1234, message.Id);
        Assert.True(message.IsResponse);
        Assert.Empty(message.CompressionFaults);
        Assert.Equal(0, message.Trailing);
        return message;
    }

    public static byte[] Raw(ZoneSet zones, byte[] request, Transport transport, AnswerSettings? settings = null)
    {
        var response = new byte[ushort.MaxValue];
        response.AsSpan().Fill(0xA5);
        int length = new Answerer(settings ?? new AnswerSettings()).Answer(zones, request, response, transport);
        return response[..length];
    }

    /// <summary>The records of a section as <c>owner TYPE rdata</c>, names in presentation form.</summary>
    public static string[] Lines(IEnumerable<DnsRecord> section) => [.. section.Select(record => $"{record.Owner} {ZoneText.Types.NameOf(record.Type)}")];

    private static bool TryParseQtype(string type, out ushort code)
    {
        code = type switch { "ANY" => 255, "AXFR" => 252, "IXFR" => 251, "MAILA" => 254, "MAILB" => 253, "TSIG" => 250, "TKEY" => 249, "OPT" => 41, _ => 0 };
        return code != 0;
    }
}
