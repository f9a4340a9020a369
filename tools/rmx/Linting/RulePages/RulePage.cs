using System.Text;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.RulePages;

/// <summary>
/// What there is to say about a rule, from the rule's own data and its examples: as a page in Markdown, and as text for
/// <c>--explain</c>. A page's first line is its heading.
/// </summary>
internal sealed class RulePage(Rule rule)
{
    private const string Indent = "    ";

    /// <summary>Where the page of a rule is published.</summary>
    /// <param name="docs">The address of the folder of pages.</param>
    /// <param name="id">The rule's id.</param>
    public static string Address(string docs, string id) => $"{docs.TrimEnd('/')}/{id}.md";

    /// <summary>The page in Markdown.</summary>
    public string Markdown()
    {
        var page = new StringBuilder();
        _ = page.Append($"# {rule.Id}\n\n{Sentence(rule.Title)}\n\n{Kind()}\n\n## Why\n\n{rule.Why}\n\n## What to do\n\n{rule.Advice}\n");
        AppendExample(page, "bad", "Bad");
        AppendExample(page, "good", "Good");
        return page.Append($"\n## Reference\n\n{rule.Reference}\n").ToString();
    }

    /// <summary>The page as text for a terminal.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        _ = text.Append($"{rule.Id}: {rule.Title}\n{Kind()}\n");
        AppendPart(text, "Why", rule.Why);
        AppendPart(text, "What to do", rule.Advice);
        AppendPart(text, "Bad", RuleExample.Find(rule, "bad")?.Text ?? "");
        AppendPart(text, "Good", RuleExample.Find(rule, "good")?.Text ?? "");
        AppendPart(text, "Reference", rule.Reference);
        return text.ToString();
    }

    private string Kind()
    {
        string set = rule.Set == RuleSet.Strict ? "strict set (--set strict)" : "default set";
        string severity = rule.Severity switch { Severity.Error => "Error", Severity.Warning => "Warning", _ => "Information" };
        return rule.RefusesZone
            ? $"{severity}, {set}. The server refuses a zone with this fault, so the rule cannot be lowered, suppressed or put into a baseline."
            : $"{severity}, {set}.";
    }

    private void AppendExample(StringBuilder page, string name, string heading)
    {
        if (RuleExample.Find(rule, name) is ({ } language, { } example))
            _ = page.Append($"\n## {heading}\n\n```{language}\n{example}\n```\n");
    }

    private static void AppendPart(StringBuilder text, string heading, string content)
    {
        if (content.Length == 0)
            return;
        _ = text.Append($"\n{heading}:\n");
        foreach (string line in content.Split('\n'))
            _ = text.Append(Indent).Append(line).Append('\n');
    }

    private static string Sentence(string title) => $"{char.ToUpperInvariant(title[0])}{title[1..]}.";
}
