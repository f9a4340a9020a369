using RmxDns.Rdata;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Linting;

/// <summary>The zones of files and folders that a verb looks into without linting them: YAML and master files.</summary>
/// <param name="types">The record types.</param>
/// <param name="settings">What the server's settings say.</param>
/// <param name="error">Where it is told why a zone is refused.</param>
internal sealed class GivenZones(TypeTable types, LoadSettings settings, TextWriter error)
{
    private readonly ZoneFileLoader _yaml = new(types, settings);
    private readonly MasterFileLoader _master = new(types, settings, new MasterFileSettings());

    /// <summary>Reads all files that the paths name, each once.</summary>
    /// <exception cref="IOException">There is no such path, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IReadOnlyList<ZoneFile> Read(IEnumerable<string> paths)
    {
        IEnumerable<string> files = paths.SelectMany(path => ZoneFolder.Scan(path, name => InputFormat.Auto.Takes(name))).DistinctBy(Path.GetFullPath);
        return [.. files.Select(file => MasterFileName.Is(file) ? _master.Load(file).Zone : _yaml.Load(file))];
    }

    /// <summary>Prints what is wrong with those that are refused; whether there are any.</summary>
    public bool TellRefused(IReadOnlyList<ZoneFile> files)
    {
        ZoneFile[] refused = [.. files.Where(file => file.Contents is null)];
        foreach (Finding finding in refused.SelectMany(file => file.Findings).Where(finding => finding.Severity == Severity.Error))
            error.WriteLine(PipelineCommands.DefuseLine(finding.ToString()));
        return refused.Length > 0;
    }
}
