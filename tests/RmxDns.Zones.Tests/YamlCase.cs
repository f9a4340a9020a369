using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Testing;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Tests;

/// <summary>
/// A case of <c>tests/data/yaml</c>. A file holds several, each behind a line <c>### title</c>. Lines at the end of a case say what comes
/// of it: <c>#! LINE:COLUMN SEVERITY RULE part of the message</c> for every finding in order, <c>#= OWNER TTL TYPE RDATA</c> for every
/// record in order, <c>#: KEY VALUE</c> for what the loader is told. An SOA and NS that nothing in the case is about are left out.
/// </summary>
internal sealed record YamlCase(string Source, string Title, string Text, string FileName, string DefaultNs, IReadOnlyList<string> Findings, IReadOnlyList<string> Records, bool? AutomaticSerial, bool TestAuthority)
{
    public static string Folder => Repository.PathOf("tests", "data", "yaml");

    public static IEnumerable<YamlCase> All() =>
        Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read);

    private static IEnumerable<YamlCase> Read(string path)
    {
        foreach (string part in ("\n" + File.ReadAllText(path)).Split("\n### ").Skip(1))
        {
            string[] lines = part.Split('\n');
            string[] Of(string prefix) => [.. lines.Where(line => line.StartsWith(prefix, StringComparison.Ordinal)).Select(line => line[prefix.Length..].Trim())];
            string? Told(string key) => Of("#: ").FirstOrDefault(line => line.StartsWith(key + " ", StringComparison.Ordinal))?[(key.Length + 1)..];
            string text = string.Join('\n', lines.Skip(1).TakeWhile(line => !line.StartsWith("#!", StringComparison.Ordinal) && !line.StartsWith("#=", StringComparison.Ordinal) && !line.StartsWith("#:", StringComparison.Ordinal)));
            yield return new YamlCase(
                Path.GetFileName(path), lines[0].Trim(), text, Told("file") ?? "example.com.yaml", Told("default-ns") ?? "ns.default.example.",
                Of("#!"), Of("#="), Told("automatic-serial") is { } auto ? bool.Parse(auto) : null, Told("test-authority") == "true");
        }
    }

    public ZoneFile Load()
    {
        var settings = new LoadSettings(DefaultNs == "none" ? null : [Name.Parse(DefaultNs)]) { TestAuthority = TestAuthority };
        return new ZoneFileLoader(new TypeTable(), settings).LoadText(FileName, Text);
    }

    /// <summary>The findings as the case writes them, without the note on the SOA unless the case is about it.</summary>
    public IEnumerable<Finding> Concerning(ZoneFile file) =>
        file.Findings.Where(finding => finding.Rule.Id != "soa-missing" || Findings.Any(expected => expected.Contains("soa-missing", StringComparison.Ordinal)));

    /// <summary>Whether a finding is the expected one: place, severity and rule as written, the rest somewhere in the message.</summary>
    public static bool Matches(string expected, Finding finding)
    {
        string[] words = expected.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        string place = string.Create(CultureInfo.InvariantCulture, $"{finding.Mark.Line}:{finding.Mark.Column}");
        return words[0] == place && Enum.Parse<Severity>(words[1], ignoreCase: true) == finding.Severity && words[2] == finding.Rule.Id
            && (words.Length < 4 || finding.Message.Contains(words[3], StringComparison.Ordinal));
    }

    public static IEnumerable<string> RecordsOf(ZoneContents contents, bool all)
    {
        var types = new TypeTable();
        foreach (RrSet rrSet in contents.RrSets)
        {
            if (!all && rrSet.Mark == default)
                continue;
            foreach (SourceRecord record in rrSet.Records)
                yield return $"{rrSet.Owner} {rrSet.Ttl} {types.NameOf(rrSet.Type)} {RdataType.FormatGeneric(record.Rdata)}";
        }
    }

    /// <summary>The records that the case expects, their RDATA in the generic form, so that the way it is written does not matter.</summary>
    public IEnumerable<string> ExpectedRecords()
    {
        var types = new TypeTable();
        foreach (string record in Records)
        {
            string[] words = record.Split(' ', 4);
            Assert.True(types.TryParseType(words[2], out ushort type));
            Assert.True(types[type].TryParseText(words[3], Name.Root, out byte[] rdata, out TextFault fault), $"{record}: {fault.Message}");
            yield return $"{words[0]} {words[1]} {words[2]} {RdataType.FormatGeneric(rdata)}";
        }
    }
}
