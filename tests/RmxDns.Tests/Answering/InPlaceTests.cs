using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;

namespace RmxDns.Tests.Answering;

/// <summary>A response that is written over its request is the one that is written beside it.</summary>
public class InPlaceTests
{
    private static readonly ZoneSet Zones = ZoneText.Set(
        ("example.com.", """
            @ MX 10 mail
            @ RMX ipv4:192.0.2.0/24 host:mail.example.com. host:far.example.net.
            mail A 192.0.2.25
            alias CNAME far.example.net.
            d DNAME example.net.
            *.w MX 5 mail
            sub NS ns.sub
            ns.sub A 192.0.2.53
            """ + string.Concat(Enumerable.Range(0, 40).Select(i => $"\nbig TXT \"one of many strings that are too long together {i}\""))),
        ("example.net.", "far A 203.0.113.1"));

    [Theory]
    [InlineData("example.com.", "RMX")]
    [InlineData("eXample.com.", "ANY")]
    [InlineData("alias.example.com.", "A")]
    [InlineData("far.d.example.com.", "A")]
    [InlineData("q.w.Example.com.", "MX")]
    [InlineData("q.sub.example.com.", "A")]
    [InlineData("nothing.example.com.", "A")]
    [InlineData("big.example.com.", "TXT")]
    [InlineData("other.test.", "A")]
    [InlineData("example.com.", "AXFR")]
    public void Over_the_request_it_is_the_same(string name, string type)
    {
        byte[] plain = Ask.Query(name, type).Encode(1), edns = (Ask.Query(name, type) with { EdnsSize = 1232 }).Encode(2);
        foreach (byte[] request in (byte[][])[plain, edns, plain[..^1], plain[..12], [.. plain, 0], edns[..^2]])
        {
            byte[] memory = new byte[1232];
            request.CopyTo(memory, 0);
            int length = new Answerer(new AnswerSettings()).Answer(Zones, memory.AsSpan(0, request.Length), memory, Transport.Udp);
            Assert.Equal(Ask.Raw(Zones, request, Transport.Udp), memory[..length]);
        }
    }
}
