using Microsoft.Extensions.Logging;
using RmxDns.Server.Compiled;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Reload;

/// <summary>
/// Decides what has to be read and what of that has to be loaded. Safe for several threads as long as each has files of its
/// own. A fault of the loader costs the one file that met it.
/// </summary>
internal sealed class FileExaminer(
    ZoneFileLoader loader, CompiledStore compiled, SerialBook serials, int maxOctets, TimeProvider clock, ILogger logger)
{
    /// <summary>Whether a file has to be read: not as it was at the last read, or perhaps not.</summary>
    public static bool IsDue(TrackedFile file) =>
        file.MustLoad || file.WasYoung || FileStatus.Of(file.Path) != file.Identity;

    /// <summary>
    /// Reads a file, and loads it into <see cref="TrackedFile.Loaded"/> when its content is not the one that was loaded last.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="repeatFailed">Whether a file whose last load failed is loaded again even so.</param>
    public void Examine(TrackedFile file, bool repeatFailed)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (file.Content is null && compiled.Find(file.Path) is { } entry && TryRestore(file, entry, now))
            return;
        FileRead read = ZoneFileReader.Read(file.Path, maxOctets);
        if (read.Identity is null && !file.WasMissing)
        {
            // Gone since the folder was listed, most likely: then the next listing lacks it.
            file.WasMissing = file.MustLoad = true;
            return;
        }
        if (read.IsTorn && file.IsGood)
        {
            logger.FileTorn(FindingText.Escape(file.Path));
            file.WasYoung = true;
            return;
        }
        ContentHash? content = read.Octets is null ? null : ContentHash.OfOctets(read.Octets);
        bool must = file.MustLoad || content is null || content != file.Content || (repeatFailed && !file.IsGood);
        file.Identity = read.Identity;
        file.WasYoung = read.IsTorn || read.Identity?.IsYoungAt(now) == true;
        file.Content = content;
        file.WasMissing = file.MustLoad = false;
        if (must)
            file.Loaded = new LoadedFile(read.Octets is null ? ZoneFileLoader.Unreadable(file.Path, read.Fault) : Load(file, read.Octets));
    }

    /// <summary>Takes the zone of a file that was never loaded from the compiled snapshot, if it was compiled from what the file holds now.</summary>
    private bool TryRestore(TrackedFile file, CompiledEntry entry, DateTimeOffset now)
    {
        if (ZoneFileReader.TryHash(file.Path, maxOctets) is not { } read || read.Content != entry.Source || !SerialStands(entry)
            || compiled.TryRestore(entry) is not { } restored)
            return false;
        file.Identity = read.Identity;
        file.WasYoung = read.Identity.IsYoungAt(now);
        file.Content = read.Content;
        file.WasMissing = file.MustLoad = false;
        file.Loaded = new LoadedFile(restored);
        return true;
    }

    /// <summary>Whether a compiled zone has the serial that it would get now.</summary>
    private bool SerialStands(CompiledEntry entry)
    {
        lock (serials)
            return entry.Content is not { } content || serials.Stands(entry.Apex, content, entry.Numbers.Serial);
    }

    private ZoneFile Load(TrackedFile file, byte[] octets)
    {
        try
        {
            return loader.LoadText(file.Path, octets, file.Blocks);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            file.Blocks = null;
            logger.LoadFault(FindingText.Escape(file.Path), FindingText.Escape(fault.ToString()));
            return ZoneFileLoader.Unreadable(file.Path, "the loader failed on it");
        }
    }
}
