using RmxDns.Rdata;
using RmxDns.Zones;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Converting;

/// <summary>Zones in YAML to master files. A serial that the file leaves to the server is taken from the file's modification time, as the server does without a state folder; of standard input it is the time.</summary>
/// <param name="types">The record types.</param>
/// <param name="settings">What the server's settings say.</param>
/// <param name="form">How RMX is written.</param>
internal sealed class MasterExport(TypeTable types, LoadSettings settings, RmxForm form)
{
    private readonly ZoneFileLoader _loader = new(types, settings);
    private readonly MasterFileWriter _writer = new(types, form);

    /// <summary>Exports a zone.</summary>
    public ConvertedZone Export(ConversionSource source)
    {
        ZoneFile file = source.Octets is { } octets ? _loader.LoadText(source.Name, octets) : _loader.Load(source.Name);
        if (file.Contents is not { } contents)
            return new ConvertedZone("", null, file.Findings, false);
        WrittenMasterFile written = _writer.Write(contents, file.AutomaticSerial ? SerialOf(source) : null);
        return new ConvertedZone(ZoneFileNames.Of(contents.Origin, ".zone", out _), written.Text, [.. file.Findings, .. written.Findings], written.Findings.Count == 0);
    }

    private static uint SerialOf(ConversionSource source)
    {
        DateTime changed = source.Octets is null ? File.GetLastWriteTimeUtc(source.Name) : DateTime.UtcNow;
        long seconds = new DateTimeOffset(changed).ToUnixTimeSeconds();
        return Math.Max(1, unchecked((uint)seconds));
    }
}
