using System.Net;
using RmxDns.Answering;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.TestAuthority.Tests;

/// <summary>Faults put together from keys, and where they hold.</summary>
public class ComposedFaultTests
{
    [Fact]
    public void Keys_beside_a_named_fault_add_to_it_and_change_it()
    {
        Reaction reaction = React("a: {type: RMX, value: unused, rmxdns: {fault: tc-tcp-hang, stream: close, delay: 50, ttl: 5, trailing: 3}}", "a.lab.test.");
        Assert.Equal(("close", TimeSpan.FromMilliseconds(50)), (reaction.Stream, reaction.Delay));
        DnsMessage message = MessageDecoder.Decode(Assert.Single(reaction.Messages));
        Assert.Equal((true, 5u, 3), (message.IsTruncated, Assert.Single(message.Answer).Ttl, message.Trailing));
    }

    [Fact]
    public void Counts_flags_and_identifier_go_together()
    {
        Reaction reaction = React("a: {type: RMX, value: unused, rmxdns: {counts: low, aa: clear, id: wrong}}", "a.lab.test.");
        byte[] message = Assert.Single(reaction.Messages);
        Assert.Equal((0xFFFE, 0x8000, 0), (Header.Id(message), Header.Flags(message), Header.Count(message, 1)));
    }

    [Theory]
    [InlineData("high", 1, 2, 0, 0)]
    [InlineData("low", 1, 0, 0, 0)]
    [InlineData("question", 2, 1, 0, 0)]
    [InlineData("authority", 1, 1, 1, 0)]
    [InlineData("additional", 1, 1, 0, 1)]
    public void One_count_is_wrong_and_the_others_are_right(string kind, int questions, int answers, int authorities, int additionals)
    {
        byte[] message = Assert.Single(React($"a: {{type: RMX, value: unused, rmxdns: {{counts: {kind}}}}}", "a.lab.test.").Messages);
        Assert.Equal([questions, answers, authorities, additionals], Enumerable.Range(0, 4).Select(section => (int)Header.Count(message, section)));
    }

    [Fact]
    public void A_fault_of_a_record_concerns_its_type_and_name_alone()
    {
        const string Owners = "a: [{type: RMX, value: unused, rmxdns: {rcode: 5}}, {type: A, value: 192.0.2.1}]\nb: {type: RMX, value: unused}";
        Assert.Equal(5, Rcode(Owners, "a.lab.test."));
        Assert.Equal(0, Rcode(Owners, "a.lab.test.", RrType.A));
        Assert.Equal(0, Rcode(Owners, "b.lab.test."));
        Assert.Equal(3, Rcode(Owners, "below.a.lab.test."));
    }

    [Fact]
    public void A_fault_of_a_name_concerns_every_type_and_all_below_the_closest_one_counting()
    {
        const string Owners = "a: [{type: RMXDNS-FAULT, rmxdns: {rcode: 5}}, {type: A, value: 192.0.2.1}]\nc.a: {type: RMXDNS-FAULT, rmxdns: {rcode: 9}}";
        Assert.Equal(5, Rcode(Owners, "a.lab.test.", RrType.A));
        Assert.Equal(5, Rcode(Owners, "x.y.a.lab.test."));
        Assert.Equal(9, Rcode(Owners, "x.C.a.lab.test."));
        Assert.Equal(3, Rcode(Owners, "d.lab.test."));
    }

    [Fact]
    public void The_record_s_key_counts_before_the_name_s()
    {
        const string Owners = "a: [{type: RMXDNS-FAULT, rmxdns: {rcode: 5, delay: 7}}, {type: RMX, value: unused, rmxdns: {rcode: 9}}]";
        Reaction reaction = React(Owners, "a.lab.test.");
        Assert.Equal((9, TimeSpan.FromMilliseconds(7)), (MessageDecoder.Decode(Assert.Single(reaction.Messages)).Rcode, reaction.Delay));
    }

    [Fact]
    public void A_query_that_is_no_query_for_data_is_answered_as_the_server_does()
    {
        var authority = new Authority(RunningAuthority.Zone("a: {type: RMX, value: unused, rmxdns: {drop: always}}"), TimeProvider.System);
        byte[] query = RunningAuthority.Query("a.lab.test.").Encode(1);
        query[2] = 0x28;
        Assert.Equal(4, Header.Flags(Assert.Single(authority.Answer(query, Transport.Udp, IPAddress.Loopback, IPAddress.Loopback).Messages)) & 0xF);
        Assert.Empty(authority.Answer(query.AsSpan(0, 11), Transport.Udp, IPAddress.Loopback, IPAddress.Loopback).Messages);
    }

    [Fact]
    public void Whatever_octets_come_nothing_is_thrown_and_no_answer_is_longer_than_a_message()
    {
        var authority = new Authority(InteropZones.All, TimeProvider.System);
        var random = new Random(6);
        byte[][] good = [.. InteropZones.Cases.Select(name => RunningAuthority.Query($"r1.{name}.interop.test.", ednsSize: 1232).Encode(1))];
        for (int i = 0; i < 50_000; i++)
        {
            byte[] request = [.. good[random.Next(good.Length)]];
            for (int changes = random.Next(4); changes > 0; changes--)
                request[random.Next(request.Length)] = (byte)random.Next(256);
            Reaction reaction = authority.Answer(request.AsSpan(0, random.Next(4) == 0 ? random.Next(request.Length) : request.Length), (Transport)random.Next(2), IPAddress.Loopback, IPAddress.Loopback);
            Assert.All(reaction.Messages, message => Assert.InRange(message.Length, Header.Length, ushort.MaxValue));
        }
    }

    private static int Rcode(string owners, string name, ushort type = RrType.DefaultRmx) =>
        MessageDecoder.Decode(Assert.Single(React(owners, name, type).Messages)).Rcode;

    private static Reaction React(string owners, string name, ushort type = RrType.DefaultRmx)
    {
        var authority = new Authority(RunningAuthority.Zone(owners), TimeProvider.System);
        return authority.Answer(RunningAuthority.Query(name, type).Encode(1), Transport.Udp, IPAddress.Loopback, IPAddress.Loopback);
    }
}
