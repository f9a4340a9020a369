using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Tool.Linting.Policy;

/// <summary>
/// The settings of each file of a run: those of the command line over those of the configuration that <c>--config</c> names, or else the
/// nearest <c>.rmxlint.yaml</c> in the file's folder or above it, up to the top of its repository. Mistakes in a configuration keep the run from starting.
/// </summary>
/// <param name="options">The command line.</param>
internal sealed class Configurations(LintOptions options)
{
    private readonly Dictionary<string, (LintConfiguration Configuration, string Folder)?> _byFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LintSettings> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LintConfiguration?> _read = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Why the run cannot start, for the user; empty when it can.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Works out the settings of these files, and with them <see cref="Faults"/>.</summary>
    public void Add(IEnumerable<LintedFile> files)
    {
        LintSettings alone = options.Overrides.Over(options.Rules);
        foreach (LintedFile file in files)
        {
            string path = Path.GetFullPath(file.Path);
            _settings[file.Path] = Of(path) is { } found ? Configured(found, path, file.Zone) : alone;
        }
    }

    /// <summary>The settings of a file that was added.</summary>
    public LintSettings Of(ZoneFile file) => _settings[file.Path];

    private LintSettings Configured((LintConfiguration Configuration, string Folder) found, string path, ZoneFile zone)
    {
        string relative = Path.GetRelativePath(found.Folder, path).Replace('\\', '/');
        return options.Overrides.Over(found.Configuration.Apply(options.Rules, relative, zone.Origin));
    }

    private (LintConfiguration Configuration, string Folder)? Of(string path)
    {
        if (options.NoConfig)
            return null;
        if (options.Config is { } named)
            return Load(named, Path.GetDirectoryName(Path.GetFullPath(named))!);
        return Nearest(Path.GetDirectoryName(path));
    }

    private (LintConfiguration Configuration, string Folder)? Nearest(string? folder)
    {
        if (folder is null)
            return null;
        if (_byFolder.TryGetValue(folder, out (LintConfiguration Configuration, string Folder)? known))
            return known;
        string path = Path.Combine(folder, LintConfiguration.FileName);
        bool isThere = Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
        // What lies above a repository says nothing of it: a build agent's folders are other people's.
        bool isTop = Path.Exists(Path.Combine(folder, ".git"));
        return _byFolder[folder] = isThere ? Load(path, folder) : isTop ? null : Nearest(Path.GetDirectoryName(folder));
    }

    private (LintConfiguration Configuration, string Folder)? Load(string path, string folder)
    {
        if (!_read.TryGetValue(path, out LintConfiguration? configuration))
            _read[path] = configuration = Read(path);
        return configuration is null ? null : (configuration, folder);
    }

    private LintConfiguration? Read(string path)
    {
        string shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        try
        {
            // A change from a stranger may hold a link, and mistakes are shown with their text.
            if (options.Config is null && new FileInfo(path).LinkTarget is not null)
                throw new IOException("a link; --config reads it, --no-config does without");
            if (new FileInfo(path).Length > ConfigurationReader.MaxOctets)
                throw new IOException($"over {ConfigurationReader.MaxOctets:N0} octets");
            LintConfiguration? configuration = ConfigurationReader.Read(File.ReadAllBytes(path), out IReadOnlyList<ConfigurationFault> faults);
            _faults.AddRange(faults.Select(fault => $"{shown}:{fault.Line}:{fault.Column}: {fault.Message}"));
            return configuration;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{shown}: the configuration cannot be read: {fault.Message}");
            return null;
        }
    }
}
