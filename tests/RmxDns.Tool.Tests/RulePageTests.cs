using RmxDns.Testing;
using RmxDns.Tool.Linting.RulePages;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Tests;

/// <summary>What rules say of themselves: all of it is there, and the pages in <c>docs/rules</c> are what the program writes.</summary>
public class RulePageTests
{
    private static readonly string Folder = Repository.PathOf("docs", "rules");

    public static TheoryData<string> Ids() => [.. Rules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_says_why_what_to_do_and_where_it_comes_from(string id)
    {
        Rule rule = Rules.Find(id)!;
        Assert.True(rule.Why.EndsWith('.') && rule.Why.Length > 20, $"{id}: Why is a sentence or more");
        Assert.True(rule.Advice.Length > 10 && !rule.Advice.Contains('\n', StringComparison.Ordinal), $"{id}: Advice says in one line what to do");
        Assert.False(rule.Title.EndsWith('.'), $"{id}: a title has no full stop");
        Assert.Matches(@"^(draft-|RFC \d+|YAML |zones/README|docs/|IANA |octoDNS|BIND |.* §)", rule.Reference);
        Assert.NotNull(RuleExample.Find(rule, "bad"));
        Assert.NotNull(RuleExample.Find(rule, "good"));
    }

    [Fact]
    public void The_pages_are_what_rmx_lint_writes()
    {
        IReadOnlyDictionary<string, string> written = RuleDocuments.All();
        Dictionary<string, string> kept = Directory.EnumerateFiles(Folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        const string Cure = "run: dotnet run --project tools/rmx -- lint --write-docs docs/rules";
        Assert.True(written.Keys.Order().SequenceEqual(kept.Keys.Order()), $"pages are missing or left over: {string.Join(", ", written.Keys.Except(kept.Keys).Concat(kept.Keys.Except(written.Keys)))}; {Cure}");
        Assert.True(written.All(page => kept[page.Key] == page.Value), $"out of date: {string.Join(", ", written.Where(page => kept[page.Key] != page.Value).Select(page => page.Key))}; {Cure}");
    }

    [Fact]
    public void Writing_takes_old_pages_away_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string target = folder.PathOf("rules");
        Assert.Equal(0, RmxRun.Of("lint", "--write-docs", target).ExitCode);
        string index = folder.PathOf("rules/README.md");
        string[] gone = [.. ((string[])["old-rule", "own-words", "../outside"]).Select(id => $"| [{id}]({id}.md) | error | default | no more |")];
        File.AppendAllLines(index, gone);
        string old = folder.Write("rules/old-rule.md", "# old-rule\n");
        string[] kept = [folder.Write("rules/own-words.md", "# Own words\n"), folder.Write("rules/notes.md", "# notes\n"), folder.Write("outside.md", "# outside\n")];
        Assert.Equal(0, RmxRun.Of("lint", "--write-docs", target).ExitCode);
        Assert.False(File.Exists(old));
        Assert.All(kept, file => Assert.True(File.Exists(file), file));
        Assert.Equal(RuleDocuments.All()["README.md"], File.ReadAllText(index));
    }

    [Fact]
    public void The_documents_of_others_are_not_written_over()
    {
        using var folder = new TemporaryFolder();
        string readme = folder.Write("README.md", "# Our zones\n");
        RmxRun run = RmxRun.Of("lint", "--write-docs", folder.PathOf(""));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("is there and no index of rules", run.Error, StringComparison.Ordinal);
        Assert.Equal(["# Our zones"], File.ReadAllLines(readme));
        Assert.Single(Directory.GetFiles(folder.PathOf("")));
    }

    [Fact]
    public void A_rule_is_explained()
    {
        RmxRun run = RmxRun.Of("lint", "--explain", "cname-and-other");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("cname-and-other: CNAME beside other data\n", run.Output, StringComparison.Ordinal);
        Assert.All((string[])["Why:", "What to do:", "Bad:", "Good:", "Reference:"], heading => Assert.Contains($"\n{heading}\n    ", run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_rule_is_told_with_those_that_are_written_alike()
    {
        RmxRun run = RmxRun.Of("lint", "--explain", "cname-and-ohter");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("rmx lint: there is no rule \"cname-and-ohter\"; is it cname-and-other?\n", run.Error);
    }

    [Fact]
    public void Each_rule_is_one_line_of_the_list()
    {
        string[] lines = RmxRun.Of("lint", "--list-rules").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(Rules.All.Select(rule => rule.Id), lines.Select(line => line.Split(' ')[0]));
    }
}
