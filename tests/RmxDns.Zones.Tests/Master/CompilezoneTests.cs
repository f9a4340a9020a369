using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Zones.Tests.Master;

/// <summary>The corpus is read as BIND reads it: the same owners, TTLs, types and octets.</summary>
public class CompilezoneTests
{
    public static TheoryData<string> Files() => [.. RawZone.Corpus.Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_gives_the_records_that_bind_reads(string file)
    {
        string path = Repository.PathOf("tests", "data", "master", "zones", file);
        Compare(path, new MasterFileSettings(IncludeRoot: Path.GetDirectoryName(path)));
    }

    [Theory]
    [InlineData(30, 40)]
    [InlineData(1, 20_000)]
    public void A_file_laid_out_at_random_gives_the_records_that_bind_reads(int files, int records)
    {
        string path = Path.GetTempFileName();
        try
        {
            for (int seed = 1; seed <= files; seed++)
            {
                File.WriteAllText(path, MasterLayout.Draw(new Random(seed), records));
                Compare(path, new MasterFileSettings(Wire.Name.Parse(MasterLayout.Zone)));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Compare(string path, MasterFileSettings settings)
    {
        RawZone.SkipWithout();
        ZoneFile zone = new MasterFileLoader(new TypeTable(), new LoadSettings(), settings).Load(path).Zone;
        Assert.DoesNotContain(zone.Findings, finding => finding.Severity == Severity.Error);
        (IReadOnlyList<string> records, string output) = RawZone.Read(zone.Origin!.ToString(), path);
        Assert.True(records.Count > 0, output);
        Assert.Equal(records.Order(StringComparer.Ordinal), RawZone.Written(zone.Contents!).Order(StringComparer.Ordinal));
    }
}
