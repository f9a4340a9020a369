using System.Globalization;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Testing;

namespace RmxDns.Tests.Rdata;

/// <summary>The list of <c>docs/record-types.md</c> says what the table of types says. RMXDNS_WRITE_DOCS=1 in the environment writes it anew.</summary>
public class RecordTypesDocumentTests
{
    private const string Start = "<!-- The table below is made from the table of types. -->\n";

    private static readonly string Path = Repository.PathOf("docs", "record-types.md");

    [Fact]
    public void The_list_is_that_of_the_table()
    {
        string written = File.ReadAllText(Path);
        int at = written.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(at > 0, $"{Path} has no line {Start}");
        string expected = written[..(at + Start.Length)] + Render(new TypeTable());
        if (Environment.GetEnvironmentVariable("RMXDNS_WRITE_DOCS") == "1")
            File.WriteAllText(Path, written = expected);
        Assert.Equal(expected, written);
    }

    private static string Render(TypeTable types)
    {
        var text = new StringBuilder("\n| type | code | text form | keys of a mapping |\n|---|---|---|---|\n");
        foreach (RdataType row in types.Known.Where(row => !row.IsMeta))
        {
            string form = string.Join(' ', row.Fields.Select(field => field.Notation)).Replace("|", "\\|", StringComparison.Ordinal);
            string keys = string.Join(", ", row.Fields.SelectMany(field => field.MappingKeys).Select(Show));
            text.Append(CultureInfo.InvariantCulture, $"| {row.Mnemonic} | {row.Code} | `{form}` | {keys} |\n");
        }
        return text.ToString();
    }

    private static string Show(MappingKey key) =>
        string.Join(" or ", key.Names.Select(name => $"`{name}`")) + (key.Default is { Length: > 0 } value ? $" ({value} if left out)" : key.Default is null ? "" : " (optional)");
}
