using System.Text.RegularExpressions;
using RmxDns.Testing;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority.Tests;

/// <summary>docs/interop-authority.md, the zones in <c>zones/interop</c> and the tables of faults say the same.</summary>
public partial class DocumentTests
{
    private static readonly string[] Page = File.ReadAllLines(Repository.PathOf("docs", "interop-authority.md"));

    [Fact]
    public void Every_name_stands_once_in_the_page_and_no_other_does()
    {
        IEnumerable<string> documented = Page.Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(sign => sign == '|') == 5)
            .SelectMany(line => QuotedWord().Matches(line.Split('|')[1]).Select(match => match.Groups[1].Value));
        Assert.Equal(InteropZones.Cases.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_name_has_its_clause_and_what_is_good() =>
        Assert.All(
            Page.Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(sign => sign == '|') == 5),
            line => Assert.Matches(@"^\|[^|]+\|[^|]{4,}\| (RFC \d+ §[\d.–]+(, (§[\d.]+|RFC \d+ §[\d.]+))*(, )?)+ \|[^|]{4,}\|$", line));

    [Fact]
    public void Every_key_stands_there_with_what_it_takes() =>
        Assert.All(FaultKey.All, key => Assert.Contains($"| `{key.Key}` | {Values(key)} | {key.Help} |", Page));

    [Fact]
    public void Every_named_fault_stands_there_with_its_keys() =>
        Assert.All(NamedFault.All, fault => Assert.Contains(
            $"| `{fault.Name}` | `{string.Join(", ", fault.Settings.Select(setting => $"{setting.Key.Key}: {Written(setting)}"))}` |", Page));

    private static string Values(FaultKey key) => key.Kind switch
    {
        FaultValueKind.Word => string.Join(", ", key.Words.Select(word => $"`{word}`")),
        FaultValueKind.Number => $"{key.Least} to {key.Most}",
        FaultValueKind.Times => "`always`, `{first: N}`",
        FaultValueKind.Hex => "hexadecimal",
        _ => "a name",
    };

    private static string Written((FaultKey Key, FaultValue Value) setting) =>
        setting.Key.Kind == FaultValueKind.Times && setting.Value != FaultValue.Always ? $"{{first: {setting.Value.Number}}}" : setting.Value.Text;

    [GeneratedRegex("`([a-z0-9-]+)`")]
    private static partial Regex QuotedWord();
}
