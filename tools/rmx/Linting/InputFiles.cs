using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting;

/// <summary>
/// The files that a command line names: files, folders (<see cref="ZoneFolder"/>), patterns (<see cref="PathPattern"/>), and
/// <c>-</c>. A file that is named twice counts once. A path that is not there, and a folder or pattern without a zone file, are
/// faults, in words for the user.
/// </summary>
internal sealed class InputFiles(bool allowEmpty, InputFormat format)
{
    /// <summary>Stands for standard input.</summary>
    public const string Stdin = "-";

    /// <summary>The name under which standard input is read unless another is given: none that gives a zone by mistake.</summary>
    public const string StdinName = "(standard input)";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _files = [];
    private readonly List<Finding> _findings = [];
    private readonly List<string> _faults = [];

    /// <summary>The files, in the order of the command line, those of one folder or pattern in ordinal order.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>What is wrong with folders as such.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Why the run cannot start; empty when it can.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Adds what a path names.</summary>
    public void Add(string path)
    {
        try
        {
            if (path == Stdin)
                Take([Stdin]);
            else if (!Path.Exists(path) && PathPattern.IsOne(path))
                TakeSome(Match(path), $"no file matches {FindingText.Quote(path)}");
            else if (Directory.Exists(path))
                TakeFolder(path);
            else if (File.Exists(path))
                Take([path]);
            else
                _faults.Add($"there is no file or folder {FindingText.Quote(path)}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{FindingText.Quote(path)}: {fault.Message}");
        }
    }

    private void TakeFolder(string path)
    {
        TakeSome(ZoneFolder.Scan(path, name => format.Takes(name)), $"there is no zone file in {FindingText.Quote(path)}");
        _findings.AddRange(ZoneFolder.FindSplitZones(path));
    }

    private void TakeSome(IReadOnlyList<string> files, string fault)
    {
        if (files.Count == 0 && !allowEmpty)
            _faults.Add($"{fault} (--allow-empty takes that)");
        Take(files);
    }

    private void Take(IReadOnlyList<string> files) =>
        _files.AddRange(files.Where(file => _seen.Add(file == Stdin ? Stdin : Path.GetFullPath(file))));

    /// <summary>The files that a pattern matches. Linked folders are not walked into: links can lead in circles.</summary>
    private static IReadOnlyList<string> Match(string pattern)
    {
        string[] parts = pattern.Split('/');
        int literal = Array.FindIndex(parts, PathPattern.IsOne);
        string folder = string.Join('/', parts[..literal]);
        string root = literal == 0 ? "." : folder.Length == 0 ? "/" : folder;
        if (!Directory.Exists(root))
            return [];
        var matcher = new PathPattern(parts[literal..]);
        var options = new EnumerationOptions { RecurseSubdirectories = parts.Length - literal > 1, AttributesToSkip = 0, IgnoreInaccessible = false };
        var found = new System.IO.Enumeration.FileSystemEnumerable<string>(root, (ref System.IO.Enumeration.FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref System.IO.Enumeration.FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref System.IO.Enumeration.FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return [.. found.Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            // Hidden files, a configuration among them, are no zones, as in a folder.
            .Where(file => !Path.GetFileName(file).StartsWith('.') && matcher.Matches(file))
            .Select(file => literal == 0 ? file : $"{folder}/{file}")
            .Order(StringComparer.Ordinal)];
    }
}
