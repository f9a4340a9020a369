using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>
/// The findings of one file as they are made. Nothing but the fault itself is reported for a line that holds an octet that
/// is no text, and one syntax error for each line, since one leads to others.
/// </summary>
internal sealed class FindingList(string file)
{
    private readonly List<Finding> _findings = [];
    private readonly HashSet<int> _unreadableLines = [];
    private readonly HashSet<int> _syntaxErrors = [];

    /// <summary>The zone, once it is known.</summary>
    public Name? Zone { get; set; }

    /// <summary>How many there are.</summary>
    public int Count => _findings.Count;

    /// <summary>Whether one of them refuses the zone.</summary>
    public bool Refused { get; private set; }

    /// <summary>The findings in the order of the file.</summary>
    public IReadOnlyList<Finding> InOrder() =>
        [.. _findings.OrderBy(finding => finding.Mark.Line).ThenBy(finding => finding.Mark.Column)];

    /// <summary>An empty list of the same file.</summary>
    public FindingList Beside() => new(file) { Zone = Zone };

    /// <summary>Adds the findings of another part of the file, which has no line in common with this one.</summary>
    public void AddAll(FindingList other)
    {
        Refused |= other.Refused;
        _findings.AddRange(other._findings);
    }

    /// <summary>Adds a finding of the rule's own severity.</summary>
    public void Add(Rule rule, SourceMark mark, string message, Name? owner = null, string subject = "") => Add(rule, rule.Severity, mark, message, owner, subject);

    /// <summary>Adds a finding.</summary>
    public void Add(Rule rule, Severity severity, SourceMark mark, string message, Name? owner = null, string subject = "")
    {
        if (_unreadableLines.Contains(mark.Line) || (rule == FileRules.YamlSyntax && !_syntaxErrors.Add(mark.Line))
            || (rule == WrittenRules.YamlTab && _syntaxErrors.Contains(mark.Line)))
            return;
        Refused |= rule.RefusesZone;
        _findings.Add(new Finding(rule, severity, file, mark, FindingText.Escape(message), Zone, owner) { Subject = subject });
    }

    /// <summary>Adds what is no text at all; nothing else is reported for its line.</summary>
    public void AddUnreadable(IReadOnlyList<Yaml.EncodingFault> faults)
    {
        foreach (Yaml.EncodingFault fault in faults)
        {
            Refused = true;
            _findings.Add(new Finding(FileRules.YamlSyntax, Severity.Error, file, fault.Mark, fault.Message, Zone));
        }
        foreach (Yaml.EncodingFault fault in faults)
            _ = _unreadableLines.Add(fault.Mark.Line);
    }
}
