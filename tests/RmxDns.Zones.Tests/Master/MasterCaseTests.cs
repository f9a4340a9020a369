namespace RmxDns.Zones.Tests.Master;

/// <summary>Master files and what comes of them: every record, every finding with its place.</summary>
public class MasterCaseTests
{
    private static readonly IReadOnlyDictionary<string, MasterCase> Cases = MasterCase.All().ToDictionary(c => c.Title);

    public static TheoryData<string> Titles() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_case_gives_its_records_and_findings(string title)
    {
        MasterCase @case = Cases[title];
        ZoneFile file = @case.Load();
        string[] findings = [.. file.Findings.Where(finding => finding.Rule.Id != "soa-missing").Select(MasterCase.Written)];
        Assert.True(findings.Length == @case.Findings.Count, "findings:\n" + string.Join('\n', findings));
        foreach ((string expected, string found) in @case.Findings.Zip(findings))
        {
            string[] parts = expected.Split(' ', 4);
            Assert.StartsWith(string.Join(' ', parts.Take(3)) + " ", found, StringComparison.Ordinal);
            Assert.Contains(parts.Length > 3 ? parts[3] : "", found, StringComparison.Ordinal);
        }
        Assert.Equal(@case.Records, file.Contents is null ? [] : MasterCase.Written(file.Contents));
    }
}
