namespace RmxDns.Tool.Linting.Policy;

/// <summary>
/// Writes a file so that whoever reads it sees the old text or the new one and never a part: a new file beside it takes its name.
/// A link stays, and what it leads to is written; permissions stay too.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a whole file.</summary>
    /// <exception cref="IOException">It cannot be written; nothing has changed then.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; nothing has changed then.</exception>
    public static void Write(string path, ReadOnlySpan<byte> octets)
    {
        bool link = new FileInfo(path).LinkTarget is not null;
        string target = link ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : Path.GetFullPath(path);
        string beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(octets);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
