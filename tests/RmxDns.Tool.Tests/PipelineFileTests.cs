using RmxDns.Testing;
using YamlDotNet.RepresentationModel;
using static RmxDns.Tool.Tests.PipelineFile;

namespace RmxDns.Tool.Tests;

/// <summary>
/// The files for pipelines, as far as they can be tried without one: what they must hold, and their scripts, run with the variables
/// that the pipeline would set.
/// </summary>
public sealed class PipelineFileTests : IDisposable
{
    private const string Bad = "'': {type: NS, value: ns1.example.org.}\nwww: {type: A, value: 192.0.2.256}\n";
    private const string GitLab = "docs/ci/gitlab.yml";
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

    [Theory]
    [InlineData("RMX_TRUST_FILES", "true", 0, "")]
    [InlineData("RMX_CONTEXT", "beside\n", 1, "")]
    [InlineData("RMX_BASELINE", "before.json", 0, "")]
    [InlineData("RMX_FAIL_ON", "never", 0, "")]
    [InlineData("RMX_SET", "strict", 1, "no-mail-domain")]
    [InlineData("RMX_DOCS_URL", "https://docs.example/rules", 1, "https://docs.example/rules/ns-target-missing.md")]
    [InlineData("RMX_DIFF", "earlier", 1, "")]
    [InlineData("RMX_MAX_WARNINGS", "many", 2, "")]
    public async Task Each_input_of_the_action_has_its_effect(string name, string value, int exitCode, string inSarif)
    {
        // A name server that the zone itself lacks, and one that is seen to be missing where the zone beside is read.
        const string Gap = "'': [{type: NS, values: [ns1.example.org., ns2]}, {type: RMX, value: ipv4:192.0.2.0/24}]\n";
        Zones(Gap);
        _folder.Write("zones/.rmxlint.yaml", "rules: {ns-target-missing: off}");
        _folder.Write("beside/example.org.yaml", "'': [{type: NS, value: ns9.example.net.}]\n");
        _folder.Write("earlier/example.net.yaml", Gap.Replace("192.0.2.0/24", "192.0.2.0/25", StringComparison.Ordinal));
        Assert.Equal(0, (await InstalledTool.ShellAsync("rmx lint --no-config --write-baseline before.json zones", _folder.PathOf(""))).ExitCode);
        RmxRun run = await LintStepAsync("zones", (name, value));
        Assert.True(run.ExitCode == exitCode, run.Error + run.Output);
        string sarif = exitCode == 2 ? "" : File.ReadAllText(_folder.PathOf("rmx-lint.sarif"));
        Assert.Contains(inSarif, sarif, StringComparison.Ordinal);
        Assert.Equal(name == "RMX_CONTEXT", run.Output.Split("::error ").Length == 3);
        Assert.Equal(name == "RMX_DIFF", exitCode < 2 && File.ReadAllText(_folder.PathOf("summary.md")).Contains("192.0.2.128", StringComparison.Ordinal));
    }

    [Fact]
    public void The_action_interpolates_nothing_into_scripts_and_pins_what_it_uses()
    {
        YamlMappingNode action = Read(".github/actions/rmx-lint/action.yml");
        YamlMappingNode[] steps = [.. ((YamlSequenceNode)action["runs"]["steps"]).Cast<YamlMappingNode>()];
        Assert.All(steps.Where(step => step.Children.ContainsKey("run")), step => Assert.DoesNotContain("${{", Text(step["run"]), StringComparison.Ordinal));
        Assert.All(steps.Where(step => step.Children.ContainsKey("uses")), step => Assert.Matches("^[a-z-]+/[a-z-/]+@[0-9a-f]{40}$", Text(step["uses"])));
        Assert.Matches(@"^always\(\) .*hashFiles\(inputs\.sarif-file\) != ''$", Text(steps[^1]["if"]));
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
        YamlMappingNode template = Read(GitLab);
        Dictionary<string, string> variables = Variables(GitLab);
        variables["RMX_PATHS"] = "zones beside";
        variables["RMX_OPTIONS"] = "--max-warnings 0";
        _folder.Write("beside/example.org.yaml", Good);
        RmxRun run = await InstalledTool.ShellAsync(Script(GitLab, "script"), _folder.PathOf(""), variables: variables);
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

    private Task<RmxRun> LintStepAsync(string paths, params (string Name, string Value)[] inputs)
    {
        var variables = new Dictionary<string, string>
        {
            ["RMX_PATHS"] = paths,
            ["RMX_SET"] = "default",
            ["RMX_FAIL_ON"] = "error",
            ["RMX_SARIF"] = "rmx-lint.sarif",
            ["GITHUB_STEP_SUMMARY"] = _folder.PathOf("summary.md"),
        };
        foreach ((string name, string value) in inputs)
            variables[name] = value;
        return InstalledTool.ShellAsync(Repository.PathOf(".github", "actions", "rmx-lint", "lint"), _folder.PathOf(""), variables: variables);
    }

    private void Zones(string text)
    {
        _ = Directory.CreateDirectory(_folder.PathOf("zones"));
        File.WriteAllText(_folder.PathOf("zones/example.net.yaml"), text);
    }
}
