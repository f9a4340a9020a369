using RmxDns.Rdata;
using RmxDns.Zones;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Tool.Converting;

/// <summary>
/// Master files to YAML. A file with any error is not imported: what the reader leaves out would be missing in silence. What is written
/// is read again and compared, record by record, before it is handed out.
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="settings">What the caller says about master files.</param>
internal sealed class MasterImport(TypeTable types, MasterFileSettings settings)
{
    private readonly MasterFileLoader _reader = new(types, new LoadSettings { ForLint = true }, settings with { KeepComments = true });
    private readonly ZoneFileLoader _loader = new(types, new LoadSettings());
    private readonly YamlZoneWriter _writer = new(types);

    /// <summary>Imports a zone.</summary>
    public ConvertedZone Import(ConversionSource source)
    {
        MasterFile file = source.Octets is { } octets ? _reader.LoadText(source.Name, octets) : _reader.Load(source.Name);
        IReadOnlyList<Finding> findings = file.Zone.Findings;
        if (file.Zone.Contents is not { } contents || findings.Any(finding => finding.Severity == Severity.Error))
            return new ConvertedZone("", null, findings, false);
        string name = ZoneFileNames.Of(contents.Origin, ".yaml", out bool gives);
        string text = _writer.Write(file, namesZone: !gives);
        ZoneFile again = _loader.LoadText(name, text);
        if (again.Contents is null || !Records(again.Contents).SetEquals(Records(contents)))
            throw new InvalidOperationException($"{source.Name} was written as YAML that does not say the same; please report it with the file");
        return new ConvertedZone(name, text, findings, true);
    }

    private static HashSet<string> Records(ZoneContents zone) => [.. zone.RrSets.SelectMany(
        rrSet => rrSet.Records.Select(record => $"{rrSet.Owner} {rrSet.Ttl} {rrSet.Type} {Convert.ToHexString(record.Rdata)}"))];
}
