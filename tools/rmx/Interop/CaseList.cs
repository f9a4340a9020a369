using System.Text.RegularExpressions;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Output;

namespace RmxDns.Tool.Interop;

/// <summary>The cases that a command line names, and their list for people.</summary>
internal static class CaseList
{
    /// <summary>The cases that are chosen, in their own order; null, and what is wrong, when a pattern fits none.</summary>
    /// <param name="patterns">Ids, with * for any text; none for all.</param>
    /// <param name="quick">Whether to leave out those that are not in the quick set.</param>
    /// <param name="fault">What is wrong.</param>
    public static IReadOnlyList<InteropCase>? Choose(IReadOnlyList<string> patterns, bool quick, out string fault)
    {
        foreach (string pattern in patterns.Where(pattern => !CaseFiles.All.Any(subject => Fits(subject, pattern))))
        {
            fault = $"there is no case {pattern}; --list shows them";
            return null;
        }
        IReadOnlyList<InteropCase> chosen = [.. CaseFiles.All.Where(subject => (!quick || subject.Quick) && (patterns.Count == 0 || patterns.Any(pattern => Fits(subject, pattern))))];
        fault = chosen.Count == 0 ? "none of these cases is in the quick set" : "";
        return chosen.Count == 0 ? null : chosen;
    }

    /// <summary>Prints cases.</summary>
    public static void Write(IReadOnlyList<InteropCase> cases, Screen screen)
    {
        var sheet = new Sheet("group", "case", "clause", "the authority", "a good resolver");
        foreach (InteropCase subject in cases)
            sheet.Add(subject.Group, subject.Id, subject.Clause, subject.Authority, subject.Resolver);
        sheet.WriteTo(screen);
    }

    private static bool Fits(InteropCase subject, string pattern) =>
        Regex.IsMatch(subject.Id, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant);
}
