using RmxDns.Rdata;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>The judge, given what came: the rules for every response, what expectations ask for, and what is foreign.</summary>
public class JudgeTests
{
    private const ushort Rmx = 65280, Mx = 15, Ns = 2, Txt = 16;

    private static readonly byte[] Asked = Wire("r0000001.x.interop.test"), Alias = Wire("y.interop.test"), Rdata = [3, 0xC0, 0x0C];
    private static readonly SmallRecord Right = new(Asked, Rmx, 1, 300, Rdata);
    private static readonly TypeTable Types = new();

    /// <summary>What passes, what the response holds, and the outcome with a part of the reason.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "[{answer: served}]", "right", "pass" },
        { "[{answer: served}]", "other-rdata", "fail RDATA was changed: 03c00c was served, 03c00d came" },
        { "[{answer: served}]", "two", "fail 2 records came, 1 served" },
        { "[{answer: served}]", "none", "fail no record of the type; 1 record served" },
        { "[{answer: served}]", "alias", "pass" },
        { "[{answer: served}]", "case-of-owner", "pass" },
        { "[{answer: served}]", "chaos", "fail no record of the type" },
        { "[{answer: served}]", "unasked-beside", "fail nothing to do with the question: rNNNNNNN.x.interop.test. TXT in the answer section" },
        { "[{answer: served}]", "other-beside", "fail nothing to do with the question: other.interop.test. RMX in the answer section" },
        { "[{answer: served}]", "foreign-authority", "fail victim.test. A in the authority section" },
        { "[{answer: served}]", "foreign-additional", "fail victim.test. A in the additional section" },
        { "[{answer: served}]", "zone-above", "pass" },
        { "[{answer: served}]", "server-beside", "pass" },
        { "[{answer: served}]", "own-additional", "pass" },
        { "[{answer: served, foreign: true}]", "foreign-authority", "pass" },
        { "[{answer: none}]", "right", "fail no record of the type is expected" },
        { "[{rcode: [SERVFAIL]}]", "other-beside", "fail NOERROR came, and SERVFAIL is expected; a record that has nothing to do with the question: other.interop.test. RMX" },
        { "[{rcode: [SERVFAIL]}]", "chaos", "fail NOERROR came, and SERVFAIL is expected; a record that has nothing to do with the question: rNNNNNNN.x.interop.test. RMX of class 3 in the answer section" },
        { "[{answer: none}]", "none", "pass" },
        { "[{answer: none, soa: true}]", "none", "fail no SOA" },
        { "[{answer: none, soa: true}]", "soa", "pass" },
        { "[{rcode: [SERVFAIL, REFUSED]}]", "refused", "pass" },
        { "[{rcode: [SERVFAIL]}]", "refused", "fail REFUSED came, and SERVFAIL is expected" },
        { "[{rcode: [SERVFAIL]}]", "badvers", "fail BADVERS came, and SERVFAIL is expected" },
        { "[{answer: served, ttl-at-most: 299}]", "right", "fail a TTL of 300, and 299 at most is expected" },
        { "[{answer: served, ttl-at-least: 301}]", "right", "fail a TTL of 300, and 301 at least is expected" },
        { "[{answer: served, ttl-at-least: 300, ttl-at-most: 300}]", "right", "pass" },
        { "[{answer: served, seen: {at-least: 2}}]", "right", "pass" },
        { "[{answer: served, seen: {at-least: 3}}]", "right", "fail the authority saw 2 queries, and 3 are expected" },
        { "[{answer: served, seen: {tcp: true}}]", "right", "fail the authority saw no query over TCP" },
        { "[{response: none}]", "right", "fail a response came, and none is expected" },
        { "[{answer: served, on: [tcp]}, {rcode: [REFUSED], on: [udp]}]", "refused", "pass" },
        { "[{answer: served, on: [tcp]}, {rcode: [REFUSED], on: [udp]}]", "right", "fail NOERROR came, and REFUSED is expected" },
        { "[{answer: served}]", "trailing", "fail octets behind the last record" },
        { "[{answer: served}]", "cut", "fail malformed at octet" },
        { "[{answer: served}]", "question-lower", "fail question is not the one that was asked: rNNNNNNN.x.interop.test. RMX" },
        { "[{answer: served}]", "query", "fail QR clear" },
        { "[{answer: served}]", "long", "fail a UDP response of 1293 octets, more than the 1232" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_response_is_judged(string pass, string response, string verdict)
    {
        // The name is asked in mixed case where its echo matters.
        byte[] name = response == "question-lower" ? Wire("r0000001.X.interop.test") : Asked;
        Verdict judged = Judged(pass, Respond(response), name);
        Assert.Equal(verdict.Split(' ')[0], judged.Word);
        Assert.Contains(verdict[judged.Word.Length..].TrimStart(), judged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_tolerated_gives_its_why() =>
        Assert.Equal(new Verdict(Outcome.Tolerated, "It may"), Judged("[{answer: served}], tolerated: [{rcode: [REFUSED], why: It may.}]", Respond("refused"), Asked) with { Came = "" });

    [Fact]
    public void A_control_string_is_read_and_anything_else_is_none()
    {
        Assert.Equal(new SeenQuery(true, 1232, 65280, "r1.X.interop.test."), SeenQuery.Parse("t=12 tcp edns=1232 flags=0100 type=65280 name=r1.X.interop.test."));
        Assert.Equal(new SeenQuery(false, null, 1, "a."), SeenQuery.Parse("t=0 udp edns=none flags=0000 type=1 name=a."));
        Assert.All((string[])["", "t=1 udp", "type=x name=a", "type=65536 name=a"], text => Assert.Null(SeenQuery.Parse(text)));
    }

    [Fact]
    public void Edns_counts_in_any_query_of_the_case_and_nowhere_else()
    {
        SeenQuery plain = new(false, null, Rmx, "x."), edns = new(true, 1232, Txt, "y.");
        Assert.Equal("pass", Judged("[{answer: served, seen: {edns: true}}]", Message(Right), Asked, new Seen([plain], [plain, edns])).Word);
        Verdict unseen = Judged("[{answer: served, seen: {edns: true}}]", Message(Right), Asked, new Seen([plain], [plain]));
        Assert.Equal((Outcome.Fail, "the authority saw no query with EDNS"), (unseen.Outcome, unseen.Reason));
    }

    private static Verdict Judged(string pass, byte[] response, byte[] name)
    {
        SeenQuery[] seen = [new SeenQuery(false, 1232, Rmx, "x."), new SeenQuery(false, 1232, Rmx, "x."), new SeenQuery(true, null, Txt, "x.")];
        return Judged(pass, response, name, new Seen(seen, seen));
    }

    private static Verdict Judged(string pass, byte[] response, byte[] name, Seen seen)
    {
        InteropCase subject = CaseFiles.Parse($"- {{id: x, title: x, name: x, clause: x, authority: x, resolver: x, pass: {pass}}}")[0];
        var conversation = new Conversation(Name.FromWire(name)!, Rmx, 1232) { Messages = [new Carried(false, false, response)], Response = MessageReader.Read(response, Types) };
        return new Judge(Types).Of(subject, new Variant(false, false, true), conversation, new Served([Rdata]), seen);
    }

    private static byte[] Respond(string what) => what switch
    {
        "right" or "question-lower" => Message(Right),
        "other-rdata" => Message(Right with { Rdata = [3, 0xC0, 0x0D] }),
        "two" => Message(Right, Right with { Rdata = [8] }),
        "none" => Message(),
        "alias" => Message(new(Asked, 5, 1, 300, Alias), Right with { Owner = Alias }),
        "case-of-owner" => Message(Right with { Owner = Wire("R0000001.X.interop.test") }),
        "chaos" => Message(Right with { Class = 3 }),
        "unasked-beside" => Message(Right, new(Asked, Txt, 1, 300, [0])),
        "other-beside" => Message(Right, Right with { Owner = Wire("other.interop.test") }),
        "foreign-authority" => Message([Right], [new(Wire("victim.test"), 1, 1, 300, [127, 94, 66, 66])], []),
        "foreign-additional" => Message([Right], [], [new(Wire("victim.test"), 1, 1, 300, [127, 94, 66, 66])]),
        "zone-above" => Message([Right], [new(Wire("test"), Ns, 1, 300, Wire("ns.test"))], []),
        "server-beside" => Message([Right], [new(Wire("test"), Ns, 1, 300, Wire("ns.test"))], [new(Wire("ns.test"), 1, 1, 300, [127, 94, 0, 2])]),
        "own-additional" => Message([Right], [], [new(Wire("mail.interop.test"), Mx, 1, 300, [0, 1, 0])]),
        "soa" => Message([], [new(Wire("interop.test"), 6, 1, 300, new byte[22])], []),
        "refused" => new SmallMessage(1, 0x8185, Asked, Rmx, [], [], []).Write(),
        "badvers" => new SmallMessage(1, 0x8180, Asked, Rmx, [], [], [new([0], 41, 1232, 1 << 24, [])]).Write(),
        "trailing" => [.. Message(Right), 0],
        "cut" => Message(Right)[..^1],
        "query" => new SmallMessage(1, 0x0100, Asked, Rmx, [Right], [], []).Write(),
        "long" => Message(Right with { Rdata = new byte[1240] }),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };

    private static byte[] Message(params SmallRecord[] answer) => Message(answer, [], []);

    private static byte[] Message(SmallRecord[] answer, SmallRecord[] authority, SmallRecord[] additional) => new SmallMessage(1, 0x8180, Asked, Rmx, answer, authority, additional).Write();

    private static byte[] Wire(string name) => [.. name.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. System.Text.Encoding.ASCII.GetBytes(label)]), 0];
}
