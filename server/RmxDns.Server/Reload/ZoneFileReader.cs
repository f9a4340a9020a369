using RmxDns.Zones;

namespace RmxDns.Server.Reload;

/// <summary>What came of reading a file's octets.</summary>
/// <param name="Identity">The identity of what was read; null when there is no such file.</param>
/// <param name="Octets">The content; null when it could not be read.</param>
/// <param name="IsTorn">Whether the file was written to meanwhile, so that the content may be neither the old nor the new one.</param>
/// <param name="Fault">Why it could not be read.</param>
internal readonly record struct FileRead(FileIdentity? Identity, byte[]? Octets, bool IsTorn, string Fault);

/// <summary>
/// Reads zone files whole. What is no regular file is not opened, since opening a pipe waits for its other end. The identity is
/// asked from the open file, so that it belongs to the octets even while links are turned to other files.
/// </summary>
internal static class ZoneFileReader
{
    private const int Attempts = 3;

    /// <summary>Reads a file of at most <see cref="LoadSettings.MaxFileOctets"/>.</summary>
    public static FileRead Read(string path, int maxOctets)
    {
        FileIdentity? known = FileStatus.Of(path);
        if (known is not { } identity)
            return new FileRead(null, null, false, "it cannot be found; a link in its path may lead nowhere");
        if (!identity.IsRegular)
            return new FileRead(known, null, false, "it is not a regular file");
        try
        {
            FileRead read = default;
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                read = ReadOnce(path, maxOctets);
                if (!read.IsTorn)
                    break;
            }
            return read;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new FileRead(known, null, false, fault.Message);
        }
    }

    /// <summary>The hash of a file that is whole and was not written to meanwhile, without keeping what is in it; null otherwise.</summary>
    public static (FileIdentity Identity, ContentHash Content)? TryHash(string path, int maxOctets)
    {
        try
        {
            if (FileStatus.Of(path) is not { IsRegular: true })
                return null;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (FileStatus.Of(file, path) is not { IsRegular: true } before || before.Size > maxOctets)
                return null;
            ContentHash content = ContentHash.OfFile(file, out long length);
            return length == before.Size && FileStatus.Of(file, path) == before ? (before, content) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static FileRead ReadOnce(string path, int maxOctets)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (FileStatus.Of(file, path) is not { IsRegular: true } before)
            return new FileRead(null, null, false, "it is not a regular file");
        if (before.Size > maxOctets)
            return new FileRead(before, null, false, $"it has {before.Size} octets, over the limit of {maxOctets}");
        byte[] octets = new byte[before.Size];
        int length = 0;
        for (int count = 1; count > 0 && length < octets.Length; length += count)
            count = RandomAccess.Read(file, octets.AsSpan(length), length);
        bool torn = length != octets.Length || FileStatus.Of(file, path) != before;
        return new FileRead(before, length == octets.Length ? octets : octets[..length], torn, "");
    }
}
