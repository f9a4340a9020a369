using System.Globalization;
using System.Text;
using RmxDns.Interop.Captures;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Resolvers;

namespace RmxDns.Interop.Pages;

/// <summary>The page of one resolver: its version, what does not pass and why, its configurations.</summary>
internal static class ResolverPage
{
    private const int LongestReason = 220;

    /// <summary>The page's text.</summary>
    /// <param name="data">The run.</param>
    /// <param name="resolver">The resolver.</param>
    /// <param name="captures">The captures of failures, by resolver and mode.</param>
    public static string Of(MatrixData data, Resolver resolver, IReadOnlyDictionary<(string, string), string> captures)
    {
        Place[] places = [.. data.Places.Where(place => place.Resolver == resolver)];
        var text = new StringBuilder($"# {resolver.Title}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Debian package {resolver.Package} {data.Run.Versions[resolver.Id]}, measured on {data.Run.Date}: `tools/interop/run {resolver.Id}`. [The whole matrix](README.md).\n\n");
        text.Append("| mode | ✓ | ~ | ✗ | ! | seconds |\n|---|---|---|---|---|---|\n");
        foreach (Place place in places)
            text.Append(CultureInfo.InvariantCulture, $"| {place.Mode} | {string.Join(" | ", CaseResult.Outcomes.Select(outcome => data.Count(place, outcome)))} | {data.Run.Seconds[place.Name]:0} |\n");
        foreach (Place place in places)
            AppendMode(text, data, place, captures.GetValueOrDefault((resolver.Id, place.Mode)));
        text.Append("\n## Configurations\n");
        foreach (Place place in places)
            AppendFile(text, resolver.Template(place.Mode));
        if (places.Any(place => place.Mode == Resolver.Iterate))
            AppendFile(text, "root.hints");
        return text.ToString();
    }

    private static void AppendMode(StringBuilder text, MatrixData data, Place place, string? capture)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {place.Mode}: what does not pass\n\n");
        if (data.Run.Anew.TryGetValue(place.Name, out IReadOnlyList<string>? anew))
            text.Append(CultureInfo.InvariantCulture, $"Asked of the resolver started anew, since an earlier case may leave it without answers, or teach it to ask without EDNS: {string.Join(", ", anew.Select(id => $"`{id}`"))}.\n\n");
        CheckedCase[] cases = [.. data.Run.Cases.Where(each => data.Cell(place, each).Worst is not (null or CaseResult.Pass))
            .OrderByDescending(each => CaseResult.Outcomes.ToList().IndexOf(data.Cell(place, each).Worst!))];
        if (cases.Length == 0)
        {
            text.Append("Every case passes.\n");
            return;
        }
        if (capture is not null)
            text.Append(CultureInfo.InvariantCulture, $"The messages of the failures, every variant that fails: [{capture}](captures/{capture}), cut to {ResultCaptures.Kept} octets a packet ([how such files are made](README.md#captures)).\n\n");
        text.Append("| case | | variants | why |\n|---|---|---|---|\n");
        foreach (CheckedCase each in cases)
        {
            foreach (IGrouping<(string Outcome, string Reason), CaseResult> like in data.Of(place, each).Where(result => result.Outcome != CaseResult.Pass).GroupBy(result => (result.Outcome, Reason: Short(result.Reason))))
            {
                string variants = like.Count() == data.Of(place, each).Count() ? "all" : string.Join(", ", like.Select(result => result.Variant));
                text.Append(CultureInfo.InvariantCulture, $"| `{each.Id}` {each.Title}{(each.Timing ? " ⏱" : "")} | {like.Key.Outcome} | {variants} | {like.Key.Reason} |\n");
            }
        }
    }

    private static void AppendFile(StringBuilder text, string file) =>
        text.Append(CultureInfo.InvariantCulture, $"\n`tools/interop/resolvers/{file}`:\n\n```text\n{File.ReadAllText(Path.Combine(Folders.Resolvers, file)).TrimEnd()}\n```\n");

    /// <summary>A reason that fits a cell of a table.</summary>
    private static string Short(string reason)
    {
        string line = reason.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }
}
