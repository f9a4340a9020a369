using RmxDns.Tool.Interop.Cases;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>
/// A resolver that is sound fails nothing; broken on purpose in one way it fails the cases that are about it, in the variants in which it
/// shows, and no others.
/// </summary>
public class BrokenResolverTests(RunningAuthority authority) : IClassFixture<RunningAuthority>
{
    private const ushort Rmx = 65280;
    private const int BadVers = 16;

    private static readonly Dictionary<string, Flaw> Flaws = new()
    {
        ["expands pointers in RDATA"] = new() { OnArrival = Expand },
        ["compresses RDATA"] = new() { OnDeparture = (response, _) => Change(response, record => record with { Rdata = Compress(record.Rdata, response) }) },
        ["lowers RDATA"] = new() { OnRecord = record => record with { Rdata = SmallMessage.Folded(record.Rdata) } },
        ["cuts RDATA at 512 octets"] = new() { OnRecord = record => record with { Rdata = record.Rdata[..Math.Min(512, record.Rdata.Length)] } },
        ["cuts messages at 512 octets"] = new() { OnDeparture = (response, _) => response[..Math.Min(512, response.Length)] },
        ["ignores the client's size"] = new() { IgnoresSize = true },
        ["has no TCP"] = new() { NoTcp = true },
        ["drops the type"] = new() { OnDeparture = (response, _) => SmallMessage.Read(response).Type >= 256 ? null : response },
        ["trusts any message"] = new() { Trusting = true },
        ["keeps what is foreign"] = new() { Poisonable = true },
        ["tells failures as absence"] = new() { HidesFailures = true },
        ["sends OPT to all"] = new() { OnDeparture = (response, _) => SmallMessage.Read(response) is { Edns: null } message ? (message with { Additional = [new([0], SmallMessage.Opt, 1232, 0, [])] }).Write() : response },
        ["raises the question"] = new() { OnDeparture = (response, _) => [.. response[..13], (byte)(response[13] & ~0x20), .. response[14..]] },
        ["keeps one record"] = new() { OnKeeping = KeepsOne() },
        ["sets the top bit of TTLs"] = new() { OnRecord = record => record with { Ttl = record.Ttl | 0x80000000 } },
        ["sends an octet more"] = new() { OnDeparture = (response, _) => [.. response, 0] },
        ["sends another id"] = new() { OnDeparture = (response, _) => [(byte)~response[0], .. response[1..]] },
        ["forgets all"] = new() { ForgetsAll = true },
        ["stops after one alias"] = new() { OnDeparture = (response, _) => StopsAfterOneAlias(SmallMessage.Read(response)) },
        ["takes BADVERS for no data"] = new() { OnArrival = octets => SmallMessage.Read(octets) is { ExtendedRcode: BadVers } message ? (message with { Additional = [] }).Write() : octets },
        ["cuts RDATA at what fits its own UDP size"] = new() { OnRecord = record => record with { Rdata = record.Rdata[..Math.Min(1172, record.Rdata.Length)] } },
    };

