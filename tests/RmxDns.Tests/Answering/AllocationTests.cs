using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;

namespace RmxDns.Tests.Answering;

/// <summary>A query allocates nothing, whatever it asks.</summary>
public class AllocationTests
{
    private static readonly ZoneSet Zones = ZoneText.Set(
        ("example.com.", """
            @ MX 10 mail
            @ RMX ipv4:192.0.2.0/24 host:mail.example.com. host:far.example.net. mx
            mail A 192.0.2.25
            alias CNAME far.example.net.
            d DNAME example.net.
            *.w MX 5 mail
            sub NS ns.sub
            ns.sub A 192.0.2.53
            big TXT "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
            """ + string.Concat(Enumerable.Range(0, 40).Select(i => $"\nbig TXT \"another {i}\"\nlist RMX host:h{i}.example.com.\nh{i} A 192.0.2.{i}"))),
        ("example.net.", "far A 203.0.113.1"));

    [Theory]
    [InlineData("example.com.", "RMX")]
    [InlineData("example.com.", "ANY")]
    [InlineData("list.example.com.", "RMX")]
    [InlineData("alias.example.com.", "A")]
    [InlineData("far.d.example.com.", "A")]
    [InlineData("q.w.example.com.", "MX")]
    [InlineData("q.sub.example.com.", "A")]
    [InlineData("nothing.example.com.", "A")]
    [InlineData("big.example.com.", "TXT")]
    [InlineData("other.test.", "A")]
    [InlineData("example.com.", "AXFR")]
    public void An_answer_allocates_nothing(string name, string type)
    {
        var answerer = new Answerer(new AnswerSettings());
        byte[] plain = Ask.Query(name, type).Encode(1), edns = (Ask.Query(name, type) with { EdnsSize = 1232 }).Encode(1);
        byte[] malformed = plain[..^1];
        var response = new byte[ushort.MaxValue];
        long Round()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                answerer.Answer(Zones, plain, response, Transport.Udp);
                answerer.Answer(Zones, edns, response, Transport.Udp);
                answerer.Answer(Zones, edns, response, Transport.Stream);
                answerer.Answer(Zones, malformed, response, Transport.Udp);
            }
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        // A collection that other tests cause moves the count; an answer that allocates does so every time.
        Assert.Equal(0, Enumerable.Range(0, 8).Select(_ => Round()).Min());
    }
}
