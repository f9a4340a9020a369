using System.Text;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Testing.Zones;
using RmxDns.Tool.Converting;
using RmxDns.Zones;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Tests.Converting;

/// <summary>What is exported and imported again has the same records: examples, the corpus, and zones of every shape.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly TypeTable Types = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("rmx-round-").FullName;

    public static TheoryData<string> Examples() => [.. Directory.EnumerateFiles(Repository.PathOf("zones"), "*.yaml").Order(StringComparer.Ordinal)];

    public static TheoryData<string> Corpus() => [.. Directory.EnumerateFiles(Repository.PathOf("tests", "data", "master", "zones"), "*.zone").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_comes_back(string file) => ComesBack(file);

    [Theory]
    [MemberData(nameof(Corpus))]
    public void A_master_file_comes_back(string file)
    {
        var import = new MasterImport(Types, new MasterFileSettings(IncludeRoot: Path.GetDirectoryName(file)));
        ComesBack(Write("imported.yaml", "$origin: " + Path.GetFileNameWithoutExtension(file) + ".\n" + import.Import(new ConversionSource(file, null)).Text!));
    }

    [Fact]
    public void Zones_of_every_shape_come_back()
    {
        foreach (GeneratedZone zone in new ZoneGenerator(7).Zones(30))
            ComesBack(Write("generated.yaml", zone.ToYaml()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void ComesBack(string yaml)
    {
        foreach (RmxForm form in (RmxForm[])[RmxForm.Generic, RmxForm.Text])
        {
            string master = Write("exported.zone", new MasterExport(Types, new LoadSettings(), form).Export(new ConversionSource(yaml, null)).Text!);
            ConvertedZone back = new MasterImport(Types, new MasterFileSettings()).Import(new ConversionSource(master, null));
            Assert.True(back.Text is not null, string.Join('\n', back.Findings));
            Assert.Equal(Records(yaml), Records(Write(back.FileName, back.Text)));
        }
    }

    private static List<string> Records(string yaml)
    {
        ZoneFile file = new ZoneFileLoader(Types, new LoadSettings()).Load(yaml);
        return [.. file.Contents!.RrSets.SelectMany(rrSet => rrSet.Records.Select(record => Written(rrSet, record))).Order(StringComparer.Ordinal)];
    }

    // Serials that the server makes differ from file to file.
    private static string Written(RrSet rrSet, SourceRecord record)
    {
        byte[] rdata = rrSet.Type == Wire.RrType.Soa ? [.. record.Rdata[..^20], .. record.Rdata[^16..]] : record.Rdata;
        return $"{rrSet.Owner} {rrSet.Ttl} {rrSet.Type} {Convert.ToHexString(rdata)}";
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
