using System.Net;
using System.Text;
using RmxDns.Testing.Dns;
using RmxDns.Testing.Peers;
using RmxDns.Testing.Zones;

namespace RmxDns.Testing.Differential;

/// <summary>
/// Compares a server with the four peers, start by start: zones from the seed, queries about them, every answer of the server
/// against every peer's. Collects what no rule explains, how often each rule applied, and which outcomes were met how often.
/// </summary>
public sealed class DifferentialRun(int seed, int cases, int zones)
{
    /// <summary>Zones for each start of the servers.</summary>
    public const int ZonesPerStart = 100;

    private const int MostKept = 200;

    private readonly Dictionary<Outcome, int> _outcomes = [];
    private readonly Dictionary<string, int> _rules = [];
    private readonly List<Comparison> _unexplained = [];
    private readonly List<string> _faults = [];
    private int _cases;

    /// <summary>Differences that no rule explains: the first of them.</summary>
    public IReadOnlyList<Comparison> Unexplained => _unexplained;

    /// <summary>What is wrong with the server's answers by themselves, such as a record twice: the first of them.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The share of the cases that met an outcome, 0 to 1.</summary>
    public double Share(Outcome outcome) => _cases == 0 ? 0 : (double)_outcomes.GetValueOrDefault(outcome) / _cases;

    /// <summary>Runs all cases.</summary>
    /// <param name="serve">Starts the server with zones; its address, and what stops it.</param>
    public void Run(Func<IReadOnlyList<GeneratedZone>, (IPEndPoint Address, IDisposable Server)> serve)
    {
        int starts = Math.Max(1, (zones + ZonesPerStart - 1) / ZonesPerStart);
        for (int start = 0; start < starts; start++)
        {
            int count = (cases / starts) + (start < cases % starts ? 1 : 0);
            IReadOnlyList<GeneratedZone> loaded = new ZoneGenerator((seed * 1000) + start).Zones(Math.Min(zones, ZonesPerStart));
            using var contest = new Contest(loaded);
            (IPEndPoint address, IDisposable server) = serve(loaded);
            using (server)
                Compare(address, contest, loaded, new QueryGenerator((seed * 1000) + start).Queries(loaded, count));
        }
    }

    private void Compare(IPEndPoint address, Contest contest, IReadOnlyList<GeneratedZone> loaded, IReadOnlyList<GeneratedQuery> queries)
    {
        var finder = new PathFinder(loaded);
        var apexes = loaded.Select(z => Presentation.Of(z.Apex.Wire).ToLowerInvariant()).ToHashSet();
        QueryPath[] paths = [.. queries.Select(q => finder.Find(q.Name, q.Query.Type))];
        (DnsMessage?[] ours, DnsMessage?[] oursWhole) = Ask(address, queries);
        for (int i = 0; i < queries.Count; i++)
            Note(queries[i], paths[i], ours[i]);
        foreach (Peer peer in contest.Peers)
        {
            (DnsMessage?[] theirs, DnsMessage?[] theirsWhole) = Ask(peer.Address, queries);
            for (int i = 0; i < queries.Count; i++)
                Judge(new Comparison(peer.Program, queries[i], paths[i], finder, ours[i], theirs[i], oursWhole[i], theirsWhole[i], apexes));
        }
    }

    /// <summary>The answers of a server, and over TCP those to what was truncated.</summary>
    private static (DnsMessage?[] Answers, DnsMessage?[] Whole) Ask(IPEndPoint server, IReadOnlyList<GeneratedQuery> queries)
    {
        DnsMessage?[] answers = Contest.Ask(server, queries);
        int[] truncated = [.. Enumerable.Range(0, queries.Count).Where(i => answers[i] is { IsTruncated: true })];
        DnsMessage?[] overTcp = Contest.Ask(server, [.. truncated.Select(i => queries[i])], overTcp: true);
        var whole = new DnsMessage?[queries.Count];
        for (int i = 0; i < truncated.Length; i++)
            whole[truncated[i]] = overTcp[i];
        return (answers, whole);
    }

    private void Note(GeneratedQuery query, QueryPath path, DnsMessage? ours)
    {
        _cases++;
        IEnumerable<Outcome> met = ours is { IsTruncated: true } ? path.Outcomes.Append(Outcome.Truncated) : path.Outcomes;
        foreach (Outcome outcome in met)
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        foreach (string fault in ResponseFaults.Of(query, ours))
        {
            if (_faults.Count < MostKept)
                _faults.Add($"{fault}\nquery {query}\n{ours}");
        }
    }

    private void Judge(Comparison comparison)
    {
        if (comparison.IsEqual)
            return;
        if (KnownDifferences.Find(comparison) is KnownDifference known)
            _rules[known.Id] = _rules.GetValueOrDefault(known.Id) + 1;
        else if (_unexplained.Count < MostKept)
            _unexplained.Add(comparison);
    }

    /// <summary>The sums: outcomes, rules, and the kinds of unexplained differences with an example of each.</summary>
    public string Report()
    {
        var text = new StringBuilder($"{_cases} cases, seed {seed}\n");
        foreach (Outcome outcome in Enum.GetValues<Outcome>())
            text.Append($"  {outcome,-18} {100 * Share(outcome),6:f2} %\n");
        foreach (KnownDifference rule in KnownDifferences.All)
            text.Append($"  {rule.Id,-30} {_rules.GetValueOrDefault(rule.Id),6}  {rule.What} ({rule.Decides})\n");
        foreach (IGrouping<string, Comparison> kind in _unexplained.GroupBy(c => $"{c.Peer}: {c.Difference} [{string.Join(' ', c.Path.Outcomes.Order())}]")
            .OrderByDescending(g => g.Count()))
            text.Append($"{kind.Count()} unexplained, {kind.Key}, such as\n{kind.First()}\n");
        foreach (IGrouping<string, string> kind in _faults.GroupBy(f => f.Split('\n')[0]))
            text.Append($"{kind.Count()} faults, {kind.First()}\n");
        return text.ToString();
    }
}
