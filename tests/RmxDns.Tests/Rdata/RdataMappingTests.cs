using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Tests.Rdata;

/// <summary>octoDNS's mappings: each spelling gives the octets of the text form, and what is wrong names its key.</summary>
public class RdataMappingTests
{
    private static readonly TypeTable Types = new();
    private static readonly Name Origin = Name.Parse("example.com.");

    [Theory]
    [InlineData("MX", "preference=10|exchange=mail", "10 mail")]
    [InlineData("MX", "priority=10|value=mail.example.net.", "10 mail.example.net.")]
    [InlineData("MX", "priority=10|exchange=.", "10 .")]
    [InlineData("SRV", "target=t|port=3|weight=2|priority=1", "1 2 3 t")]
    [InlineData("CAA", "flags=128|tag=issue|value=ca.example.net; policy=ev", "128 issue \"ca.example.net; policy=ev\"")]
    [InlineData("CAA", "tag=iodef|value=mailto:a@example.com", "0 iodef mailto:a@example.com")]
    [InlineData("DS", "key_tag=1|algorithm=8|digest_type=2|digest=AB CD", "1 8 2 abcd")]
    [InlineData("DS", "flags=1|protocol=8|algorithm=2|public_key=abcd", "1 8 2 abcd")]
    [InlineData("LOC", "lat_degrees=31|lat_minutes=58|lat_seconds=52.1|lat_direction=S|long_degrees=115|long_minutes=49|long_seconds=11.7|long_direction=E|altitude=20|size=10|precision_horz=10|precision_vert=2",
        "31 58 52.1 S 115 49 11.7 E 20m 10m 10m 2m")]
    [InlineData("NAPTR", "order=100|preference=50|flags=U|service=SIP+D2U|regexp=!^.*$!sip:info@bar.example.com!|replacement=.", "100 50 \"U\" \"SIP+D2U\" \"!^.*$!sip:info@bar.example.com!\" .")]
    [InlineData("NAPTR", "order=1|preference=2|flags=|service=|regexp=|replacement=a", "1 2 \"\" \"\" \"\" a")]
    [InlineData("SSHFP", "algorithm=4|fingerprint_type=2|fingerprint=00FF", "4 2 00ff")]
    [InlineData("SVCB", "svcpriority=0|targetname=foo", "0 foo")]
    [InlineData("SVCB", "svcpriority=1|targetname=.|svcparams.alpn=h2|svcparams.alpn=h3|svcparams.no-default-alpn=|svcparams.port=8443|svcparams.mandatory=alpn|svcparams.ipv4hint=192.0.2.1|svcparams.ipv4hint=192.0.2.2|svcparams.ech=AEP+|svcparams.key99=a b",
        "1 . alpn=h2,h3 no-default-alpn port=8443 mandatory=alpn ipv4hint=192.0.2.1,192.0.2.2 ech=AEP+ key99=\"a b\"")]
    [InlineData("HTTPS", "svcpriority=1|targetname=.|svcparams=alpn=h2 port=443", "1 . alpn=h2 port=443")]
    [InlineData("TLSA", "certificate_usage=3|selector=1|matching_type=1|certificate_association_data=00ff", "3 1 1 00ff")]
    [InlineData("URI", "priority=10|weight=1|target=ftp://ftp.example.com/public file", "10 1 \"ftp://ftp.example.com/public file\"")]
    [InlineData("SOA", "mname=ns1|rname=hostmaster@example.com|serial=1|refresh=2h|retry=15m|expire=2w|minimum=1h", "ns1 hostmaster.example.com. 1 7200 900 1209600 3600")]
    [InlineData("SOA", "mname=ns1|rname=john.doe@example.net.|serial=1", "ns1 john\\.doe.example.net. 1 7200 900 1209600 3600")]
    [InlineData("SOA", "mname=ns1|rname=john\\.doe@example.net|serial=1", "ns1 john\\.doe.example.net. 1 7200 900 1209600 3600")]
    [InlineData("SOA", "mname=@|serial=1", "@ hostmaster 1 7200 900 1209600 3600")]
    [InlineData("SOA", "mname=ns1|rname=post.master|serial=1", "ns1 post.master 1 7200 900 1209600 3600")]
    public void A_mapping_says_what_the_text_says(string type, string mapping, string text)
    {
        RdataType row = Row(type);
        Assert.True(row.TryParseMapping(Pairs(mapping), Origin, out byte[] rdata, out MappingFault fault), $"{fault}");
        Assert.True(row.TryParseText(text, Origin, out byte[] expected, out TextFault wrong), $"{wrong}");
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(rdata));
    }

    [Theory]
    [InlineData("MX", "preference=10", "exchange", -1)]
    [InlineData("MX", "exchange=mail", "preference", -1)]
    [InlineData("MX", "preference=10|priority=10|exchange=mail", "priority", 1)]
    [InlineData("MX", "preference=10|exchange=mail|ttl=1", "ttl", 2)]
    [InlineData("MX", "preference=65536|exchange=mail", "preference", 0)]
    [InlineData("MX", "preference= 5|exchange=mail", "preference", 0)]
    [InlineData("MX", "preference=+5|exchange=mail", "preference", 0)]
    [InlineData("MX", "preference=5|exchange=a b", "exchange", 1)]
    [InlineData("MX", "preference=5|exchange=a..b", "exchange", 1)]
    [InlineData("MX", "preference=5|exchange=", "exchange", 1)]
    [InlineData("CAA", "value=x", "tag", -1)]
    [InlineData("CAA", "tag=is-sue|value=x", "tag", 0)]
    [InlineData("DS", "flags=1|protocol=8|algorithm=2", "public_key", -1)]
    [InlineData("DS", "flags=1|key_tag=8|algorithm=2", "key_tag", 1)]
    [InlineData("DS", "key_tag=1|algorithm=8|digest_type=2|digest=xyz", "digest", 3)]
    [InlineData("LOC", "lat_degrees=91|lat_minutes=58|lat_seconds=52.1|lat_direction=S|long_degrees=115|long_minutes=49|long_seconds=11.7|long_direction=E|altitude=20|size=10|precision_horz=10|precision_vert=2", "lat_degrees", 0)]
    [InlineData("LOC", "lat_degrees=1|lat_minutes=58|lat_seconds=52.1|lat_direction=S|long_degrees=115|long_minutes=49|long_seconds=11.7|long_direction=N|altitude=20|size=10|precision_horz=10|precision_vert=2", "long_direction", 7)]
    [InlineData("LOC", "lat_degrees=1|lat_minutes=58", "lat_seconds", -1)]
    [InlineData("SVCB", "svcpriority=1|targetname=.|svcparams.port=70000", "svcparams.port", 2)]
    [InlineData("SVCB", "svcpriority=1|targetname=.|svcparams.nosuch=1", "svcparams.nosuch", 2)]
    [InlineData("SVCB", "svcpriority=1|targetname=.|svcparams.ipv4hint=192.0.2.1|svcparams.ipv4hint=192.0.2", "svcparams.ipv4hint", 3)]
    [InlineData("SVCB", "svcpriority=1|targetname=.|svcparams.port=", "svcparams.port", 2)]
    [InlineData("SVCB", "svcpriority=1|targetname=.|svcparams.no-default-alpn=x", "svcparams.no-default-alpn", 2)]
    [InlineData("SOA", "rname=a@|mname=ns1|serial=1", "rname", 0)]
    [InlineData("SOA", "rname=a", "mname", -1)]
    public void A_fault_names_its_key_and_its_place(string type, string mapping, string key, int index)
    {
        List<KeyValuePair<string, string>> pairs = Pairs(mapping);
        Assert.False(Row(type).TryParseMapping(pairs, Origin, out byte[] rdata, out MappingFault fault));
        Assert.Empty(rdata);
        Assert.Equal((key, index), (fault.Key, fault.Index));
        Assert.False(string.IsNullOrEmpty(fault.Fault.Message));
        if (index >= 0)
            Assert.InRange(fault.Fault.Offset + fault.Fault.Length, 0, pairs[index].Value.Length);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("TXT")]
    [InlineData("TYPE65400")]
    public void A_type_without_a_mapping_says_so(string type)
    {
        Assert.False(Row(type).HasMapping);
        Assert.False(Row(type).TryParseMapping(Pairs("value=x"), Origin, out _, out MappingFault fault));
        Assert.Contains("one string", fault.Fault.Message, StringComparison.Ordinal);
    }

    private static RdataType Row(string type)
    {
        Assert.True(Types.TryParseType(type, out ushort code));
        return Types[code];
    }

    private static List<KeyValuePair<string, string>> Pairs(string mapping) =>
        [.. mapping.Split('|').Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))];
}
