using System.Diagnostics;
using System.Net;
using RmxDns.Interop.Resolvers;
using RmxDns.Testing;
using RmxDns.Testing.Peers;

namespace RmxDns.Tool.Tests.Interop;

/// <summary>
/// The lines that <c>rmx interop check --lines</c> prints, each in a configuration that says nothing else of the authority: by them the
/// resolver asks the one that the check starts, forwarding and iterating.
/// </summary>
[Collection(nameof(Port53))]
public sealed class ResolverLineTests
{
    private const string Hints = "root.hints";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1), BetweenTries = TimeSpan.FromMilliseconds(500);

    [Theory]
    [InlineData("Unbound", false)]
    [InlineData("Unbound", true)]
    [InlineData("BIND", false)]
    [InlineData("BIND", true)]
    public async Task A_resolver_with_the_printed_lines_is_checked(string title, bool delegated)
    {
        bool unbound = title == "Unbound";
        if (Peer.WhyMissing(unbound ? "unbound" : "named") is string reason)
            Assert.Skip(reason);
        if (delegated && !Environment.IsPrivilegedProcess)
            Assert.Skip("port 53 needs root");
        using var folder = new TemporaryFolder();
        IPEndPoint address = FreeAddress.OwnPort(), authority = FreeAddress.OwnPort();
        string[] mode = delegated ? ["--delegated"] : [];
        string[] lines = LinesFor(title, RmxRun.Of(["interop", "check", "--lines", "--listen", authority.ToString(), .. mode]).Output);
        // A root that nobody is: without the lines nothing would be found, and no query leaves the machine.
        _ = folder.Write(Hints, ". 3600 NS ns.\nns. 3600 A 127.94.255.1\n");
        string file = folder.Write("conf", unbound ? Unbound(address, folder.PathOf("."), lines) : Bind(address, folder.PathOf("."), lines));
        string[] command = unbound ? ["/usr/sbin/unbound", "-d", "-p", "-c", file] : ["/usr/sbin/named", "-f", "-n", "1", "-c", file];
        using RunningProcess resolver = await RunningProcess.StartAsync(title, command, address, folder.PathOf("log"), TestContext.Current.CancellationToken);
        // The second is refused over TCP in another way in each mode, and told as a failure in both.
        RmxRun run = await CheckAsync(["interop", "check", "--resolver", address.ToString(), "--listen", authority.ToString(), "--case", "plain-refs", "--case", "tc-tcp-refused", "--case", "tc-always", .. mode]);
        Assert.True(run.ExitCode == 0, run.Output + run.Error + resolver.LogEnd());
        Assert.Contains("3 passed, 0 tolerated, 0 failed, 0 not judged", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Runs the check; again while another run on this machine has the addresses.</summary>
    private static async Task<RmxRun> CheckAsync(string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        RmxRun run;
        while ((run = RmxRun.Of(arguments)).Error.Contains("AddressAlreadyInUse", StringComparison.Ordinal) && clock.Elapsed < Longest)
            await Task.Delay(BetweenTries, TestContext.Current.CancellationToken);
        return run;
    }

    /// <summary>The rows of a resolver; all but its first have no name in front.</summary>
    private static string[] LinesFor(string title, string output)
    {
        string[] rows = output.Split('\n');
        int column = rows[0].IndexOf("line", StringComparison.Ordinal), at = Array.FindIndex(rows, row => row.StartsWith($"{title} ", StringComparison.Ordinal));
        return [rows[at][column..], .. rows.Skip(at + 1).TakeWhile(row => row.StartsWith(' ')).Select(row => row[column..])];
    }

    private static string Unbound(IPEndPoint address, string folder, string[] lines) => $"""
        server:
            interface: {address.Address}@{address.Port}
            directory: "{folder}"
            pidfile: ""
            chroot: ""
            username: ""
            use-syslog: no
            logfile: ""
            do-ip6: no
            root-hints: "{folder}/{Hints}"
        remote-control:
            control-enable: no
        {string.Join('\n', lines)}

        """;

    private static string Bind(IPEndPoint address, string folder, string[] lines)
    {
        string options = $$"""
            options {
                directory "{{folder}}"; pid-file "{{folder}}/pid"; session-keyfile "{{folder}}/session.key"; lock-file none;
                listen-on port {{address.Port}} { {{address.Address}}; }; listen-on-v6 { none; };
                dnssec-validation no;
            """;
        // A file has options but once: the printed ones go into the test's own.
        string printed = string.Join('\n', lines).Replace("options {", options, StringComparison.Ordinal);
        return $$"""
            zone "." { type hint; file "{{folder}}/{{Hints}}"; };
            controls { };
            {{printed}}

            """;
    }
}
