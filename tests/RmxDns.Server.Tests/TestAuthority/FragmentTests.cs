using System.Diagnostics;
using RmxDns.Testing;

namespace RmxDns.Server.Tests.TestAuthority;

/// <summary>Answers of 1,400 and 4,096 octets over a link whose MTU is 1,280: they are fragmented on the way and whole on arrival. Root alone may make such a link.</summary>
public class FragmentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Large_answers_over_a_small_link_come_in_fragments()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "network namespaces need root");
        (int exitCode, string output, string error) = Run();
        // A container may have root and no right to make namespaces.
        bool forbidden = exitCode != 0 && !output.Contains("ready", StringComparison.Ordinal) && error.Contains("Operation not permitted", StringComparison.Ordinal);
        Assert.SkipWhen(forbidden, $"no network namespaces here, so that nothing was fragmented: {error}");
        Assert.True(exitCode == 0, error);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["ready", "canary.interop.test 66 0", "udp-1400.interop.test 1400 2", "udp-4096.interop.test 4096 4"], lines);
    }

    private static (int ExitCode, string Output, string Error) Run()
    {
        using Process process = Process.Start(new ProcessStartInfo("unshare",
            ["--net", "sh", Repository.PathOf("tests", "data", "interop", "veth.sh"), ServerProcess.Program, Repository.PathOf("zones", "interop"),
             "canary.interop.test", "udp-1400.interop.test", "udp-4096.interop.test"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        try
        {
            Assert.True(process.WaitForExit(Patience), $"it took over {Patience}");
            return (process.ExitCode, output.Result, error.Result);
        }
        finally
        {
            Signals.Stop(process, TimeSpan.FromSeconds(5));
        }
    }
}
