using System.Collections.Concurrent;

namespace RmxDns.Tool.Linting;

/// <summary>
/// Tells links that lead elsewhere from those that stay. A file below the working directory has to be there in truth, whatever
/// links its path goes through; one that was named elsewhere may be a link within its own folder, as mounted folders have them. Any
/// other may be bait in a change from a stranger, who would see lines of the file in the report. Safe for several threads.
/// </summary>
internal sealed class LinkGuard
{
    private const int MostLinks = 40;
    private readonly ConcurrentDictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly string _here = Directory.GetCurrentDirectory();

    /// <summary>Whether a file lies elsewhere than its path says; where, in <paramref name="target"/>.</summary>
    /// <exception cref="IOException">The links lead in a circle or nowhere.</exception>
    public bool LeadsOut(string path, out string target)
    {
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full) ?? full;
        target = Resolve(full, MostLinks);
        if (IsBelow(target, Folder(_here)))
            return false;
        return IsBelow(full, _here) || !IsBelow(target, Folder(folder));
    }

    private string Folder(string folder) => _folders.GetOrAdd(folder, name => Resolve(name, MostLinks));

    private string Resolve(string full, int links)
    {
        if (links == 0)
            throw new IOException($"too many links on the way to {full}");
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        string real = Path.Combine(Folder(parent), Path.GetFileName(full));
        FileSystemInfo? next = File.ResolveLinkTarget(real, returnFinalTarget: false);
        return next is null ? real : Resolve(Path.GetFullPath(next.FullName), links - 1);
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.TrimEndingDirectorySeparator(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
