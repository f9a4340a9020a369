using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using RmxDns.Bench.Servers;

namespace RmxDns.Bench.Load;

/// <summary>What this server logs of itself on SIGUSR1.</summary>
internal static partial class ServerStatistics
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Octets that the process has allocated since it started.</summary>
    public static long Allocated(RunningServer server) => Ask(server, AllocatedLine());

    /// <summary>Datagrams that were lost in full receive buffers.</summary>
    public static long Overflowed(RunningServer server) => Ask(server, OverflowedLine());

    /// <exception cref="TimeoutException">It says nothing of the kind.</exception>
    private static long Ask(RunningServer server, Regex line)
    {
        string log = Path.Combine(server.Seat.Folder, "log");
        int seen = line.Count(File.ReadAllText(log));
        using Process signal = Process.Start("kill", ["-USR1", server.Id.ToString(CultureInfo.InvariantCulture)]);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            MatchCollection lines = line.Matches(File.ReadAllText(log));
            if (lines.Count > seen)
                return long.Parse(lines[^1].Groups[1].Value, CultureInfo.InvariantCulture);
            _ = timer.WaitForNextTickAsync().AsTask().Result;
        }
        throw new TimeoutException($"the server does not say {line}");
    }

    [GeneratedRegex(@"memory: (\d+) octets allocated")]
    private static partial Regex AllocatedLine();

    [GeneratedRegex(@"(\d+) lost in full receive buffers")]
    private static partial Regex OverflowedLine();
}
