using System.Diagnostics;
using System.Globalization;

namespace RmxDns.Testing;

/// <summary>Signals to processes that a test started, always by their id.</summary>
public static class Signals
{
    /// <summary>Sends a signal.</summary>
    /// <param name="process">A process that the caller started; one that has ended is left alone.</param>
    /// <param name="signal">Its name without SIG: <c>TERM</c>, <c>HUP</c>, <c>USR1</c>, …</param>
    public static void Send(Process process, string signal)
    {
        if (process.HasExited)
            return;
        string id = process.Id.ToString(CultureInfo.InvariantCulture);
        using Process kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"kill -{signal} {id}"])
        {
            RedirectStandardError = true,
        })!;
        kill.WaitForExit(TimeSpan.FromSeconds(10));
    }

    /// <summary>Ends a process: SIGTERM, and SIGKILL to it and its children when it has not ended in time.</summary>
    public static void Stop(Process process, TimeSpan patience)
    {
        Send(process, "TERM");
        if (process.WaitForExit(patience))
            return;
        process.Kill(entireProcessTree: true);
        process.WaitForExit(TimeSpan.FromSeconds(10));
    }
}
