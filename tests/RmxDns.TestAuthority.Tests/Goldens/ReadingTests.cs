using RmxDns.Testing;

namespace RmxDns.TestAuthority.Tests.Goldens;

/// <summary>
/// dnspython reads every case's answer and must find the fault that the case names: the words of <c>tests/data/interop/readings.txt</c>,
/// which was written from what the cases are for. The reader is Debian's python3-dnspython.
/// </summary>
public class ReadingTests
{
    private const string Nothing = "nothing";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Readings = new(Read);

    private static IEnumerable<string[]> Lines => File.ReadAllLines(Repository.PathOf("tests", "data", "interop", "readings.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(": ", 2));

    public static TheoryData<string, string> Expected() => [.. Lines.Select(line => new TheoryDataRow<string, string>(line[0], line[1]))];

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_reader_finds_the_fault(string key, string words)
    {
        string found = $" {Readings.Value[key]} ";
        string[] missing = [.. words.Split(' ').Where(word => !found.Contains($" {word} ", StringComparison.Ordinal))];
        Assert.True(missing.Length == 0, $"{key}: not there: {string.Join(' ', missing)}; found:{found}");
    }

    [Fact]
    public void Every_case_is_read() =>
        Assert.Empty(InteropZones.Cases.Except(Lines.Select(line => line[0].Split(' ')[0])));

    private static Dictionary<string, string> Read()
    {
        var readings = new Dictionary<string, string>();
        var lines = new List<string>();
        foreach (AnsweredCase answered in AnsweredCase.All)
        {
            if (answered.Reaction.Messages.Count == 0)
                readings.Add(answered.Key, Nothing);
            foreach ((int index, byte[] message) in answered.Reaction.Messages.Index())
                lines.Add($"{answered.Key}{(index == 0 ? "" : $" + {index + 1}")}\t{Convert.ToHexStringLower(answered.Query)}\t{Convert.ToHexStringLower(message)}");
        }
        foreach (string line in OutsideReader.Run("python3-dnspython", "/usr/bin/python3", [Repository.PathOf("tests", "data", "interop", "read.py")], lines))
            readings.Add(line.Split('\t')[0], line.Split('\t')[1]);
        return readings;
    }
}
