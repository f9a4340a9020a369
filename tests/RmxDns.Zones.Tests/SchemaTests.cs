using System.Diagnostics;
using System.Text.Json.Nodes;
using RmxDns.Testing;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Tests;

/// <summary>
/// The JSON Schema of zone files and the parser agree over all examples and fixtures: what loads is valid, and what does not is
/// invalid where a schema can say so. The judge is Debian's python3-jsonschema.
/// </summary>
public class SchemaTests
{
    private const string Python = "/usr/bin/python3";

    private static string Schema => Repository.PathOf("zones", "rmxdns-zone.schema.json");

    private static readonly ZoneFileLoader Loader = new(new Rdata.TypeTable(), new LoadSettings([Wire.Name.Parse("ns.example.net.")]) { TestAuthority = true });

    /// <summary>Errors that need more than one value to judge, or more than a regular expression.</summary>
    private static readonly string[] BeyondSchema = File.ReadAllLines(Repository.PathOf("tests", "data", "schema", "beyond-schema.txt"));

    [Fact]
    public void What_loads_is_valid_as_text_and_as_an_editor_reads_it()
    {
        (string Source, ZoneFile File, JsonObject Json)[] good =
            [.. Documents(typed: false).Concat(Documents(typed: true)).Where(document => !document.File.Findings.Any(IsError)).DistinctBy(document => document.Json.ToJsonString())];
        Assert.True(good.Length > 200, $"{good.Length} documents");
        string[] verdicts = Judge(good.Select(document => document.Json));
        string[] refused = [.. good.Zip(verdicts).Where(pair => pair.Second != "ok").Select(pair => $"{pair.First.Source}: {pair.Second}")];
        Assert.True(refused.Length == 0, string.Join('\n', refused));
    }

    [Fact]
    public void What_does_not_load_is_invalid_where_a_schema_can_say_so()
    {
        (string Source, ZoneFile File, JsonObject Json)[] bad = [.. Documents(typed: false).Where(document => document.File.Findings.Any(IsError))];
        string[] verdicts = Judge(bad.Select(document => document.Json));
        var passed = new List<string>();
        int refused = 0;
        foreach (((string source, ZoneFile file, _), string verdict) in bad.Zip(verdicts))
        {
            refused += verdict == "ok" ? 0 : 1;
            Finding[] tellable = [.. file.Findings.Where(finding => IsError(finding) && !IsBeyond(finding))];
            if (verdict == "ok" && tellable.Length > 0)
                passed.Add($"{source}: {tellable[0]}");
        }
        Assert.True(passed.Count == 0, string.Join('\n', passed));
        Assert.True(refused > 30, $"{refused} of {bad.Length} refused");
    }

    private static bool IsError(Finding finding) => finding.Severity == Severity.Error;

    private static bool IsBeyond(Finding finding) => BeyondSchema.Any(line => line.Length > 0 && line[0] != '#'
        && (line == finding.Rule.Id || (line.StartsWith(finding.Rule.Id + ": ", StringComparison.Ordinal) && finding.Message.Contains(line[(finding.Rule.Id.Length + 2)..], StringComparison.Ordinal))));

    /// <summary>Examples, cases of the loader and fixtures of rules, as far as they are YAML.</summary>
    private static IEnumerable<(string Source, ZoneFile File, JsonObject Json)> Documents(bool typed)
    {
        IEnumerable<(string Source, string Text, ZoneFile File)> all =
        [
            .. YamlCase.All().Select(one => ($"{one.Source}: {one.Title}", one.Text, one.Load())),
            .. Directory.EnumerateFiles(Repository.PathOf("tests", "data", "lint"), "*.yaml", SearchOption.AllDirectories)
                .Concat(Directory.EnumerateFiles(Repository.PathOf("zones"), "*.yaml", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal).Select(path => (Path.GetRelativePath(Repository.Root, path), File.ReadAllText(path), Loader.LoadText(path.Contains("interop", StringComparison.Ordinal) ? path : "example.com.yaml", File.ReadAllText(path)))),
        ];
        foreach ((string source, string text, ZoneFile file) in all)
        {
            if (YamlJson.Read(text, typed) is { Count: > 0 } json)
                yield return (source, file, json);
        }
    }

    private static string[] Judge(IEnumerable<JsonObject> documents)
    {
        if (!File.Exists(Python))
            Assert.Skip("python3 is not installed; tests/run installs it");
        using Process process = Process.Start(new ProcessStartInfo(Python, [Repository.PathOf("tests", "data", "schema", "judge.py"), Schema])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        foreach (JsonObject document in documents)
            process.StandardInput.WriteLine(document.ToJsonString());
        process.StandardInput.Close();
        try
        {
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(3)), "the judge took over three minutes");
            if (error.Result.Contains("No module named", StringComparison.Ordinal))
                Assert.Skip("python3-jsonschema is not installed; tests/run installs it");
            Assert.True(process.ExitCode == 0, error.Result);
            return output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Signals.Stop(process, TimeSpan.FromSeconds(5));
        }
    }
}
