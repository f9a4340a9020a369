using System.Net;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>
/// The package: packed and installed from its folder alone by the action for GitHub, installed again by the template for GitLab, and
/// run from elsewhere.
/// </summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_package_installs_lints_and_checks_a_resolver()
    {
        string zones = Repository.PathOf("zones"), path = _folder.Write("path", "");
        RmxRun install = await InstalledTool.ShellAsync(
            Repository.PathOf(".github", "actions", "rmx-lint", "install"), _folder.PathOf(""), variables: new Dictionary<string, string>
            {
                ["RUNNER_TEMP"] = _folder.PathOf("").TrimEnd('/'),
                ["GITHUB_PATH"] = path,
            });
        Assert.True(install.ExitCode == 0, install.Output + install.Error);
        string clean = File.ReadAllText(path).TrimEnd('\n');
        RmxRun lint = await InstalledTool.ShellAsync($"{clean}/rmx lint '{zones}' && {clean}/rmx lint --explain cname-and-other", _folder.PathOf(""));
        Assert.True(lint.ExitCode == 0, lint.Output + lint.Error);
        Assert.Contains("cname-and-other: CNAME beside other data", lint.Output, StringComparison.Ordinal);
        Dictionary<string, string> variables = PipelineFile.Variables("docs/ci/gitlab.yml");
        Assert.Equal(RmxProgram.Version, variables["RMX_VERSION"]);
        variables["RMX_PACKAGES"] = _folder.PathOf("rmx-packages");
        RmxRun gitlab = await InstalledTool.ShellAsync($"{PipelineFile.Script("docs/ci/gitlab.yml", "before_script")}\ncommand -v rmx && rmx lint '{zones}'", _folder.PathOf(""), variables: variables);
        Assert.True(gitlab.ExitCode == 0, gitlab.Output + gitlab.Error);
        Assert.Contains($"{_folder.PathOf(".rmx/rmx")}\n", gitlab.Output, StringComparison.Ordinal);
        // Cases and zones come along; the authority itself stands for a resolver that hands on what it gets.
        IPEndPoint address = FreeAddress.OwnAddress();
        RmxRun check = await InstalledTool.ShellAsync($"{clean}/rmx interop check --resolver {address} --listen {address} --case 'ptr-*' --case 'raw-*' --case 'rdata-*'", _folder.PathOf(""));
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.Contains("18 passed, 0 tolerated, 0 failed, 0 not judged", check.Output, StringComparison.Ordinal);
    }
}
