using System.Globalization;
using RmxDns.Testing;
using RmxDns.Wire;
using RmxDns.Zones.Spf;

namespace RmxDns.Zones.Tests.Spf;

/// <summary>Which texts are SPF policies, and where the fault of the others stands.</summary>
public class SpfPolicyTests
{
    public static TheoryData<string> Lines =>
        [.. File.ReadLines(Repository.PathOf("tests", "data", "spf", "policies.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Each_line_is_read_as_it_says(string line)
    {
        bool good = line.StartsWith("good ", StringComparison.Ordinal);
        string[] parts = line.Split(' ', good ? 2 : 4);
        SpfPolicy? policy = SpfPolicy.Parse(parts[^1], out IReadOnlyList<TextFault> faults);
        Assert.Equal(good, policy is not null);
        Assert.Equal(good, faults.Count == 0);
        if (!good)
            Assert.Equal((parts[1], parts[2]), (faults[0].Offset.ToString(CultureInfo.InvariantCulture), faults[0].Length.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>The parser of ARSoft.Tools.Net decides alike but for the lines of <c>arsoft-differs.txt</c>, which are the reason for another one.</summary>
    [Fact]
    public void A_parser_of_others_differs_where_the_list_says()
    {
        string[] differ = [.. Lines.Select(row => row.Data).Where(line =>
        {
            bool good = line.StartsWith("good ", StringComparison.Ordinal);
            return good != ARSoft.Tools.Net.Spf.SpfRecord.TryParse(line.Split(' ', good ? 2 : 4)[^1], out _);
        })];
        string[] known = [.. File.ReadLines(Repository.PathOf("tests", "data", "spf", "arsoft-differs.txt")).Where(line => line[0] != '#')];
        Assert.True(known.SequenceEqual(differ), string.Join('\n', differ));
    }

    [Fact]
    public void Any_text_gives_a_policy_or_faults_within_it() => CsCheck.Check.Sample(
        CsCheck.Gen.String[CsCheck.Gen.Char["v=spf1 -~?+aimxpt4:6/%{}.019r_\u00e9"], 0, 60], text =>
        {
            string whole = "v=spf1 " + text;
            SpfPolicy? policy = SpfPolicy.Parse(whole, out IReadOnlyList<TextFault> faults);
            return (policy is null) == (faults.Count > 0) && faults.All(fault => fault.Offset >= 0 && fault.Offset + fault.Length <= whole.Length);
        });
}
