using RmxDns.Zones;

namespace RmxDns.Server.Reload;

/// <summary>
/// The files and folders that zones come from, in the order of the setting, and the files found there at the last look. While a
/// folder cannot be listed, its files count as they were: a mount that is away for a moment takes no zone with it.
/// </summary>
internal sealed class ZoneSources
{
    private readonly Source[] _sources;

    /// <param name="paths">Files and folders; one that is named twice counts once.</param>
    public ZoneSources(IEnumerable<string> paths) =>
        _sources = [.. paths.DistinctBy(Path.GetFullPath).Select(path => new Source(path))];

    /// <summary>All files in their order of precedence.</summary>
    public IEnumerable<TrackedFile> Files => _sources.SelectMany(source => source.Files);

    /// <summary>Lists everything anew.</summary>
    /// <param name="faults">The paths that could not be listed, each with the reason.</param>
    /// <returns>Whether files came or went.</returns>
    public bool List(out IReadOnlyList<(string Path, string Fault)> faults)
    {
        var found = new List<(string, string)>();
        bool changed = false;
        foreach (Source source in _sources)
        {
            try
            {
                changed |= source.Take(ZoneFolder.Scan(source.Path));
            }
            catch (FileNotFoundException) when (source.IsFile)
            {
                changed |= source.Take([]);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                found.Add((source.Path, fault.Message));
            }
        }
        faults = found;
        return changed;
    }

    private sealed class Source(string path)
    {
        private Dictionary<string, TrackedFile> _byPath = [];

        public string Path { get; } = path;

        /// <summary>Whether the path was seen to be a file itself; when it is gone, so is its zone.</summary>
        public bool IsFile { get; private set; }

        public TrackedFile[] Files { get; private set; } = [];

        /// <summary>Takes over a list of files; those known already keep what is remembered of them.</summary>
        public bool Take(IReadOnlyList<string> paths)
        {
            IsFile |= paths is [string only] && only == Path;
            bool same = paths.Count == Files.Length;
            for (int i = 0; same && i < paths.Count; i++)
                same = paths[i] == Files[i].Path;
            if (same)
                return false;
            TrackedFile[] files = [.. paths.Select(file => _byPath.GetValueOrDefault(file) ?? new TrackedFile(file))];
            _byPath = files.ToDictionary(file => file.Path);
            Files = files;
            return true;
        }
    }
}
