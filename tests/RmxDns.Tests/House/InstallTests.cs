using System.Diagnostics;
using RmxDns.Testing;

namespace RmxDns.Tests.House;

/// <summary>
/// <c>tests/run --install</c> with programs in the place of apt and dpkg: while apt runs no service may start, and after it,
/// however it ends, the policy is what it was before.
/// </summary>
public sealed class InstallTests : IDisposable
{
    private const string Own = "#!/bin/sh\n# the machine's own\nexit 104\n";

    private readonly string _root = Directory.CreateTempSubdirectory("rmxdns-install-").FullName;

    public InstallTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "the script is for Debian");
        foreach (string folder in (string[])["bin", "usr/sbin", "run"])
            _ = Directory.CreateDirectory(PathOf(folder));
        Program("id", "echo 0");
        Program("dpkg-query", "case \"$*\" in *Package*) echo 'installed base-files' ;; *) [ -e \"$FAKE/done\" ] && echo installed ;; esac; true");
        Program("dpkg", "true");
        // What Debian's scripts ask before they start a service; then whatever end the test wants.
        Program("apt-get", """
            [ "$1" = install ] || exit 0
            "$FAKE/usr/sbin/policy-rc.d"; echo $? >"$FAKE/asked"
            case "$END" in
                fine) touch "$FAKE/done" ;;
                fails) exit 100 ;;
                *) kill -"$END" $PPID ;;
            esac
            """);
    }

    private string Policy => PathOf("usr/sbin/policy-rc.d");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("fine", true)]
    [InlineData("fine", false)]
    [InlineData("fails", true)]
    [InlineData("fails", false)]
    [InlineData("TERM", true)]
    [InlineData("INT", false)]
    [InlineData("HUP", true)]
    public void Services_are_denied_while_apt_runs_and_the_policy_is_put_back(string end, bool hasPolicy)
    {
        if (hasPolicy)
            File.WriteAllText(Policy, Own);
        Assert.Equal(end == "fine", Install(end) == 0);
        Assert.Equal("101", File.ReadAllText(PathOf("asked")).Trim());
        AssertAsBefore(hasPolicy);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_killed_run_left_the_next_one_puts_back_even_when_nothing_is_to_install(bool hasPolicy)
    {
        if (hasPolicy)
            File.WriteAllText(Policy, Own);
        Assert.NotEqual(0, Install("KILL"));
        Assert.NotEqual(hasPolicy ? Own : "", File.Exists(Policy) ? File.ReadAllText(Policy) : "");
        File.WriteAllText(PathOf("done"), "");
        Assert.Equal(0, Install("fine"));
        AssertAsBefore(hasPolicy);
    }

    [Fact]
    public void Without_root_it_prints_the_line_to_install_with()
    {
        Program("id", "echo 1000");
        Assert.Equal(1, Install("fine", out string printed));
        Assert.Contains("sudo apt-get install --yes --no-install-recommends bind9 ", printed, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf("asked")));
    }

    [Fact]
    public void The_packages_that_another_command_needs_are_installed_alone()
    {
        Program("id", "echo 1000");
        Assert.Equal(1, Install("fine", out string printed, "--install-only", "unbound", "bind9"));
        Assert.Contains("    sudo apt-get install --yes --no-install-recommends unbound bind9\n", printed, StringComparison.Ordinal);
        Assert.Contains("'sudo tests/run --install-only unbound bind9' installs the same without", printed, StringComparison.Ordinal);
        File.WriteAllText(PathOf("done"), "");
        Assert.Equal(0, Install("fine", out printed, "--install-only", "unbound"));
        Assert.Contains("Debian packages: all there (unbound)\n", printed, StringComparison.Ordinal);
    }

    private string PathOf(string path) => Path.Combine(_root, path);

    private void AssertAsBefore(bool hasPolicy)
    {
        Assert.Equal(hasPolicy ? [Policy] : [], Directory.EnumerateFiles(PathOf("usr/sbin")));
        if (hasPolicy)
            Assert.Equal(Own, File.ReadAllText(Policy));
        Assert.Empty(Directory.EnumerateFiles(PathOf("run"), "*.preset", SearchOption.AllDirectories));
    }

    private void Program(string name, string script)
    {
        string path = PathOf($"bin/{name}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private int Install(string end) => Install(end, out _);

    private int Install(string end, out string printed, params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.PathOf("tests", "run"), arguments.Length > 0 ? arguments : ["--install"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in (KeyValuePair<string, string>[])
            [new("PATH", $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}"), new("RMXDNS_INSTALL_PREFIX", _root), new("FAKE", _root), new("END", end)])
            start.Environment[name] = value;
        using Process run = Process.Start(start)!;
        Task<string> output = run.StandardOutput.ReadToEndAsync();
        printed = run.StandardError.ReadToEnd() + output.Result;
        run.WaitForExit();
        return run.ExitCode;
    }
}
