using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>Every zone that a README of the repository shows in a <c>```yaml</c> block is one that this program loads.</summary>
public class ReadmeBlockTests
{
    public static TheoryData<string, int> Blocks()
    {
        var blocks = new TheoryData<string, int>();
        foreach (string readme in Readmes())
        {
            foreach ((int line, string _) in BlocksOf(readme))
                blocks.Add(Path.GetRelativePath(Repository.Root, readme), line);
        }
        return blocks;
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Zone_block_loads(string readme, int line)
    {
        string text = BlocksOf(Repository.PathOf(readme)).Single(block => block.Line == line).Text;
        ZoneFile zone = new ZoneFileLoader(new TypeTable(), new LoadSettings()).LoadText("example.org.yaml", text);
        Assert.Empty(zone.Findings.Where(finding => finding.Severity > Severity.Info).Select(finding => $"{readme}, block in line {line}: {finding}"));
        Assert.NotNull(zone.Contents);
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Nothing_is_taught_that_the_linter_takes_for_an_error(string readme, int line)
    {
        string text = BlocksOf(Repository.PathOf(readme)).Single(block => block.Line == line).Text;
        // The first zone that a user copies has to pass without a warning, too.
        Severity least = readme == "README.md" ? Severity.Warning : Severity.Error;
        ZoneFile zone = new ZoneFileLoader(new TypeTable(), new LoadSettings { ForLint = true }).LoadText("example.org.yaml", text);
        Assert.Empty(new Linter(new TypeTable(), new LintSettings()).Lint([zone], []).Where(finding => finding.Severity >= least).Select(finding => $"{readme}, block in line {line}: {finding}"));
    }

    [Fact]
    public void The_format_is_taught_by_examples() =>
        Assert.True(BlocksOf(Repository.PathOf("zones", "README.md")).Count() >= 8);

    private static IEnumerable<string> Readmes()
    {
        string[] skipped = ["bin", "obj", "node_modules", "TestResults"];
        var folders = new Queue<string>([Repository.Root]);
        while (folders.TryDequeue(out string? folder))
        {
            foreach (string readme in Directory.EnumerateFiles(folder, "README.md"))
                yield return readme;
            foreach (string inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(inner);
                if (!name.StartsWith('.') && !skipped.Contains(name))
                    folders.Enqueue(inner);
            }
        }
    }

    /// <summary>The blocks marked as YAML that hold records; configuration of other programs is none of this test's business.</summary>
    private static IEnumerable<(int Line, string Text)> BlocksOf(string readme)
    {
        string[] lines = File.ReadAllLines(readme);
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() != "```yaml")
                continue;
            int end = Array.IndexOf(lines, "```", i + 1);
            Assert.True(end > i, $"{readme}: the block in line {i + 1} has no end");
            string text = string.Join('\n', lines[(i + 1)..end]) + "\n";
            if (text.Contains("type:", StringComparison.Ordinal))
                yield return (i + 1, text);
            i = end;
        }
    }
}
