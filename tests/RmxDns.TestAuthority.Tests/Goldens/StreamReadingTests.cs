using RmxDns.Testing;

namespace RmxDns.TestAuthority.Tests.Goldens;

/// <summary>
/// dnspython takes the message from a connection that carries a case's octets, and must stumble where the case says:
/// <c>tests/data/interop/streams.txt</c>. The reader is Debian's python3-dnspython.
/// </summary>
public class StreamReadingTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, string>> Readings = new(Read);

    private static IEnumerable<string[]> Lines => File.ReadAllLines(Repository.PathOf("tests", "data", "interop", "streams.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(": ", 2));

    public static TheoryData<string, string> Expected() => [.. Lines.Select(line => new TheoryDataRow<string, string>(line[0], line[1]))];

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_reader_finds_the_fault(string name, string words) => Assert.Equal(words, Readings.Value[name]);

    [Fact]
    public void Every_case_about_connections_is_read() =>
        Assert.Equal(AnsweredCase.All.Where(answered => answered.OnStream is not null).Select(NameOf), Lines.Select(line => line[0]).Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Read()
    {
        IEnumerable<string> lines = AnsweredCase.All.Where(answered => answered.OnStream is not null).Select(answered => $"{NameOf(answered)}\t{Convert.ToHexStringLower(answered.OnStream!)}");
        return OutsideReader.Run("python3-dnspython", "/usr/bin/python3", [Repository.PathOf("tests", "data", "interop", "read-stream.py")], lines)
            .Select(line => line.Split('\t')).ToDictionary(words => words[0], words => words[1]);
    }

    private static string NameOf(AnsweredCase answered) => answered.Key.Split(' ')[0];
}
