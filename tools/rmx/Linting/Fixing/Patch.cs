using System.Globalization;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Fixing;

/// <summary>Changed lines as a patch in the unified format, for <c>patch -p1</c> and <c>git apply</c>.</summary>
internal static class Patch
{
    private const int Context = 3;

    /// <summary>Prints the patch of a file.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="path">The file, relative to where the patch is applied.</param>
    /// <param name="text">The lines before and after.</param>
    public static void Write(TextWriter output, string path, FixedText text)
    {
        output.Write($"--- a/{path}\n+++ b/{path}\n");
        int shift = 0;
        foreach ((int first, int last) in Hunks(text))
        {
            int before = last - first + 1, now = Enumerable.Range(first, before).Count(line => text.Now[line].Length > 0);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"@@ -{first + 1},{before} +{first + 1 + shift},{now} @@\n"));
            for (int line = first; line <= last;)
            {
                int end = line;
                while (end <= last && text.Now[end] != text.Before[end])
                    end++;
                if (end == line)
                    Line(output, ' ', text.Before[line++]);
                for (int removed = line; removed < end; removed++)
                    Line(output, '-', text.Before[removed]);
                for (; line < end; line++)
                    Line(output, '+', text.Now[line]);
            }
            shift += now - before;
        }
    }

    private static IEnumerable<(int First, int Last)> Hunks(FixedText text)
    {
        int[] changed = [.. Enumerable.Range(0, text.Before.Count).Where(line => text.Now[line] != text.Before[line])];
        for (int i = 0; i < changed.Length;)
        {
            int first = changed[i], last = first;
            while (i < changed.Length && changed[i] - last <= 2 * Context && !Enumerable.Range(last, changed[i] - last).Any(line => IsCommand(text.Before[line]) && text.Now[line] == text.Before[line]))
                last = changed[i++];
            yield return (Edge(text.Before, first, -1), Edge(text.Before, last, 1));
        }
    }

    /// <summary>The last line of context on one side. A line that a pipeline would take for a command is none.</summary>
    private static int Edge(IReadOnlyList<string> lines, int from, int step)
    {
        int at = from;
        while (Math.Abs(at - from) < Context && at + step >= 0 && at + step < lines.Count && !IsCommand(lines[at + step]))
            at += step;
        return at;
    }

    private static bool IsCommand(string line) => PipelineCommands.DefuseLine(line) != line;

    private static void Line(TextWriter output, char sign, string line)
    {
        if (line.Length == 0)
            return;
        output.Write(sign);
        output.Write(line);
        if (!line.EndsWith('\n'))
            output.Write("\n\\ No newline at end of file\n");
    }
}
