using RmxDns.Tool.Linting.RulePages;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary>What <c>rmx lint</c> tells about its rules instead of linting: <c>--list-rules</c>, <c>--explain</c>, <c>--write-docs</c>.</summary>
internal sealed class RuleCommand(TextWriter output, TextWriter error)
{
    private const int Near = 2;

    /// <summary>A line for each rule.</summary>
    public int List()
    {
        RuleDocuments.List(output);
        return ExitCode.Fine;
    }

    /// <summary>The page of a rule; for an unknown id, those that are written much like it.</summary>
    public int Explain(string id)
    {
        if (Rules.Find(id) is { } rule)
        {
            output.Write(new RulePage(rule).Text());
            return ExitCode.Fine;
        }
        string[] near = [.. Rules.All.Select(other => other.Id).Where(other => IsNear(id, other))];
        string hint = near.Length == 0 ? "--list-rules lists them" : $"is it {string.Join(" or ", near)}?";
        error.WriteLine($"rmx lint: there is no rule {FindingText.Quote(id)}; {hint}");
        return ExitCode.CannotRun;
    }

    /// <summary>Writes the pages.</summary>
    public int Write(string folder)
    {
        try
        {
            RuleDocuments.Write(folder);
            return ExitCode.Fine;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx lint: {FindingText.Escape(fault.Message)}");
            return ExitCode.CannotRun;
        }
    }

    private static bool IsNear(string id, string other) =>
        id.Length > Near && (other.Contains(id, StringComparison.Ordinal) || (id.Contains(other, StringComparison.Ordinal)) || Distance(id, other) <= Near);

    /// <summary>How many letters have to be changed, put in or taken out (Levenshtein's distance).</summary>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
