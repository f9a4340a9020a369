namespace RmxDns.Zones.Tests;

/// <summary>Every case of <c>tests/data/yaml</c>: what a file gives, record by record and finding by finding.</summary>
public class YamlCaseTests
{
    public static TheoryData<string, string> Titles()
    {
        var titles = new TheoryData<string, string>();
        foreach (YamlCase yaml in YamlCase.All())
            titles.Add(yaml.Source, yaml.Title);
        return titles;
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public void Gives_what_the_case_says(string source, string title)
    {
        YamlCase yaml = Assert.Single(YamlCase.All(), candidate => candidate.Source == source && candidate.Title == title);
        ZoneFile file = yaml.Load();

        string found = string.Join('\n', yaml.Concerning(file));
        Assert.True(yaml.Findings.Count == yaml.Concerning(file).Count(), $"expected {yaml.Findings.Count} findings, got:\n{found}");
        foreach ((string expected, Lint.Finding finding) in yaml.Findings.Zip(yaml.Concerning(file)))
            Assert.True(YamlCase.Matches(expected, finding), $"expected {expected}\ngot {finding}");

        Assert.Equal(file.Findings.Any(finding => finding.Rule.RefusesZone), file.Contents is null);
        if (yaml.Records.Count > 0)
        {
            Assert.NotNull(file.Contents);
            bool all = yaml.Records.Any(record => record.Contains(" SOA ", StringComparison.Ordinal));
            Assert.Equal(yaml.ExpectedRecords(), YamlCase.RecordsOf(file.Contents, all));
        }
        if (yaml.AutomaticSerial is { } automatic)
            Assert.Equal(automatic, file.AutomaticSerial);
    }

    [Fact]
    public void Every_case_expects_something()
    {
        Assert.All(YamlCase.All(), yaml => Assert.True(yaml.Findings.Count + yaml.Records.Count > 0, $"{yaml.Source}: {yaml.Title}"));
        Assert.True(YamlCase.All().Count() > 100);
    }
}
