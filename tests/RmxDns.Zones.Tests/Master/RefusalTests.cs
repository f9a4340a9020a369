using System.Text;
using RmxDns.Rdata;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Zones.Tests.Master;

/// <summary>
/// Files with one sign changed: what BIND cannot read is refused here, and what both take is read alike. Refused here alone are data
/// outside the zone, strings over several lines, quotes inside words, lone carriage returns, and RMX that means nothing.
/// </summary>
public class RefusalTests
{
    private const string Signs = "\"\\();@$. \t\n\r0aZ-*#{}";
    private static readonly string[] RefusedHereAlone = ["outside the zone", "closing quote on this line", "quote inside a word", "carriage return", "RMX: "];

    public static TheoryData<int> Starts => [1, 1001];

    [Theory]
    [MemberData(nameof(Starts))]
    public void What_bind_cannot_read_is_refused(int start)
    {
        RawZone.SkipWithout();
        string path = Path.GetTempFileName();
        try
        {
            for (int seed = start; seed < start + 75; seed++)
            {
                var random = new Random(seed);
                var text = new StringBuilder(MasterLayout.Draw(random, 6));
                text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
                File.WriteAllText(path, text.ToString());
                Compare(path, $"seed {seed}\n{text}");
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Compare(string path, string what)
    {
        ZoneFile zone = new MasterFileLoader(new TypeTable(), new LoadSettings(), new MasterFileSettings(Wire.Name.Parse(MasterLayout.Zone))).Load(path).Zone;
        Finding[] errors = [.. zone.Findings.Where(finding => finding.Severity == Severity.Error)];
        (IReadOnlyList<string> records, string output) = RawZone.Read(MasterLayout.Zone, path);
        if (records.Count == 0 && errors.Length == 0)
            Assert.True(output.Contains("has no address records", StringComparison.Ordinal), $"BIND refuses what is taken here: {output}{what}");
        else if (records.Count > 0 && errors.Length > 0)
            Assert.True(errors.Any(error => RefusedHereAlone.Any(reason => error.Message.Contains(reason, StringComparison.Ordinal))), $"BIND takes what is refused here: {errors[0]}\n{what}");
        else if (errors.Length == 0)
            Assert.Equal(records.Order(StringComparer.Ordinal), RawZone.Written(zone.Contents!).Order(StringComparer.Ordinal));
    }
}
