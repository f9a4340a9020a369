using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>One rule broken at one place.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Severity">The severity in this case; most often the rule's.</param>
/// <param name="File">The file as the user named it.</param>
/// <param name="Mark">Where in it.</param>
/// <param name="Message">What is wrong there, naming the token, and what would be right. Control characters are escaped.</param>
/// <param name="Zone">The zone, where it is known.</param>
/// <param name="Owner">The owner name, where it is known.</param>
public sealed record Finding(
    Rule Rule, Severity Severity, string File, SourceMark Mark, string Message, Name? Zone = null, Name? Owner = null)
{
    /// <summary>The entry, value or type that the finding is about, in canonical text; empty for the whole owner. Part of what tells findings apart when lines move.</summary>
    public string Subject { get; init; } = "";

    /// <summary>What to do here, when it says more than the rule's own advice.</summary>
    public string? Advice { get; init; }

    /// <summary><c>file:line:column: severity: message [rule]</c>; line and column are left out where there are none.</summary>
    public override string ToString()
    {
        string file = FindingText.Escape(File);
        string place = Mark.Line == 0 ? file : $"{file}:{Mark.Line}:{Mark.Column}";
        string severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
        return $"{place}: {severity}: {Message} [{Rule.Id}]";
    }
}
