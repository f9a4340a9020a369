using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Policy;

/// <summary>
/// Findings that were there before, by fingerprint, as JSON with a finding in each line, so that a change to it reads well. Reading
/// takes no more than 16 MiB; a mistake is reported with its place.
/// </summary>
/// <param name="fingerprints">The fingerprints.</param>
internal sealed class Baseline(HashSet<string> fingerprints)
{
    private const int MaxOctets = 1 << 24;
    private const string Version = "version", Findings = "findings";
    private static readonly string[] Keys = ["fingerprint", "rule", "zone", "owner", "subject"];

    /// <summary>Whether a finding was there.</summary>
    public bool Holds(ReportedFinding finding) => fingerprints.Contains(finding.Fingerprint);

    /// <summary>The text of a baseline: the findings in the order of zones, owners and rules.</summary>
    public static byte[] Format(IEnumerable<ReportedFinding> findings)
    {
        var text = new StringBuilder($"{{\n  \"{Version}\": 1,\n  \"{Findings}\": [");
        string separator = "\n";
        foreach (ReportedFinding reported in findings
            .OrderBy(each => each.Finding.Zone).ThenBy(each => each.Finding.Owner)
            .ThenBy(each => each.Finding.Rule.Id, StringComparer.Ordinal).ThenBy(each => each.Fingerprint, StringComparer.Ordinal))
        {
            Finding finding = reported.Finding;
            string[] values = [reported.Fingerprint, finding.Rule.Id, finding.Zone?.ToString() ?? "", finding.Owner?.ToString() ?? "", finding.Subject];
            IEnumerable<string> members = Keys.Zip(values).Where(member => member.Second.Length > 0).Select(member => $"\"{member.First}\": \"{JavaScriptEncoder.Default.Encode(member.Second)}\"");
            _ = text.Append(separator).Append("    {").AppendJoin(", ", members).Append('}');
            separator = ",\n";
        }
        return Encoding.UTF8.GetBytes(text.Append(separator == "\n" ? "]\n}\n" : "\n  ]\n}\n").ToString());
    }

    /// <summary>Reads a baseline; null and why where that is not possible, <c>file:line:column: message</c> where there is a place.</summary>
    public static Baseline? Read(string path, out string? fault)
    {
        fault = null;
        byte[] octets;
        try
        {
            if (new FileInfo(path).Length > MaxOctets)
                throw new IOException($"over {MaxOctets:N0} octets");
            octets = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"{path}: the baseline cannot be read: {exception.Message}";
            return null;
        }
        var reader = new Utf8JsonReader(octets, new JsonReaderOptions { MaxDepth = 4 });
        var fingerprints = new HashSet<string>();
        try
        {
            string? wrong = ReadTop(ref reader, fingerprints);
            if (wrong is null)
                return new Baseline(fingerprints);
            ReadOnlySpan<byte> before = octets.AsSpan(0, (int)reader.TokenStartIndex);
            fault = $"{path}:{before.Count((byte)'\n') + 1}:{before.Length - before.LastIndexOf((byte)'\n')}: {wrong}";
        }
        catch (JsonException exception)
        {
            fault = $"{path}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}: no JSON, or nested too deep";
        }
        return null;
    }

    private static string? ReadTop(ref Utf8JsonReader reader, HashSet<string> fingerprints)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return "a baseline is an object; rmx lint --write-baseline writes one";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(Version))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int version) || version != 1)
                    return "this program reads version 1";
            }
            else if (!reader.ValueTextEquals(Findings))
            {
                return $"unknown key; there are {Version} and {Findings}";
            }
            else if (ReadFindings(ref reader, fingerprints) is { } wrong)
            {
                return wrong;
            }
        }
        return reader.Read() ? "something behind the end" : null;
    }

    private static string? ReadFindings(ref Utf8JsonReader reader, HashSet<string> fingerprints)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return $"{Findings} is a list";
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return "a finding is an object";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isFingerprint = reader.ValueTextEquals(Keys[0]);
                if (!isFingerprint && !IsKey(ref reader))
                    return $"unknown key; a finding has {string.Join(", ", Keys)}";
                if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                    return "a text is needed here";
                if (isFingerprint)
                    _ = fingerprints.Add(reader.GetString()!);
            }
        }
        return null;
    }

    private static bool IsKey(ref Utf8JsonReader reader)
    {
        foreach (string key in Keys)
        {
            if (reader.ValueTextEquals(key))
                return true;
        }
        return false;
    }
}
