using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Good to know.</summary>
    Info,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>Wrong.</summary>
    Error,
}

/// <summary>A rule that zones are held to; findings name it by its id.</summary>
/// <param name="Id">Kebab-case, stable.</param>
/// <param name="Severity">Its severity unless a configuration says otherwise.</param>
/// <param name="RefusesZone">Whether a zone with such a finding cannot be served and is refused whole.</param>
/// <param name="Title">One line: what is wrong.</param>
/// <param name="Reference">The clause that it comes from.</param>
public sealed record Rule(string Id, Severity Severity, bool RefusesZone, string Title, string Reference);

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
    /// <summary><c>file:line:column: severity: message [rule]</c>; line and column are left out where there are none.</summary>
    public override string ToString()
    {
        string file = FindingText.Escape(File);
        string place = Mark.Line == 0 ? file : $"{file}:{Mark.Line}:{Mark.Column}";
        string severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
        return $"{place}: {severity}: {Message} [{Rule.Id}]";
    }
}
