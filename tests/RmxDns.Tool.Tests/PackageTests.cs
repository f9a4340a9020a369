using System.Net;
using RmxDns.Testing;
using RmxDns.Tool.Linting.Reports;

namespace RmxDns.Tool.Tests;

/// <summary>
/// The package: packed and installed from its folder alone by the action for GitHub, installed again by the template for GitLab, and
/// run from elsewhere; and packed as native code, which does what the program does that was built beside the tests.
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

    [Fact]
    public async Task Native_code_does_the_same()
    {
        if (!OperatingSystem.IsLinux() || !(File.Exists("/usr/bin/gcc") || File.Exists("/usr/bin/clang")) || !File.Exists("/usr/include/stdlib.h"))
            Assert.Skip("gcc and libc6-dev are not installed");
        string folder = _folder.PathOf("").TrimEnd('/');
        // From a copy, so that nothing is built where the tests run.
        RmxRun install = await InstalledTool.ShellAsync($"""
            set -e
            mkdir source
            tar -C '{Repository.Root}' --exclude=.git --exclude=bin --exclude=obj -cf - . | tar -C source -xf -
            (cd source && dotnet pack tools/rmx -c Release -o ../packages -p:RunAnalyzers=false -v q --nologo)
            dotnet tool install RmxDns.Tool --tool-path bin --source "$PWD/packages"
            """, folder);
        Assert.True(install.ExitCode == 0, install.Output + install.Error);
        Assert.Empty(Directory.GetFiles(_folder.PathOf("bin"), "*.dll", SearchOption.AllDirectories));
        IPEndPoint address = FreeAddress.OwnAddress();
        RmxRun check = await InstalledTool.ShellAsync($"{folder}/bin/rmx interop check --resolver {address} --listen {address} --case 'ptr-*' --case 'raw-*' --case 'rdata-*'", folder);
        Assert.Contains("18 passed, 0 tolerated, 0 failed, 0 not judged", check.Output, StringComparison.Ordinal);
        string[] commands =
        [
            .. ReportFormat.All.Select(format => $"rmx lint --set strict --format {format.Name} tests/data/lint/*/bad.* zones"),
            "rmx lint --sizes zones", "rmx lint --diff zones tests/data/lint/rmx-could-merge", "rmx lint --list-rules", "rmx lint --explain answer-over-512",
            "rmx schema", "rmx --help", "rmx lint --help", "rmx import docs/examples/old.example.zone", "rmx export zones/example.com.yaml",
            "rmx size zones/example.com.yaml", "rmx size --json ipv4:192.0.2.0/24", "rmx encode 'ipv4:192.0.2.0/24 mx'", "rmx decode 8120C00002",
            "rmx address someone@example.com", "rmx convert spf 'v=spf1 ip4:192.0.2.0/24 -all'", "rmx lint --no-such-option", "rmx '[suggest:12]' 'rmx lint --fo'",
        ];
        foreach (string command in commands)
        {
            RmxRun built = await InstalledTool.ShellAsync(command), native = await InstalledTool.ShellAsync($"PATH={folder}/bin:$PATH; {command}");
            Assert.Equal((command, built.ExitCode, built.Output, built.Error), (command, native.ExitCode, native.Output, native.Error));
        }
    }
}
