using RmxDns.Rmx;
using RmxDns.Testing;
using RmxDns.Tests.Rmx.Receiving;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx;

/// <summary>Every example in <c>docs/rmx-record.md</c>: blocks of code whose first word says what their lines are.</summary>
public class SpecificationTests
{
    private static readonly string[] Kinds = ["rmx", "rmx-octets", "rmx-spellings", "rmx-refused", "rmx-address", "rmx-check"];

    private static readonly IReadOnlyList<(string Kind, string[] Lines)> Blocks = [.. ReadBlocks()];

    [Fact]
    public void Every_kind_of_example_is_there_and_tested() =>
        Assert.Equal(Kinds.Append("text").Order(), Blocks.Select(block => block.Kind).Distinct().Order());

    [Fact]
    public void Records_are_in_canonical_form()
    {
        foreach (string line in LinesOf("rmx"))
            Assert.Equal(line, Canonical(line));
    }

    [Fact]
    public void Text_and_octets_are_the_same_record()
    {
        foreach ((string text, string hex) in Pairs("rmx-octets"))
        {
            Assert.True(RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault), $"{text}: {fault.Message}");
            Assert.Equal(hex, Convert.ToHexStringLower(rdata));
            Assert.Equal(text, Canonical(text));
        }
    }

    [Fact]
    public void Other_spellings_have_their_canonical_form()
    {
        foreach ((string text, string canonical) in Pairs("rmx-spellings"))
            Assert.Equal(canonical, Canonical(text));
    }

    [Fact]
    public void What_is_refused_is_refused()
    {
        foreach (string line in LinesOf("rmx-refused"))
            Assert.False(RmxTextReader.TryParse(line, out _, out _), line);
    }

    [Fact]
    public void Addresses_have_their_names()
    {
        foreach ((string text, string name) in Pairs("rmx-address"))
        {
            Assert.True(RmxAddress.TryParse(text, out RmxAddress? address), text);
            Assert.Equal(name, address!.ToName()!.ToString());
        }
    }

    [Fact]
    public async Task Checks_end_as_written()
    {
        foreach ((_, string[] lines) in Blocks.Where(block => block.Kind == "rmx-check"))
        {
            CheckTable table = CheckTable.FromLines(lines);
            foreach (string check in lines.Where(line => line.StartsWith("check ", StringComparison.Ordinal)))
                await table.AssertAsync(check, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void Every_code_and_tag_stands_in_the_table()
    {
        string document = File.ReadAllText(Repository.PathOf("docs", "rmx-record.md"));
        foreach (RmxCode code in Enum.GetValues<RmxCode>())
            Assert.Contains($"| {(int)code} | `{code.ToString().ToLowerInvariant()}` |", document, StringComparison.Ordinal);
    }

    private static string Canonical(string text)
    {
        Assert.True(RmxTextReader.TryRead(text, out RmxRecord record, out TextFault fault), $"{text}: {fault.Message}");
        return record.ToString();
    }

    private static IEnumerable<string> LinesOf(string kind) => Blocks.Where(block => block.Kind == kind).SelectMany(block => block.Lines);

    private static IEnumerable<(string Left, string Right)> Pairs(string kind) => LinesOf(kind).Select(line =>
    {
        int at = $"{line} ".IndexOf(" = ", StringComparison.Ordinal);
        return (line[..at], line[(at + 2)..].TrimStart());
    });

    private static IEnumerable<(string Kind, string[] Lines)> ReadBlocks()
    {
        string? kind = null;
        var lines = new List<string>();
        foreach (string line in File.ReadLines(Repository.PathOf("docs", "rmx-record.md")))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                lines.Add(line);
                continue;
            }
            if (kind is not null)
                yield return (kind, [.. lines]);
            kind = kind is null ? line[3..] : null;
            lines.Clear();
        }
    }
}
