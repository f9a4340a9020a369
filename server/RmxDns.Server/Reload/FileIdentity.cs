namespace RmxDns.Server.Reload;

/// <summary>
/// What tells one state of a file from another without reading it: as long as all of it is equal, the content is taken to
/// be the same, unless the file was changed too short a time before it was read (<see cref="IsYoungAt"/>).
/// </summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file in it; a file renamed into place has another.</param>
/// <param name="Size">Octets.</param>
/// <param name="Modified">mtime in nanoseconds since 1970; whoever may write the file can set it to anything.</param>
/// <param name="Changed">ctime in nanoseconds since 1970; only the kernel sets it.</param>
/// <param name="IsRegular">False for pipes, devices and folders, which are never opened.</param>
internal readonly record struct FileIdentity(
    ulong Device, ulong Inode, long Size, long Modified, long Changed, bool IsRegular)
{
    // Kernels stamp files with a clock of coarse ticks (4 ms, 2 s on FAT): within one tick a write leaves no trace.
    private const long ShortestRest = 2_000_000_000;

    /// <summary>
    /// Whether a later write might have left the same identity: ctime less than 2 s before <paramref name="now"/>, or after it,
    /// where the clock was put back.
    /// </summary>
    public bool IsYoungAt(DateTimeOffset now) => ToNanoseconds(now) - Changed < ShortestRest;

    /// <summary>mtime in whole seconds since 1970, modulo 2^32: a serial in the manner of many zone editors.</summary>
    public uint ModifiedSeconds => unchecked((uint)Math.DivRem(Modified, 1_000_000_000).Quotient);

    internal static long ToNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;
}
