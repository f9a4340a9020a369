using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Testing.Peers;

namespace RmxDns.Tests.Rdata;

/// <summary>
/// Every case put before BIND and Knot: whether they take the text, and which octets they serve for it. What differs is
/// listed with its reason in <c>tests/data/rdata/differences.txt</c>; a difference that is not listed fails, and so does
/// one that is listed and no longer there.
/// </summary>
public class PeerAcceptanceTests
{
    private static readonly TypeTable Types = new();

    /// <summary>No peer knows RMX by name.</summary>
    private static readonly RdataCase[] Shared = [.. RdataCase.All.Where(c => c.Type != "RMX")];

    [Fact]
    public void Named_compilezone_takes_and_refuses_the_same_texts() =>
        CompareAcceptance("bind", "named-compilezone", PeerZoneOfCases.RefusedByBind);

    [Fact]
    public void Kzonecheck_takes_and_refuses_the_same_texts() =>
        CompareAcceptance("knot", "kzonecheck", PeerZoneOfCases.RefusedByKnot);

    [Fact]
    public void Named_serves_the_same_octets() =>
        CompareOctets("bind", Bind.ProgramName, "dig", PeerZoneOfCases.RefusedByBind, zone => Bind.Start(zone));

    [Fact]
    public void Knotd_serves_the_same_octets() =>
        CompareOctets("knot", Knot.ProgramName, "kdig", PeerZoneOfCases.RefusedByKnot, zone => Knot.Start(zone));

    private static void CompareAcceptance(string peer, string program, Func<IReadOnlyList<RdataCase>, IReadOnlySet<RdataCase>> refuse)
    {
        SkipWithout(program);
        HashSet<RdataCase> refused = [.. Batches(Shared).SelectMany(refuse)];
        IEnumerable<string> found = Shared.Where(c => c.Hex is null != refused.Contains(c))
            .Select(c => $"{peer} {(refused.Contains(c) ? "refuses" : "accepts")} {c}".TrimEnd());
        AssertListed(peer, ["refuses", "accepts"], found);
    }

    private static void CompareOctets(
        string peer, string program, string client, Func<IReadOnlyList<RdataCase>, IReadOnlySet<RdataCase>> refuse, Func<PeerZone, Peer> start)
    {
        SkipWithout(program);
        SkipWithout(client);
        var found = new List<string>();
        foreach (IReadOnlyList<RdataCase> batch in Batches([.. Shared.Where(c => c.Hex is not null)]))
        {
            IReadOnlySet<RdataCase> refused = refuse(batch);
            RdataCase[] taken = [.. batch.Where(c => !refused.Contains(c))];
            if (taken.Length == 0)
                continue;
            using Peer server = start(PeerZoneOfCases.Of(taken));
            Dictionary<RdataCase, string> served = PeerZoneOfCases.Served(server, taken, CodeOf, client);
            found.AddRange(taken.Where(c => !served.ContainsKey(c)).Select(c => $"{peer} serves nothing for {c}"));
            found.AddRange(taken.Where(c => served.TryGetValue(c, out string? hex) && hex != c.Hex).Select(c => $"{peer} serves {served[c]} for {c}"));
        }
        AssertListed(peer, ["serves"], found);
    }

    /// <summary>All cases but SOA at once, and each SOA, which has a zone of its own.</summary>
    private static IEnumerable<IReadOnlyList<RdataCase>> Batches(IReadOnlyList<RdataCase> cases) =>
        [[.. cases.Where(c => c.Type != "SOA")], .. cases.Where(c => c.Type == "SOA").Select(c => (IReadOnlyList<RdataCase>)[c])];

    private static ushort CodeOf(RdataCase @case) => Types.TryParseType(@case.Type, out ushort code) ? code : (ushort)0;

    private static void AssertListed(string peer, string[] verbs, IEnumerable<string> found)
    {
        HashSet<string> listed =
        [
            .. File.ReadAllLines(Repository.PathOf("tests", "data", "rdata", "differences.txt"))
                .Where(line => verbs.Any(verb => line.StartsWith($"{peer} {verb} ", StringComparison.Ordinal))),
        ];
        HashSet<string> real = [.. found];
        Assert.True(real.IsSubsetOf(listed), "differences that are not listed:\n" + string.Join('\n', real.Except(listed)));
        Assert.True(listed.IsSubsetOf(real), "differences that are listed and no longer there:\n" + string.Join('\n', listed.Except(real)));
    }

    private static void SkipWithout(string program)
    {
        if (Peer.WhyMissing(program) is { } reason)
            Assert.Skip(reason);
    }
}
