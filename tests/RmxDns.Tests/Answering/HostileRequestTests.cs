using System.Buffers.Binary;
using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Tests.Answering;

/// <summary>Requests that have broken other servers: pointers of every kind, meta types in meta classes, one query after another.</summary>
public class HostileRequestTests
{
    private static readonly ZoneSet Zones = ZoneText.Set(
        ("example.com.", "@ A 192.0.2.1\n@ RMX host:a.example.com. mx\n@ MX 10 a\na A 192.0.2.2\n* TXT w\nalias CNAME a\nsub NS ns.sub\nns.sub A 192.0.2.3\nmoved DNAME example.com."));

    private static readonly byte[] Question = Ask.Query("example.com.", "A").Encode(1);

    [Theory]
    [InlineData("C00C", 0)]
    [InlineData("0161C00C", 0)]
    [InlineData("C014", 0)]
    [InlineData("C000", 1)]
    [InlineData("C00B", 1)]
    [InlineData("C01D", 1)]
    [InlineData("C01F", 1)]
    [InlineData("0161C01D", 1)]
    [InlineData("0161C01F", 1)]
    [InlineData("FFFF", 1)]
    [InlineData("4161", 1)]
    [InlineData("8001", 1)]
    public void A_pointer_leads_backward_and_past_the_header(string owner, int rcode)
    {
        byte[] request = [.. Question, .. Convert.FromHexString(owner), 0, 16, 0, 1, 0, 0, 0, 0, 0, 0];
        request[11] = 1;
        Assert.Equal(rcode, Rcode(request));
    }

    [Fact]
    public void Sixty_four_kilobytes_of_pointers_are_passed_over_in_a_few_steps_an_octet()
    {
        byte[] record = [0xC0, 0x0C, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0];
        byte[] chain = [1, (byte)'a', 0xC0, 0x0C, 0, 16, 0, 1, 0, 0, 0, 0, 0, 0];
        foreach (byte[] one in (byte[][])[record, chain])
        {
            int count = (ushort.MaxValue - Question.Length) / one.Length;
            byte[] request = [.. Question, .. Enumerable.Repeat(one, count).SelectMany(octets => octets)];
            BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(10), (ushort)count);
            Assert.Equal(0, Rcode(request, Transport.Stream));
            Assert.Equal(RequestFault.None, RequestReader.Read(request, out Request read));
            Assert.InRange(read.Reads, count, 4 * request.Length);
        }
        byte[] names = [.. Question, .. Enumerable.Repeat((byte)0xC0, ushort.MaxValue - Question.Length)];
        names[11] = 0xFF;
        Assert.Equal(RequestFault.Malformed, RequestReader.Read(names, out Request malformed));
        Assert.InRange(malformed.Reads, 1, 4 * names.Length);
    }

    [Fact]
    public void Every_opcode_class_and_meta_type_has_one_answer()
    {
        foreach (string name in (string[])[".", "example.com.", "x.example.com."])
        {
            foreach (ushort type in (ushort[])[0, 41, 249, 250, 251, 252, 253, 254, 255])
            {
                foreach (ushort @class in (ushort[])[0, 1, 3, 254, 255])
                {
                    for (int opcode = 0; opcode < 16; opcode++)
                        AssertAnswer(name, type, @class, opcode);
                }
            }
        }
    }

    private static void AssertAnswer(string name, ushort type, ushort @class, int opcode)
    {
        foreach (Transport transport in (Transport[])[Transport.Udp, Transport.Stream])
        {
            byte[] request = (Ask.Query(name, "A") with { Type = type, Class = @class }).Encode(7);
            request[2] |= (byte)(opcode << 3);
            int rcode = opcode != 0 ? 4 : @class != 1 ? 5 : type switch
            {
                41 or 249 or 250 => 1,
                251 or 252 => 5,
                253 or 254 => 4,
                _ => name == "." ? 5 : 0,
            };
            DnsMessage response = MessageDecoder.Decode(Ask.Raw(Zones, request, transport));
            Assert.Equal((rcode, opcode), (response.Rcode, (response.Flags >> 11) & 0xF));
            if (rcode != 0)
                Assert.Equal((0, 0, false), (response.Answer.Count, response.Authority.Count, response.IsAuthoritative));
        }
    }

    [Fact]
    public void Nothing_of_one_query_shows_in_the_answer_to_the_next()
    {
        var random = new Random(17);
        var used = new Answerer(new AnswerSettings(Nsid: new byte[] { 1, 2 }));
        byte[] response = new byte[ushort.MaxValue];
        string[] names = ["example.com.", "EXAMPLE.com.", "a.example.com.", "q.example.com.", "Q.Example.com.", "alias.example.com.", "x.sub.example.com.", "a.moved.example.com.", "other.test."];
        string[] types = ["A", "RMX", "MX", "TXT", "ANY", "AXFR"];
        for (int i = 0; i < 5000; i++)
        {
            DnsQuery query = Ask.Query(names[random.Next(names.Length)], types[random.Next(types.Length)]) with
            {
                EdnsSize = random.Next(3) switch { 0 => null, 1 => 512, _ => 1232 },
            };
            byte[] request = query.Encode((ushort)i);
            if (query.EdnsSize is not null && random.Next(2) == 0)
                request[^4] |= 0x80;
            if (query.EdnsSize is not null && random.Next(3) == 0)
                request = [.. request[..^1], 4, 0, 3, 0, 0];
            var transport = (Transport)random.Next(2);
            int length = used.Answer(Zones, request, response, transport);
            byte[] fresh = Ask.Raw(Zones, request, transport, new AnswerSettings(Nsid: new byte[] { 1, 2 }));
            Assert.Equal(Convert.ToHexString(fresh), Convert.ToHexString(response.AsSpan(0, length)));
        }
    }

    private static int Rcode(byte[] request, Transport transport = Transport.Udp) => MessageDecoder.Decode(Ask.Raw(Zones, request, transport)).Rcode;
}
