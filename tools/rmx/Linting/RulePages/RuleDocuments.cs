using System.Text;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.RulePages;

/// <summary>The rules as documents: a list for the terminal, a page for each, and an index of the pages.</summary>
internal static class RuleDocuments
{
    private const string Index = "README.md";

    /// <summary>A line for each rule: id, severity, set, title.</summary>
    public static void List(TextWriter output)
    {
        int widest = Rules.All.Max(rule => rule.Id.Length);
        foreach (Rule rule in Rules.All)
            output.WriteLine($"{rule.Id.PadRight(widest)}  {LintReport.Word(rule.Severity),-7}  {Set(rule),-7}  {rule.Title}");
    }

    /// <summary>All documents by file name.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var documents = Rules.All.ToDictionary(rule => $"{rule.Id}.md", rule => new RulePage(rule).Markdown());
        documents.Add(Index, IndexText());
        return documents;
    }

    /// <summary>Writes all documents into a folder, which is made, and takes away pages of rules that are no more.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static void Write(string folder)
    {
        _ = Directory.CreateDirectory(folder);
        IReadOnlyDictionary<string, string> documents = All();
        foreach (string file in Directory.EnumerateFiles(folder, "*.md").Where(file => !documents.ContainsKey(Path.GetFileName(file))))
            File.Delete(file);
        foreach ((string file, string text) in documents)
            File.WriteAllText(Path.Combine(folder, file), text);
    }

    private static string IndexText()
    {
        var text = new StringBuilder();
        _ = text.Append("# Rules\n\nWhat `rmx lint` looks for. Rules of the strict set run with `--set strict`. A zone that breaks a rule marked with * cannot be\n");
        _ = text.Append("served. `rmx lint --explain ID` prints a page; `rmx lint --write-docs docs/rules` writes them all.\n\n| rule | severity | set | says |\n|---|---|---|---|\n");
        foreach (Rule rule in Rules.All)
            _ = text.Append($"| [{rule.Id}]({rule.Id}.md) | {LintReport.Word(rule.Severity)}{(rule.RefusesZone ? "*" : "")} | {Set(rule)} | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return text.ToString();
    }

    private static string Set(Rule rule) => rule.Set == RuleSet.Strict ? "strict" : "default";
}
