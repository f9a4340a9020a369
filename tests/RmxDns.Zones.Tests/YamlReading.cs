using System.Globalization;
using System.Text;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Tests;

/// <summary>All that a reading of a file gives, as text: every node with its marks, the findings, and whether it came to the end.</summary>
internal static class YamlReading
{
    /// <summary>Reads by way of the plain scanner where that can, as the loader does.</summary>
    public static string Mixed(byte[] octets) => Of(octets, new YamlLimits());

    /// <summary>Reads by YamlDotNet alone.</summary>
    public static string Judge(byte[] octets) => Of(octets, new YamlLimits { PlainPair = 0 });

    /// <summary>Fails where the two differ; gives what they say.</summary>
    public static string Same(byte[] octets)
    {
        (string mixed, string judge) = (Mixed(octets), Judge(octets));
        return mixed == judge
            ? judge
            : throw new InvalidOperationException($"{Encoding.UTF8.GetString(octets)}\n--- YamlDotNet alone:\n{judge}\n--- mixed:\n{mixed}");
    }

    private static string Of(byte[] octets, YamlLimits limits)
    {
        var findings = new FindingList("file");
        var text = new StringBuilder();
        var document = new ZoneDocument(SourceText.Decode(octets), limits, findings);
        document.Read((key, value, merged) =>
        {
            Append(text.Append(merged ? "merged " : "pair "), key);
            Append(text.Append(": "), value);
            text.Append('\n');
        });
        text.Append(CultureInfo.InvariantCulture, $"incomplete {document.Incomplete}\n");
        foreach (Finding finding in findings.InOrder())
            text.Append(CultureInfo.InvariantCulture, $"{finding} {finding.Mark.Length}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        SourceMark mark = node.Mark;
        text.Append(CultureInfo.InvariantCulture, $"@{mark.Line}:{mark.Column}+{mark.Length} w{node.Weight} {node.Tag}{(node.Unreadable ? "?" : "")} ");
        switch (node)
        {
            case YamlScalar scalar:
                SourceMark part = scalar.MarkAt(0, 1);
                text.Append(CultureInfo.InvariantCulture, $"{(scalar.Plain ? "plain" : "quoted")} {scalar.Verbatim} {part.Column}+{part.Length} '{scalar.Text}' ");
                break;
            case YamlList list when list.Weight < 100_000:
                text.Append('[');
                foreach (YamlNode item in list.Items)
                    Append(text, item);
                text.Append(']');
                break;
            case YamlMap map when map.Weight < 100_000:
                text.Append('{');
                foreach (YamlPair pair in map.Pairs)
                {
                    Append(text, pair.Key);
                    Append(text.Append(": "), pair.Value);
                }
                text.Append('}');
                break;
        }
    }
}
