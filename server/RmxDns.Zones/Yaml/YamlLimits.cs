namespace RmxDns.Zones.Yaml;

/// <summary>What a file may ask of the reader; beyond it there is a finding and not a hang.</summary>
/// <param name="Depth">How deep collections may be nested; a zone needs seven levels.</param>
/// <param name="ScalarCharacters">The longest value; the longest RDATA, every octet as <c>\DDD</c>, has 262,140 characters.</param>
/// <param name="LookAhead">How much text the scanner may take in for one value, comments in front of it included.</param>
/// <param name="RepeatedNodes">How many nodes aliases may repeat in any case.</param>
/// <param name="RepeatedPerNode">How many nodes aliases may repeat for each node of the file, when that is more.</param>
/// <param name="Restarts">How many syntax errors are read past.</param>
internal sealed record YamlLimits(
    int Depth = 32, int ScalarCharacters = 1 << 20, int LookAhead = 1 << 24, int RepeatedNodes = 100_000, int RepeatedPerNode = 20, int Restarts = 100)
{
    /// <summary>
    /// The longest pair of the top level, in characters, that is read without YamlDotNet; 0 for none. Above that YamlDotNet takes no
    /// longer than anybody else.
    /// </summary>
    public int PlainPair { get; init; } = 1 << 20;

    /// <summary>From how many characters on RRsets are kept as octets. Those of smaller files are gone before they take much.</summary>
    public int LargeFile { get; init; } = 1 << 20;

    /// <summary>How long a part is that a thread reads at a time, in characters; a file of less than four is read by one thread.</summary>
    public int PartCharacters { get; init; } = 1 << 20;

    /// <summary>How many owners a block has on average, at least 1.</summary>
    public int BlockOwners { get; init; } = 128;

    /// <summary>The least octets of a file that is read in blocks: a smaller one is read in an instant.</summary>
    public int LeastInBlocks { get; init; } = 1 << 20;
}
