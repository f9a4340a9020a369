using System.Runtime.InteropServices;

namespace RmxDns.Server.Tcp;

/// <summary>
/// The bound that the system puts on open descriptors (getrlimit(2)). Connections are bounded below it: a listener that
/// cannot accept for want of descriptors spins.
/// </summary>
internal static partial class DescriptorLimit
{
    /// <summary>Descriptors left for files, timers and connections that are being closed.</summary>
    public const int Reserve = 64;

    private const int NoFile = 7;

    /// <summary>The soft limit, raised to the hard one where that is allowed; null where there is no such limit.</summary>
    public static long? Raise()
    {
        if (!OperatingSystem.IsLinux() || GetLimit(NoFile, out Limit limit) != 0)
            return null;
        var raised = limit with { Soft = Math.Min(limit.Hard, 1 << 20) };
        if (raised.Soft > limit.Soft && SetLimit(NoFile, in raised) == 0)
            limit = raised;
        return (long)Math.Min(limit.Soft, long.MaxValue);
    }

    /// <summary>Descriptors open now; 0 where nothing tells.</summary>
    public static int CountOpen() => Directory.Exists("/proc/self/fd") ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0;

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private record struct Limit(ulong Soft, ulong Hard);
}
