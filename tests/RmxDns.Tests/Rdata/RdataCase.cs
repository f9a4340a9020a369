using RmxDns.Testing;

namespace RmxDns.Tests.Rdata;

/// <summary>A line of <c>tests/data/rdata/cases</c>: a type, its RDATA as text with the origin example.com, and the octets, or that it is refused.</summary>
/// <param name="Type">The mnemonic.</param>
/// <param name="Text">RDATA in presentation form.</param>
/// <param name="Hex">The octets in upper-case hexadecimal; null when the text is to be refused.</param>
public sealed record RdataCase(string Type, string Text, string? Hex)
{
    private const string Separator = " => ";

    /// <summary>All cases, in the order of the files.</summary>
    public static IReadOnlyList<RdataCase> All { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("tests", "data", "rdata", "cases"), "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadAllLines).Where(line => line.Length > 0 && line[0] != '#').Select(Read),
    ];

    private static RdataCase Read(string line)
    {
        int end = line.LastIndexOf(Separator, StringComparison.Ordinal), space = line.IndexOf(' ');
        string right = line[(end + Separator.Length)..];
        return new RdataCase(line[..space], end > space ? line[(space + 1)..end] : "", right switch { "refused" => null, "empty" => "", _ => right });
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Text}";
}
