using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests.Master;

/// <summary>
/// A case of <c>tests/data/master/cases.txt</c>: master-file text behind a line <c>### title</c>. Lines at its end say what comes of it:
/// <c>;! LINE:COLUMN SEVERITY RULE part of the message</c> for every finding in order, <c>;= OWNER TTL TYPE RDATA</c> for every
/// record in order, <c>;: KEY VALUE</c> for the file's name and the caller's origin. An SOA and NS that nothing in the case is
/// about are left out. In the text <c>{NUL}</c>, <c>{CR}</c> and <c>{XX}</c> with two hexadecimal digits are octets.
/// </summary>
internal sealed partial record MasterCase(string Title, byte[] Octets, string FileName, string? Origin, IReadOnlyList<string> Findings, IReadOnlyList<string> Records)
{
    public static IEnumerable<MasterCase> All()
    {
        string text = File.ReadAllText(Repository.PathOf("tests", "data", "master", "cases.txt"));
        foreach (string part in ("\n" + text).Split("\n### ").Skip(1))
        {
            string[] lines = part.Split('\n');
            string[] Of(string prefix) => [.. lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..].Trim())];
            string? Told(string key) => Of(";: ").FirstOrDefault(line => line.StartsWith(key + " ", StringComparison.Ordinal))?[(key.Length + 1)..];
            string body = string.Join('\n', lines.Skip(1).TakeWhile(line => !(line.StartsWith(";!", StringComparison.Ordinal) || line.StartsWith(";=", StringComparison.Ordinal) || line.StartsWith(";:", StringComparison.Ordinal))));
            yield return new MasterCase(lines[0].Trim(), ToOctets(body), Told("file") ?? "example.com.zone", Told("origin"), Of(";!"), Of(";="));
        }
    }

    public ZoneFile Load() => new MasterFileLoader(
        new TypeTable(), new LoadSettings([Name.Parse("ns.default.example.")]), new MasterFileSettings(Origin is null ? null : Name.Parse(Origin)))
        .LoadText(FileName, Octets).Zone;

    /// <summary>A finding as a case writes it, message last.</summary>
    public static string Written(Finding finding) =>
        string.Create(CultureInfo.InvariantCulture, $"{finding.Mark.Line}:{finding.Mark.Column} {finding.Severity.ToString().ToLowerInvariant()} {finding.Rule.Id} {finding.Message}");

    /// <summary>The records as a case writes them, those that nobody wrote left out.</summary>
    public static IEnumerable<string> Written(ZoneContents contents)
    {
        var types = new TypeTable();
        foreach (RrSet rrSet in contents.RrSets.Where(rrSet => rrSet.Mark.Line > 0))
        {
            foreach (SourceRecord record in rrSet.Records)
                yield return string.Create(CultureInfo.InvariantCulture, $"{rrSet.Owner} {rrSet.Ttl} {types.NameOf(rrSet.Type)} {types[rrSet.Type].Format(record.Rdata)}");
        }
    }

    public override string ToString() => Title;

    private static byte[] ToOctets(string text) =>
        Encoding.Latin1.GetBytes(OctetSign().Replace(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)), sign => sign.Groups[1].Value switch
        {
            "NUL" => "\0",
            "CR" => "\r",
            string digits => ((char)byte.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        }));

    [GeneratedRegex(@"\{(NUL|CR|[0-9A-F]{2})\}")]
    private static partial Regex OctetSign();
}
