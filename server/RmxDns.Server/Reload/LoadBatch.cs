namespace RmxDns.Server.Reload;

/// <summary>
/// How many files are loaded before their zones are compiled, which bounds the memory that sources take: a number of files, and of
/// octets in them, but one file at least.
/// </summary>
internal static class LoadBatch
{
    private const int MaxFiles = 512;
    private const long MaxOctets = 1 << 26;

    /// <summary>Where the batch ends that begins with a file: the index of the first one that is not in it.</summary>
    /// <param name="files">The files.</param>
    /// <param name="due">Which of them are to be read.</param>
    /// <param name="start">The first one of the batch.</param>
    public static int EndOf(TrackedFile[] files, bool[] due, int start)
    {
        int most = Math.Min(files.Length, start + MaxFiles);
        long octets = 0;
        for (int end = start; end < most; end++)
        {
            octets += due[end] && FileStatus.Of(files[end].Path) is { } status ? status.Size : 0;
            if (octets > MaxOctets && end > start)
                return end;
        }
        return most;
    }
}
