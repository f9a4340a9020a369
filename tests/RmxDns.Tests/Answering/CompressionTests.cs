using CsCheck;
using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Tests.Answering;

/// <summary>
/// Names are compressed as far as they may be and never where they may not (RFC 1035 §4.1.4, RFC 3597 §4);
/// the smallest encoding is computed apart.
/// </summary>
public class CompressionTests
{
    private const string Lines = """
        @ NS ns1
        @ NS ns.other.test.
        @ MX 10 mail.IN.example.com.
        @ MX 20 mail.example.net.
        @ RMX host:relay.in.example.com. mx domain:example.com.
        ns1 A 192.0.2.1
        mail.in A 192.0.2.25
        mail.in AAAA 2001:db8::25
        relay.in A 192.0.2.26
        alias CNAME mail.in
        srv SRV 0 0 25 mail.in
        ptr PTR relay.in
        *.w MX 5 mail.in
        *.w CAA 0 issue "ca.example.com"
        *.wc CNAME deep.relay.in
        sub NS ns.sub
        sub NS ns2.in.sub
        ns.sub A 192.0.2.31
        ns2.in.sub A 192.0.2.32
        d DNAME in
        """;

    private static readonly ZoneSet Zones = ZoneText.Set(("example.com.", Lines), ("in.example.net.", "@ MX 1 @"), (".", "@ NS a\na A 192.0.2.1\n* MX 0 a"));

    private static readonly string[] Names =
    [
        "example.com.", "EXAMPLE.com.", "alias.example.com.", "srv.example.com.", "ptr.example.com.", "q.w.example.com.",
        "a.b.c.w.example.com.", "q.wc.example.com.", "q.sub.example.com.", "sub.example.com.", "ns.sub.example.com.",
        "mail.d.example.com.", "relay.d.example.com.", "nothing.example.com.", "ns1.example.com.", "in.example.net.", ".", "a.", "q.r.s.",
    ];

    [Fact]
    public void Exact_answers_are_as_small_as_they_can_be()
    {
        foreach (string name in Names)
        {
            foreach (string type in (string[])["A", "NS", "SOA", "MX", "RMX", "SRV", "PTR", "CNAME", "CAA", "TXT"])
            {
                DnsMessage response = Ask.Tcp(Zones, name, type);
                int smallest = SmallestEncoding.LengthOf(response);
                // Templates that many names share know the suffix that these have in common, and no label in front of it.
                bool shared = response.Answer.Count == 0;
                int slack = shared && name.StartsWith("ns", StringComparison.Ordinal) ? 4 : 0;
                Assert.True(response.Length - smallest <= slack, $"{name} {type}: {response.Length} octets, {smallest} are enough\n{response}");
            }
        }
    }

    [Fact]
    public void No_name_in_rmx_or_other_later_types_is_compressed_or_pointed_to()
    {
        DnsMessage response = Ask.Tcp(Zones, "example.com.", "RMX");
        Assert.Equal("030572656c617902696e076578616d706c6503636f6d00" + "08" + "05076578616d706c6503636f6d00", Assert.Single(response.Answer).Rdata);
        byte[] raw = Ask.Raw(Zones, Ask.Query("srv.example.com.", "SRV").Encode(1), Transport.Stream);
        string uncompressed = "046d61696c02696e076578616d706c6503636f6d00";
        Assert.Contains(uncompressed, Convert.ToHexStringLower(raw), StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_say_what_the_assembler_says()
    {
        var scratch = new AnswerScratch();
        var octets = new byte[ushort.MaxValue];
        foreach (string name in Names)
        {
            foreach (string type in (string[])["A", "NS", "SOA", "MX", "RMX", "SRV", "CAA", "TXT"])
            {
                DnsQuery query = Ask.Query(name, type);
                DnsMessage served = Ask.Send(Zones, query, Transport.Stream);
                scratch.Name.Set(query.Name);
                LookupResult found = Lookup.Find(Zones, scratch.Name, query.Type);
                query.Encode(0x1234).CopyTo(octets, 0);
                var writer = new ResponseWriter(octets, octets.Length, query.Name.Length + 4, scratch.Compression);
                Outcome outcome = AnswerAssembler.Assemble(Zones, scratch, found, query.Name, query.Type, false, ref writer);
                RmxDns.Wire.Header.Write(octets, 0x1234, served.Flags, 1, outcome.Answers, outcome.Authorities, outcome.Additionals);
                DnsMessage assembled = MessageDecoder.Decode(octets[..outcome.Length]);
                Assert.Equal((outcome.Authoritative, outcome.Truncated, (int)outcome.Rcode), (served.IsAuthoritative, served.IsTruncated, served.Rcode));
                Assert.Equal(assembled.Answer, served.Answer);
                Assert.Equal(assembled.Authority, served.Authority);
                Assert.Equal(assembled.Additional, served.Additional);
                Assert.InRange(served.Length, assembled.Length, assembled.Length + 4);
            }
        }
    }

    [Fact]
    public void Messages_beyond_the_reach_of_pointers_are_as_small_as_they_can_be()
    {
        Gen.Int[1, 40].Select(Gen.Int[0, 60]).Sample((labels, length) =>
        {
            string fill = string.Join('\n', Enumerable.Range(0, 62).Select(i => $"@ TXT {string.Concat(Enumerable.Repeat($"\"{new string((char)('a' + (i % 26)), 200 + (i / 26))}\" ", 1))}"));
            string hosts = string.Join('\n', Enumerable.Range(0, 120).Select(i => $"@ MX {i} m{i}.{string.Join('.', Enumerable.Repeat(new string('x', 1), labels))}.{new string('y', Math.Max(1, length))}"));
            ZoneSet zones = ZoneText.Set(("example.com.", $"{fill}\n{hosts}"));
            DnsMessage response = Ask.Tcp(zones, "example.com.", "ANY");
            Assert.Equal(SmallestEncoding.LengthOf(response), response.Length);
        }, iter: 20, threads: 1);
    }
}
