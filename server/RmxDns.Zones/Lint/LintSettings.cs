namespace RmxDns.Zones.Lint;

/// <summary>What rules measure against, which of them run, and how grave they are here.</summary>
public sealed record LintSettings
{
    /// <summary>Whether the strict rules run beside the default ones.</summary>
    public RuleSet Set { get; init; } = RuleSet.Default;

    /// <summary>
    /// Severities that replace the rules' own, by rule id; null is a rule that does not run. A rule of the strict set that stands here
    /// with a severity runs without that set. Rules that refuse their zone are not asked for here.
    /// </summary>
    public IReadOnlyDictionary<string, Severity?> Severities { get; init; } = new Dictionary<string, Severity?>();

    /// <summary>The largest answer over UDP to a client with EDNS, OPT included, in octets.</summary>
    public int EdnsSize { get; init; } = 1232;

    /// <summary>The shortest IPv4 prefix that is not too broad.</summary>
    public int TooBroadIpv4 { get; init; } = 16;

    /// <summary>The shortest IPv6 prefix that is not too broad.</summary>
    public int TooBroadIpv6 { get; init; } = 32;

    /// <summary>How near to a limit an answer may come, in octets, before there is little room left.</summary>
    public int Headroom { get; init; } = 32;

    /// <summary>How many times as long as its query an answer may be.</summary>
    public int Amplification { get; init; } = 20;

    /// <summary>The most records of one RRset.</summary>
    public int MaxRecords { get; init; } = 100;

    /// <summary>The longest TTL, in seconds.</summary>
    public uint MaxTtl { get; init; } = 86_400;

    /// <summary>The settings with another set, where one is given, and these severities before those that are there.</summary>
    public LintSettings With(RuleSet? set, IReadOnlyDictionary<string, Severity?> severities)
    {
        if (severities.Count == 0)
            return set is null ? this : this with { Set = set.Value };
        var all = new Dictionary<string, Severity?>(Severities);
        foreach ((string rule, Severity? severity) in severities)
            all[rule] = severity;
        return this with { Set = set ?? Set, Severities = all };
    }

    /// <summary>Whether a rule runs.</summary>
    public bool Runs(Rule rule) =>
        rule.RefusesZone || (Severities.TryGetValue(rule.Id, out Severity? severity) ? severity is not null : rule.Set <= Set);

    /// <summary>The finding with the severity that it has here; null when its rule does not run.</summary>
    public Finding? Judge(Finding finding)
    {
        if (!Runs(finding.Rule))
            return null;
        bool changed = !finding.Rule.RefusesZone && Severities.ContainsKey(finding.Rule.Id);
        return changed ? finding with { Severity = Severities[finding.Rule.Id]!.Value } : finding;
    }
}
