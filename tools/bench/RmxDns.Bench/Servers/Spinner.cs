using System.Diagnostics;

namespace RmxDns.Bench.Servers;

/// <summary>A process that uses all of core 0 that it gets, for three minutes at most.</summary>
internal sealed class Spinner : IDisposable
{
    private readonly Process _process = Process.Start(new ProcessStartInfo("timeout", ["180", "taskset", "-c", "0", "sh", "-c", "while :; do :; done"]))!;
    private int _ended;

    /// <summary>Ends it, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