    /// <summary>A flaw, a case, the words of the variants that fail (none: the case passes), and a part of the reason.</summary>
    public static TheoryData<string, string, string, string> Verdicts => new()
    {
        { "expands pointers in RDATA", "ptr-question", "all", "RDATA was changed: 03c00c was served, 0308" },
        { "expands pointers in RDATA", "ptr-suffix", "all", "RDATA was changed" },
        { "expands pointers in RDATA", "raw-pointer-like", "all", "RDATA was changed" },
        { "expands pointers in RDATA", "plain-one", "none", "" },
        { "compresses RDATA", "plain-one", "all", "RDATA was changed" },
        { "compresses RDATA", "canary", "none", "" },
        { "lowers RDATA", "case-mixed", "all", "RDATA was changed" },
        { "lowers RDATA", "plain-one", "none", "" },
        { "cuts RDATA at 512 octets", "rdata-600", "all", "(512 octets) came" },
        { "cuts RDATA at 512 octets", "rdata-256", "none", "" },
        { "cuts messages at 512 octets", "rdata-600", "all", "malformed" },
        { "cuts messages at 512 octets", "rdata-255", "none", "" },
        { "ignores the client's size", "rdata-600", "udp-plain", "more than the 512 that the query allows" },
        { "ignores the client's size", "rdata-2000", "udp", "that the query allows" },
        { "ignores the client's size", "rdata-255", "none", "" },
        { "has no TCP", "rdata-2000", "all", "ConnectionRefused" },
        { "has no TCP", "rdata-600", "tcp udp-plain", "ConnectionRefused" },
        { "has no TCP", "canary", "tcp", "ConnectionRefused" },
        { "drops the type", "plain-one", "all", "no response within 0.6 s" },
        { "drops the type", "nodata-soa", "all", "no response within 0.6 s" },
        { "trusts any message", "id-wrong", "all", "NOERROR came, and SERVFAIL is expected" },
        { "trusts any message", "question-case", "none", "" },
        { "keeps what is foreign", "poison-answer", "all", "the cache is poisoned" },
        { "keeps what is foreign", "poison-authority", "all", "the cache is poisoned" },
        { "keeps what is foreign", "poison-additional", "all", "the cache is poisoned" },
        { "keeps what is foreign", "plain-refs", "none", "" },
        { "tells failures as absence", "rcode-5", "all", "NOERROR came, and SERVFAIL is expected" },
        { "tells failures as absence", "tc-tcp-refused", "all", "NOERROR came, and SERVFAIL is expected" },
        { "tells failures as absence", "nodata-soa", "none", "" },
        { "sends OPT to all", "opt-unasked", "plain", "the query had none" },
        { "sends OPT to all", "canary", "none", "" },
        { "raises the question", "canary", "all", "question is not the one that was asked" },
        { "keeps one record", "records-5", "cached", "1 record came, 5 served" },
        { "keeps one record", "records-1", "none", "" },
        { "sets the top bit of TTLs", "ttl-top-bit", "all", "a TTL of " },
        { "sets the top bit of TTLs", "ttl-0", "all", "a TTL of 2147483648" },
        { "sets the top bit of TTLs", "records-5", "none", "" },
        { "sends an octet more", "canary", "all", "octets behind the last record" },
        { "sends another id", "canary", "all", "no response" },
        { "forgets all", "ttl-0", "none", "" },
        { "forgets all", "records-5", "none", "" },
        { "trusts any message", "id-wrong-then-right", "all", "06 came" },
        { "keeps what is foreign", "additional-wrong", "all", "the cache is poisoned" },
        { "tells failures as absence", "rcode-16", "all", "NOERROR came, and SERVFAIL is expected" },
        { "tells failures as absence", "count-authority", "all", "NOERROR came, and SERVFAIL is expected" },
        { "stops after one alias", "cname-chain-2", "all", "no record of the type; 1 record served" },
        { "stops after one alias", "cname-chain-1", "none", "" },
        { "takes BADVERS for no data", "edns-badvers", "all", "no record of the type; 1 record served" },
        { "takes BADVERS for no data", "rcode-16", "all", "NOERROR came, and SERVFAIL is expected" },
        { "takes BADVERS for no data", "rcode-23", "none", "" },
        { "cuts RDATA at what fits its own UDP size", "edns-size", "all", "(1172 octets) came" },
        { "cuts RDATA at what fits its own UDP size", "rdata-600", "none", "" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void A_flaw_gets_the_verdict_that_it_deserves(string flaw, string id, string failing, string reason)
    {
        using var resolver = new SmallResolver(authority.EndPoint, Flaws[flaw]);
        CheckedResolver verdict = CheckedResolver.Of(resolver.EndPoint, authority.EndPoint, "--case", id, "--patience", "600");
        string[] expected = [.. Variants().Where(variant => failing == "all" || failing.Split(' ').Any(words => words.Split('-').All(word => variant.Split('-').Contains(word))))];
        Assert.True(expected.SequenceEqual(verdict.Variants(id, "fail")), verdict.Reasons(id));
        Assert.Contains(reason, verdict.Reasons(id), StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0 ? 1 : 0, verdict.Run.ExitCode);
    }

    [Fact]
    public void Without_a_flaw_nothing_fails_and_everything_is_judged()
    {
        using var resolver = new SmallResolver(authority.EndPoint, new Flaw());
        CheckedResolver verdict = CheckedResolver.Of(resolver.EndPoint, authority.EndPoint, "--patience", "3000");
        Assert.Equal(CaseFiles.All.Count, verdict.Cases.Count());
        string[] wrong = [.. verdict.Cases.Where(id => verdict.Variants(id, "fail").Length + verdict.Variants(id, "error").Length > 0).Select(id => $"{id}: {verdict.Reasons(id)}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
        Assert.Equal(0, verdict.Run.ExitCode);
    }

    [Fact]
    public void Who_never_asks_with_edns_passes_no_case_that_is_about_it()
    {
        using var resolver = new SmallResolver(authority.EndPoint, new Flaw { NoEdns = true });
        CheckedResolver verdict = CheckedResolver.Of(resolver.EndPoint, authority.EndPoint, "--case", "edns-*");
        Assert.Equal(6, verdict.Cases.Count());
        Assert.All(verdict.Cases, id => Assert.Equal(Variants(), verdict.Variants(id, "tolerated")));
        Assert.All(verdict.Cases, id => Assert.Contains("The authority saw no query with EDNS", verdict.Reasons(id), StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_case_leaves_on_a_kept_connection_meets_no_other_case()
    {
        using var resolver = new SmallResolver(authority.EndPoint, new Flaw { Connections = 10 });
        string[] cases = ["answers-two", "nodata-bare", "nxdomain-bare", "aa-clear"];
        CheckedResolver verdict = CheckedResolver.Forwarding(resolver.EndPoint, authority.EndPoint, [.. cases.SelectMany(id => (string[])["--case", id])]);
        Assert.All(cases, id => Assert.True(Variants().SequenceEqual(verdict.Variants(id, "pass")), $"{id}: {verdict.Reasons(id)}"));
    }

    private static IEnumerable<string> Variants() =>
        Variant.First.Concat(Variant.First.Select(first => first with { Cached = true })).Select(variant => variant.Name).Order(StringComparer.Ordinal);

    private static byte[] Change(byte[] response, Func<SmallRecord, SmallRecord> change)
    {
        SmallMessage message = SmallMessage.Read(response);
        return (message with { Answer = [.. message.Answer.Select(record => record.Type == Rmx ? change(record) : record)] }).Write();
    }

    private static byte[] StopsAfterOneAlias(SmallMessage message) =>
        message.Answer.Count(record => record.Type == SmallMessage.Cname) > 1 ? (message with { Answer = [message.Answer[0]] }).Write() : message.Write();

    /// <summary>Follows a pointer at the end of RDATA, as a resolver does that takes every type for one of RFC 1035.</summary>
    private static byte[] Expand(byte[] octets) => Change(octets, record =>
    {
        if (record.Rdata is not [.., >= 0xC0, _])
            return record;
        int at = ((record.Rdata[^2] & 0x3F) << 8) | record.Rdata[^1];
        return record with { Rdata = [.. record.Rdata[..^2], .. SmallMessage.NameAt(octets, ref at)] };
    });

    /// <summary>Puts a pointer to the end of the question's name where RDATA ends like it.</summary>
    private static byte[] Compress(byte[] rdata, byte[] response)
    {
        ReadOnlySpan<byte> zone = "\u0007interop\u0004test\0"u8;
        if (!rdata.AsSpan().EndsWith(zone))
            return rdata;
        int at = response.AsSpan().IndexOf(zone);
        return [.. rdata[..^zone.Length], (byte)(0xC0 | (at >> 8)), (byte)at];
    }

    /// <summary>Takes out every record but the first of each owner.</summary>
    private static Func<SmallRecord, SmallRecord?> KeepsOne()
    {
        var kept = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        return record => kept.TryAdd(Convert.ToHexString(record.Owner), true) ? record : null;
    }
}
