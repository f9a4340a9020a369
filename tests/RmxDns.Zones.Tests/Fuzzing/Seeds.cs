using System.Text;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Zones.Tests.Fuzzing;

/// <summary>Inputs to start from: valid ones, since what is nearly right goes deepest.</summary>
internal static class Seeds
{
    private static readonly string[] RmxTexts =
        ["!ipv4:192.0.2.66 ipv4:192.0.2.0/24 host:a.example. mx:", "unused:", "domain: apl:x.", "tlsfp:sha256:" + new string('a', 64), "sasl:PLAIN,LOGIN 100:c0ffee", @"\# 2 0500", "host:a\\.b\\032c."];

    /// <summary>RDATA of every type: the valid ones of the cases that peers are asked about.</summary>
    private static readonly (string Type, string Text)[] Values =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "data", "rdata", "cases"), "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines)
            .Where(line => line.Length > 0 && line[0] != '#' && !line.EndsWith("=> refused", StringComparison.Ordinal))
            .Select(line => (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..line.LastIndexOf("=> ", StringComparison.Ordinal)].TrimEnd(' '))),
    ];

    public static IEnumerable<byte[]> Of(string target) => target switch
    {
        "message" => Queries(),
        "rdata-octets" => Values.Select(value => (byte[])[.. Code(value.Type), .. Octets(value.Type, value.Text)]),
        "rdata-text" => Values.Select(value => (byte[])[.. Code(value.Type), .. Encoding.Latin1.GetBytes(value.Text)]),
        "rmx-octets" => RmxTexts.Select(text => Octets("RMX", text)),
        "rmx-text" => RmxTexts.Select(Encoding.Latin1.GetBytes),
        "name-text" => ((string[])["a.b.", "a\\.b", "\\255.x", "@", ".", "*.a", new string('a', 63) + ".b"]).Select(Encoding.Latin1.GetBytes),
        "master" => Directory.EnumerateFiles(Repository.PathOf("tests", "data", "master", "zones"), "*.zone").Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
        _ => Directory.EnumerateFiles(Repository.PathOf("zones"), "*.yaml").Select(File.ReadAllBytes),
    };

    private static IEnumerable<byte[]> Queries()
    {
        foreach (string name in (string[])["example.com.", "x.example.com.", "q.sub.example.com.", "q.d.example.com.", "c.example.com.", "other."])
        {
            foreach (ushort type in (ushort[])[1, 255, RrType.DefaultRmx])
            {
                yield return new Testing.Dns.DnsQuery(Name.Parse(name).Wire.ToArray(), type).Encode(1);
                yield return new Testing.Dns.DnsQuery(Name.Parse(name).Wire.ToArray(), type) { EdnsSize = 1232, DnssecOk = true }.Encode(2);
            }
        }
    }

    private static byte[] Code(string mnemonic)
    {
        _ = ZoneText.Types.TryParseType(mnemonic, out ushort code);
        return [(byte)(code >> 8), (byte)code];
    }

    private static byte[] Octets(string mnemonic, string text)
    {
        _ = ZoneText.Types.TryParseType(mnemonic, out ushort code);
        return ZoneText.Types[code].TryParseText(text, Name.Parse("example."), out byte[] rdata, out TextFault fault)
            ? rdata
            : throw new FormatException($"{mnemonic} {text}: {fault.Message}");
    }
}
