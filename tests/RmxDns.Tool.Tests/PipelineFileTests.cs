using RmxDns.Testing;
using YamlDotNet.RepresentationModel;

namespace RmxDns.Tool.Tests;

/// <summary>
/// The files for pipelines, as far as they can be tried without one: what they must hold, and their scripts, run with the variables
/// that the pipeline would set.
/// </summary>
public sealed class PipelineFileTests : IDisposable
{
    private const string Bad = "'': {type: NS, value: ns1.example.org.}\nwww: {type: A, value: 192.0.2.256}\n";
    private const string Good = "'': {type: NS, value: ns1.example.org.}\nwww: {type: A, value: 192.0.2.25}\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_action_annotates_summarizes_and_reports()
    {
        Zones(Bad);
        RmxRun run = await LintStepAsync("zones");
        Assert.True(run.ExitCode == 1, run.Error + run.Output);
        Assert.Contains("::error file=zones/example.net.yaml,line=2,", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"ruleId\": \"rdata-syntax\"", File.ReadAllText(_folder.PathOf("rmx-lint.sarif")), StringComparison.Ordinal);
        Assert.StartsWith("### rmx lint: 1 file: 1 error", File.ReadAllText(_folder.PathOf("summary.md")), StringComparison.Ordinal);
        Zones(Good);
        Assert.Equal(0, (await LintStepAsync("zones")).ExitCode);
    }

    [Fact]
    public async Task Inputs_of_the_action_are_words_and_no_commands()
    {
        Zones(Good);
        RmxRun run = await LintStepAsync("$(touch hacked)\n'; touch hacked; '\nzones\n");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("$(touch hacked)", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.PathOf("hacked")));
    }

    [Fact]
    public void The_action_interpolates_nothing_into_scripts_and_pins_what_it_uses()
    {
        YamlMappingNode action = Read(".github/actions/rmx-lint/action.yml");
        YamlMappingNode[] steps = [.. ((YamlSequenceNode)action["runs"]["steps"]).Cast<YamlMappingNode>()];
        Assert.All(steps.Where(step => step.Children.ContainsKey("run")), step => Assert.DoesNotContain("${{", Text(step["run"]), StringComparison.Ordinal));
        Assert.All(steps.Where(step => step.Children.ContainsKey("uses")), step => Assert.Matches("^[a-z-]+/[a-z-/]+@[0-9a-f]{40}$", Text(step["uses"])));
        Assert.StartsWith("always()", Text(steps[^1]["if"]), StringComparison.Ordinal);
        // Every input is passed on to the step that needs it.
        Assert.All(((YamlMappingNode)action["inputs"]).Children.Keys, input => Assert.Contains($"inputs.{Text(input)}", File.ReadAllText(Repository.PathOf(".github", "actions", "rmx-lint", "action.yml")), StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_workflow_asks_for_the_least_rights()
    {
        YamlMappingNode workflow = Read("docs/ci/github.yml");
        Assert.Empty(((YamlMappingNode)workflow["permissions"]).Children);
        var rights = (YamlMappingNode)workflow["jobs"]["lint"]["permissions"];
        Assert.Equal(["contents: read", "security-events: write"], rights.Children.Select(right => $"{Text(right.Key)}: {Text(right.Value)}"));
        // What is not pinned by hash is the action itself, from the submodule.
        const string Own = "./.rmxdns/.github/actions/rmx-lint";
        var steps = (YamlSequenceNode)workflow["jobs"]["lint"]["steps"];
        Assert.All(steps, step => Assert.Matches($"(^{System.Text.RegularExpressions.Regex.Escape(Own)}|@[0-9a-f]{{40}})$", Text(step["uses"])));
        var action = (YamlMappingNode)Read(".github/actions/rmx-lint/action.yml")["inputs"];
        Assert.All(((YamlMappingNode)steps.Single(step => Text(step["uses"]) == Own)["with"]).Children.Keys, input => Assert.Contains(input, action.Children.Keys));
    }

    [Fact]
    public async Task The_script_of_the_template_for_GitLab_reports_both_ways()
    {
        Zones(Bad);
        YamlMappingNode template = Read("docs/ci/gitlab.yml");
        Dictionary<string, string> variables = ((YamlMappingNode)template["variables"]).Children.ToDictionary(pair => Text(pair.Key), pair => Text(pair.Value));
        string script = string.Join('\n', ((YamlSequenceNode)template["rmx-lint"]["script"]).Select(Text));
        RmxRun run = await InstalledTool.ShellAsync(script, _folder.PathOf(""), variables: variables);
        Assert.True(run.ExitCode == 1, run.Error + run.Output);
        var reports = (YamlMappingNode)template["rmx-lint"]["artifacts"]["reports"];
        Assert.Contains("\"check_name\": \"rdata-syntax\"", File.ReadAllText(_folder.PathOf(Text(reports["codequality"]))), StringComparison.Ordinal);
        Assert.Contains("<failure", File.ReadAllText(_folder.PathOf(Text(reports["junit"]))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hook_for_pre_commit_lints_the_folder()
    {
        Zones(Bad);
        using var reader = new StringReader(File.ReadAllText(Repository.PathOf(".pre-commit-hooks.yaml")));
        var stream = new YamlStream();
        stream.Load(reader);
        YamlNode hook = Assert.Single((YamlSequenceNode)stream.Documents[0].RootNode);
        Assert.Equal("false", Text(hook["pass_filenames"]));
        string command = $"{Text(hook["entry"])} {string.Join(' ', ((YamlSequenceNode)hook["args"]).Select(Text))}";
        Assert.Equal(1, (await InstalledTool.ShellAsync(command, _folder.PathOf(""))).ExitCode);
        Assert.All((string[])["example.net.yaml", "a/b.zone", "x.db", "y.yml"], file => Assert.Matches(Text(hook["files"]), file));
    }

    private Task<RmxRun> LintStepAsync(string paths) => InstalledTool.ShellAsync(
        Repository.PathOf(".github", "actions", "rmx-lint", "lint"), _folder.PathOf(""), variables: new Dictionary<string, string>
        {
            ["RMX_PATHS"] = paths,
            ["RMX_SET"] = "default",
            ["RMX_FAIL_ON"] = "error",
            ["RMX_SARIF"] = "rmx-lint.sarif",
            ["GITHUB_STEP_SUMMARY"] = _folder.PathOf("summary.md"),
        });

    private void Zones(string text)
    {
        _ = Directory.CreateDirectory(_folder.PathOf("zones"));
        File.WriteAllText(_folder.PathOf("zones/example.net.yaml"), text);
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static YamlMappingNode Read(string file)
    {
        using var reader = new StringReader(File.ReadAllText(Repository.PathOf(file)));
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
