using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RmxDns.Testing;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policy;

namespace RmxDns.Tool.Tests.Policy;

/// <summary>What docs/linter.md shows is what the program takes.</summary>
public partial class LinterPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "linter.md"));

    [Fact]
    public void Its_configuration_reads_without_a_fault()
    {
        string text = Page[(Page.IndexOf("```yaml\nset:", StringComparison.Ordinal) + 8)..];
        _ = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text[..text.IndexOf("```", StringComparison.Ordinal)]), out IReadOnlyList<ConfigurationFault> faults);
        Assert.Empty(faults);
    }

    [Fact]
    public void Its_table_has_every_limit_with_its_default()
    {
        var settings = new LintSettings();
        string[] rows = [.. Page.Split('\n').Where(line => LimitRow().IsMatch(line))];
        foreach (string row in rows)
        {
            string[] cells = [.. row.Split('|').Select(cell => cell.Trim())];
            string property = string.Concat(cells[1].Trim('`').Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            Assert.Equal(cells[3], Convert.ToString(typeof(LintSettings).GetProperty(property)!.GetValue(settings), CultureInfo.InvariantCulture));
            string text = $"limits: {{{cells[1].Trim('`')}: {cells[4].Split(' ')[^1]}}}";
            _ = ConfigurationReader.Read(Encoding.UTF8.GetBytes(text), out IReadOnlyList<ConfigurationFault> faults);
            Assert.Empty(faults);
        }
        Assert.Equal(typeof(LintSettings).GetProperties().Count(each => each.PropertyType == typeof(int) || each.PropertyType == typeof(uint)), rows.Length);
    }

    [Fact]
    public void Its_options_are_options()
    {
        string help = RmxRun.Of("lint", "--help").Output;
        foreach (Match option in OptionName().Matches(Page))
            Assert.Contains(option.Value, help, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\| `[a-z0-9-]+` \|.*–")]
    private static partial Regex LimitRow();

    [GeneratedRegex(@"(?<=[ `])--[a-z][a-z-]+")]
    private static partial Regex OptionName();
}
