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
    public void Writing_takes_old_pages_away()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rmx-docs-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "no-such-rule.md"), "");
            Assert.Equal(0, RmxRun.Of("lint", "--write-docs", folder.FullName).ExitCode);
            Assert.Equal(Rules.All.Count + 1, folder.GetFiles().Length);
            Assert.False(File.Exists(Path.Combine(folder.FullName, "no-such-rule.md")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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
