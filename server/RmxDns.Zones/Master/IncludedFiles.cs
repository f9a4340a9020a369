using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>A file that was included.</summary>
/// <param name="Source">What is in it; its records stand where the <c>$INCLUDE</c> of the zone's own file stands.</param>
/// <param name="Findings">What is found in it.</param>
internal sealed record IncludedFile(MasterSource Source, FindingList Findings);

/// <summary>
/// The files that <c>$INCLUDE</c> names, relative to the file that names them. None is read without a root, and none outside it: links
/// are followed first, in every part of the path. Their number, depth and size together are bounded; what tells no size, such as a
/// pipe, is empty.
/// </summary>
/// <param name="file">The zone's own file.</param>
/// <param name="root">The folder that may be read from; null for none.</param>
/// <param name="mostOctets">How much may be read in all.</param>
internal sealed class IncludedFiles(string file, string? root, long mostOctets)
{
    private const int MaxLinks = 40;
    private readonly Stack<string> _open = new([Path.GetFullPath(file)]);
    private readonly List<FindingList> _findings = [];
    private readonly string? _root = root is null ? null : RealPath(Path.GetFullPath(root));
    private long _octetsLeft = mostOctets;

    /// <summary>The findings of all files, in the order in which they were included.</summary>
    public IReadOnlyList<FindingList> Findings => _findings;

    /// <summary>Opens a file; <see cref="Close"/> follows.</summary>
    /// <param name="path">The path as written.</param>
    /// <param name="mark">Where the zone's own file includes it, itself or through others.</param>
    /// <param name="included">The file.</param>
    /// <param name="fault">Why it cannot be read.</param>
    public bool TryOpen(string path, SourceMark mark, out IncludedFile included, out string fault)
    {
        included = null!;
        if (root is null)
        {
            fault = "files are included only from the folder that --allow-include names";
            return false;
        }
        if (_open.Count > MasterFileSettings.MaxIncludeDepth || _findings.Count == MasterFileSettings.MaxIncludes)
        {
            fault = _findings.Count == MasterFileSettings.MaxIncludes ? $"more than {MasterFileSettings.MaxIncludes} files" : $"files include each other more than {MasterFileSettings.MaxIncludeDepth} deep";
            return false;
        }
        string? real = Resolve(path);
        if (real is null || _root is null || !real.StartsWith(Path.TrimEndingDirectorySeparator(_root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            fault = $"not a file below {FindingText.Quote(root)}";
            return false;
        }
        byte[] octets = [];
        if (new FileInfo(real).Length > 0 && !ZoneFileOctets.TryRead(real, _octetsLeft, out octets, out fault))
            return false;
        fault = "";
        _octetsLeft -= octets.Length;
        string shown = Path.IsPathRooted(path) || _open.Count > 1 ? Path.GetRelativePath(Directory.GetCurrentDirectory(), real) : Path.Combine(Path.GetDirectoryName(file) ?? "", path);
        var findings = new FindingList(shown);
        _findings.Add(findings);
        _open.Push(real);
        included = new IncludedFile(new MasterSource(octets, null, mark), findings);
        return true;
    }

    /// <summary>Goes back to the file that included this one.</summary>
    public void Close() => _ = _open.Pop();

    private string? Resolve(string path)
    {
        try
        {
            string? real = RealPath(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(_open.Peek()) ?? "/", path)));
            return real is not null && File.Exists(real) ? real : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The path with the links in all its parts followed; null when they lead in circles.</summary>
    private static string? RealPath(string path)
    {
        var parts = new Stack<string>(path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse());
        string top = Path.GetPathRoot(path) ?? "/", at = top;
        for (int links = 0; parts.TryPop(out string? part);)
        {
            string next = Path.GetFullPath(Path.Combine(at, part));
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is not { } target)
            {
                at = next;
                continue;
            }
            if (++links > MaxLinks)
                return null;
            if (Path.IsPathRooted(target))
                at = top;
            foreach (string piece in target.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
                parts.Push(piece);
        }
        return at;
    }
}
