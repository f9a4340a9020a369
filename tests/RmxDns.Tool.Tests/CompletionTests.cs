using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>Completion: what the program offers, and the lines of the documentation, each put into its own shell.</summary>
public class CompletionTests
{
    [Theory]
    [InlineData("rmx li", "lint")]
    [InlineData("rmx lint --fo", "--format")]
    [InlineData("rmx lint --format sa", "sarif")]
    [InlineData("rmx lint --explain answer-over-5", "answer-over-512")]
    public void Words_are_completed(string typed, string expected) =>
        Assert.Contains(expected, RmxRun.Of($"[suggest:{typed.Length}]", typed).Output.Split('\n'));

    [Theory]
    [InlineData("rmx lint --set ", "default strict")]
    [InlineData("rmx lint --fail-on ", "error info never warning")]
    [InlineData("rmx lint --input-format ", "auto master yaml")]
    [InlineData("rmx lint --format ", "github gitlab json junit markdown sarif text")]
    [InlineData("rmx export --rmx-as ", "generic text txt")]
    public void Values_are_completed_as_they_are_taken(string typed, string expected) =>
        Assert.Equal(expected, string.Join(' ', RmxRun.Of($"[suggest:{typed.Length}]", typed).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));

    [Fact]
    public async Task The_line_of_the_documentation_completes_in_bash()
    {
        RmxRun run = await InstalledTool.ShellAsync($"{LineFor("bash")}; COMP_LINE='rmx lint --max' COMP_POINT=14; _rmx; echo \"${{COMPREPLY[@]}}\"");
        Assert.Equal("--max-warnings\n", run.Output);
    }

    [Theory]
    [InlineData("rmx lint --max", "--max-warnings")]
    [InlineData("rmx lint --format sar", "sarif")]
    public async Task The_line_of_the_documentation_completes_in_fish(string typed, string expected)
    {
        Need("fish");
        RmxRun run = await InstalledTool.ShellAsync("HOME=$PWD fish --private --no-config -c \"$LINE; complete -C '$TYPED'\"", variables: new Dictionary<string, string>
        {
            ["LINE"] = LineFor("fish"),
            ["TYPED"] = typed,
        });
        Assert.Equal(expected, Assert.Single(run.Output.TrimEnd('\n').Split('\n')));
    }

    [Theory]
    [InlineData("rmx lint --max", "rmx lint --max-warnings ")]
    [InlineData("rmx lint --format sar", "rmx lint --format sarif ")]
    public async Task The_line_of_the_documentation_completes_in_zsh(string typed, string expected)
    {
        Need("zsh");
        // A shell at a terminal, where a tab is pressed behind what was typed; a widget then tells what stands on the line.
        const string Script = """
            zmodload zsh/zpty
            zpty shell env TERM=dumb PS1= zsh -f -i
            zpty -w shell 'autoload -Uz compinit && compinit -D -u'
            zpty -w shell "$LINE"
            zpty -w shell 'tell() { print -r -- "<$BUFFER>" >$SAID }; zle -N tell; bindkey "^T" tell'
            zpty -w -n shell "$TYPED"$'\t\x14'
            until [[ -s $SAID ]]; do zpty -r -t shell >/dev/null; done
            cat $SAID
            """;
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("script"), Script);
        RmxRun run = await InstalledTool.ShellAsync("timeout 60 zsh -f script", folder.PathOf(""), variables: new Dictionary<string, string>
        {
            ["LINE"] = LineFor("zsh"),
            ["TYPED"] = typed,
            ["SAID"] = folder.PathOf("said"),
        });
        Assert.Equal($"<{expected}>\n", run.Output);
    }

    private static string LineFor(string shell) =>
        File.ReadAllLines(Repository.PathOf("docs", "pipelines.md")).Single(text => text.StartsWith($"{shell} ", StringComparison.Ordinal) && text.Contains("suggest", StringComparison.Ordinal))[shell.Length..].TrimStart();

    private static void Need(string shell)
    {
        if (!File.Exists($"/usr/bin/{shell}"))
            Assert.Skip($"{shell} is not installed");
    }
}
