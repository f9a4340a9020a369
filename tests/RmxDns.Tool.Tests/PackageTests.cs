using System.Net;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>The package: packed, installed from its folder alone into a clean place, and run from elsewhere.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_package_installs_lints_and_checks_a_resolver()
    {
        File.WriteAllText(_folder.PathOf("nuget.config"), "<configuration><packageSources><clear /><add key=\"here\" value=\"packages\" /></packageSources></configuration>");
        string zones = Repository.PathOf("zones"), project = Repository.PathOf("tools", "rmx");
        RmxRun pack = await InstalledTool.ShellAsync($"dotnet pack '{project}' -c Release -o packages -v q --nologo", _folder.PathOf(""));
        Assert.True(pack.ExitCode == 0, pack.Output + pack.Error);
        RmxRun install = await InstalledTool.ShellAsync("dotnet tool install RmxDns.Tool --tool-path clean --configfile nuget.config", _folder.PathOf(""));
        Assert.True(install.ExitCode == 0, install.Output + install.Error);
        RmxRun lint = await InstalledTool.ShellAsync($"clean/rmx lint '{zones}' && clean/rmx lint --explain cname-and-other", _folder.PathOf(""));
        Assert.True(lint.ExitCode == 0, lint.Output + lint.Error);
        Assert.Contains("cname-and-other: CNAME beside other data", lint.Output, StringComparison.Ordinal);
        // Cases and zones come along; the authority itself stands for a resolver that hands on what it gets.
        IPEndPoint address = FreeAddress.OwnAddress();
        RmxRun check = await InstalledTool.ShellAsync($"clean/rmx interop check --resolver {address} --listen {address} --case 'ptr-*' --case 'raw-*' --case 'rdata-*'", _folder.PathOf(""));
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.Contains("18 passed, 0 tolerated, 0 failed, 0 not judged", check.Output, StringComparison.Ordinal);
    }
}
