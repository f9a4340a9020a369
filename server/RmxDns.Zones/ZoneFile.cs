using RmxDns.Wire;
using RmxDns.Zones.Blocks;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones;

/// <summary>What came of reading one zone file.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="Origin">The apex; null when neither the file nor its name gives one.</param>
/// <param name="Contents">The zone, or what was read of it (<see cref="Change"/>); null when a finding refuses it.</param>
/// <param name="Findings">Everything that was found, in the order of the file.</param>
/// <param name="AutomaticSerial">Whether the file leaves the serial to the server; it is 0 in <paramref name="Contents"/> then.</param>
public sealed record ZoneFile(
    string Path, Name? Origin, ZoneContents? Contents, IReadOnlyList<Finding> Findings, bool AutomaticSerial)
{
    /// <summary>What could be read of a zone that is refused, for rules to look at; null when that is nothing, and in a file that was not read to be linted.</summary>
    public ZoneContents? Remains { get; init; }

    /// <summary>What could not be read.</summary>
    public ZoneGaps Gaps { get; init; } = ZoneGaps.None;

    /// <summary>What has changed since the version before, where no more was read; null when all of the file was read.</summary>
    public ZoneChange? Change { get; init; }

    /// <summary>The blocks of the file; null when it is not one to read in blocks.</summary>
    internal FileBlocks? Blocks { get; init; }

    /// <summary>The TTL of records without one, in seconds.</summary>
    internal uint DefaultTtl { get; init; }

    /// <summary>
    /// Of several files of one zone the first is served: the others are returned refused, with a finding that names the first.
    /// </summary>
    /// <param name="files">All files, in the order in which they take precedence.</param>
    public static IReadOnlyList<ZoneFile> RefuseDuplicates(IReadOnlyList<ZoneFile> files)
    {
        var first = new Dictionary<Name, ZoneFile>();
        var result = new List<ZoneFile>(files.Count);
        foreach (ZoneFile file in files)
        {
            bool another = file.Origin is not null && !first.TryAdd(file.Origin, file);
            result.Add(another ? file.RefuseAsDuplicateOf(first[file.Origin!].Path) : file);
        }
        return result;
    }

    private ZoneFile RefuseAsDuplicateOf(string path)
    {
        string message = $"zone {Origin} is in {FindingText.Quote(path)} already; this file is not served";
        var finding = new Finding(FileRules.DuplicateZone, Severity.Error, Path, default, message, Origin);
        return this with { Contents = null, Remains = Contents ?? Remains, Findings = [finding, .. Findings] };
    }
}
