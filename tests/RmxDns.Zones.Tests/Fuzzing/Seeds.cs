using System.Text;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Zones.Tests.Fuzzing;

/// <summary>Inputs to start from: valid ones, since what is nearly right goes deepest.</summary>
internal static class Seeds
{
    private static readonly string[] RmxTexts =
        ["!ipv4:192.0.2.66 ipv4:192.0.2.0/24 host:a.example. mx:", "unused:", "domain: apl:x.", "tlsfp:sha256:" + new string('a', 64), "sasl:PLAIN,LOGIN 100:c0ffee", @"\# 2 0500", "host:a\\.b\\032c."];

    private static readonly (string Type, string Text)[] Values =
    [
        ("A", "192.0.2.1"), ("AAAA", "2001:db8::1"), ("MX", "10 mail"), ("TXT", "\"a b\" c\\032d"), ("SOA", "a b 1 2 3 4 5"), ("SRV", "1 2 3 t"),
        ("NAPTR", "1 2 \"s\" \"x\" \"\" r"), ("CAA", "0 issue \"ca\""), ("APL", "!1:192.0.2.0/24 2:2001:db8::/32"), ("HTTPS", "1 . alpn=h2,h3 port=443 ipv4hint=192.0.2.1"),
        ("LOC", "52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m"), ("NSEC", "b A MX RRSIG TYPE1234"), ("DS", "1 8 2 " + new string('a', 64)),
        ("IPSECKEY", "10 1 2 192.0.2.38 AQNRU3mG"), ("HIP", "2 200100107B1A74DF365639CC39F1D578 AwEAAbdx rvs.example."), ("WKS", "192.0.2.1 6 25 80"),
        ("RRSIG", "A 8 2 3600 20260101000000 20250101000000 1 example. AAAA"), ("URI", "1 2 \"https://x\""), ("SSHFP", "4 2 " + new string('b', 64)), ("RMX", RmxTexts[0]),
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
