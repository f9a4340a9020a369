using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>What a check has at hand while it looks at one zone, and where its findings go.</summary>
/// <param name="zone">The zone looked at.</param>
/// <param name="zones">All zones linted together, for references.</param>
/// <param name="types">The record types.</param>
/// <param name="settings">Limits, and which rules run.</param>
internal sealed class LintContext(LintedZone zone, LintedZones zones, TypeTable types, LintSettings settings)
{
    private readonly List<Finding> _findings = [];
    private RmxPolicy? _policy;

    /// <summary>The zone looked at.</summary>
    public LintedZone Zone { get; } = zone;

    /// <summary>All zones linted together.</summary>
    public LintedZones Zones { get; } = zones;

    /// <summary>The record types.</summary>
    public TypeTable Types { get; } = types;

    /// <summary>Limits, and which rules run.</summary>
    public LintSettings Settings { get; } = settings;

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Whether a rule runs; checks that cost much ask before they start.</summary>
    public bool Runs(Rule rule) => Settings.Runs(rule);

    /// <summary>Whether a record of a name, or one that decides about the name, may be among those that could not be read: nothing is said of what is not there then.</summary>
    public bool MayLack(Name name) => Zone.Gaps.MayLack(name);

    /// <summary>An RMX RRset of the zone as rules look at it; the last one is kept, since most zones have one.</summary>
    public RmxPolicy PolicyOf(RrSet rrSet) =>
        _policy?.RrSet == rrSet ? _policy : _policy = new RmxPolicy(rrSet, Zone, Zones);

    /// <summary>Adds a finding, unless its rule does not run.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="mark">The token that it is about.</param>
    /// <param name="message">What is wrong there; text from outside need not be escaped.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="subject">The entry, value or type in canonical text (<see cref="Finding.Subject"/>).</param>
    /// <param name="severity">The severity where it is not the rule's own.</param>
    /// <param name="advice">What to do, where the rule's own advice is not enough.</param>
    public void Add(Rule rule, SourceMark mark, string message, Name owner, string subject = "", Severity? severity = null, string? advice = null)
    {
        if (Runs(rule))
            _findings.Add(new Finding(rule, severity ?? rule.Severity, Zone.Contents.File, mark, FindingText.Escape(message), Zone.Origin, owner) { Subject = subject, Advice = advice });
    }

    /// <summary>Adds a finding that another made.</summary>
    public void Add(Finding finding)
    {
        if (Runs(finding.Rule))
            _findings.Add(finding);
    }
}
