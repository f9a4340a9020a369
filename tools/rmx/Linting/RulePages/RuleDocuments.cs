using System.Text;
using System.Text.RegularExpressions;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.RulePages;

/// <summary>The rules as documents: a list for the terminal, a page for each, and an index of the pages.</summary>
internal static partial class RuleDocuments
{
    private const string Index = "README.md";
    private const string Heading = "# Rules";

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

    /// <summary>
    /// Writes all documents into a folder, which is made, and takes away pages of rules that are no more: those that the index of
    /// before lists and that have their id as heading. All other files stay.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be written to, or its README.md is another's.</exception>
    public static void Write(string folder)
    {
        _ = Directory.CreateDirectory(folder);
        IReadOnlyDictionary<string, string> documents = All();
        foreach (string file in Listed(Path.Combine(folder, Index)).Where(file => !documents.ContainsKey(file)).Select(file => Path.Combine(folder, file)))
        {
            if (File.Exists(file) && File.ReadLines(file).FirstOrDefault() == $"# {Path.GetFileNameWithoutExtension(file)}")
                File.Delete(file);
        }
        foreach ((string file, string text) in documents)
            File.WriteAllText(Path.Combine(folder, file), text);
    }

    /// <summary>The pages that an index lists.</summary>
    private static IReadOnlyList<string> Listed(string index)
    {
        if (!File.Exists(index))
            return [];
        string[] lines = File.ReadAllLines(index);
        if (lines is not [Heading, ..])
            throw new IOException($"{index} is there and no index of rules; name another folder");
        return [.. lines.Select(line => Row().Match(line)).Where(row => row.Success).Select(row => $"{row.Groups[1].Value}.md")];
    }

    [GeneratedRegex(@"^\| \[([a-z0-9-]+)\]\(\1\.md\) \|")]
    private static partial Regex Row();

    private static string IndexText()
    {
        var text = new StringBuilder();
        _ = text.Append($"{Heading}\n\nWhat `rmx lint` looks for. Rules of the strict set run with `--set strict`. A zone that breaks a rule marked with * cannot be\n");
        _ = text.Append("served. `rmx lint --explain ID` prints a page; `rmx lint --write-docs docs/rules` writes them all.\n\n| rule | severity | set | says |\n|---|---|---|---|\n");
        foreach (Rule rule in Rules.All)
            _ = text.Append($"| [{rule.Id}]({rule.Id}.md) | {LintReport.Word(rule.Severity)}{(rule.RefusesZone ? "*" : "")} | {Set(rule)} | {rule.Title.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return text.ToString();
    }

    private static string Set(Rule rule) => rule.Set == RuleSet.Strict ? "strict" : "default";
}
