using System.Globalization;
using RmxDns.Wire;
using RmxDns.Zones.Faults;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>The mapping behind <c>rmxdns</c> to a fault, by <see cref="FaultKey"/> and <see cref="NamedFault"/>. What is wrong with it is reported.</summary>
internal sealed class FaultReader(ZoneContext context)
{
    private const string NameKey = "fault";

    /// <summary>Reads a fault.</summary>
    /// <param name="node">What stands behind the key.</param>
    /// <param name="wholeName">Whether it concerns the name and no record.</param>
    /// <param name="fault">The fault.</param>
    public bool TryRead(YamlNode node, bool wholeName, out Fault fault)
    {
        fault = new Fault(new Dictionary<string, FaultValue>());
        if (node.Tag is not null)
            return context.FailTag(node);
        if (node is not YamlMap map || map.Pairs.Count == 0)
            return node.Unreadable ? false : context.Fail(FileRules.ZoneFormat, node.Mark, $"{Fault.RecordKey} is a mapping such as {{fault: tc-always}}");
        var settings = new Dictionary<string, FaultValue>();
        bool sound = map[NameKey] is not { } name || TryReadName(name, settings);
        foreach ((YamlScalar key, YamlNode value) in map.Pairs)
            sound &= key.Tag is null ? key.Text == NameKey || TryReadSetting(key, value, settings) : context.FailTag(key);
        if (!sound || !Fits(map, settings, wholeName))
            return false;
        fault = new Fault(settings);
        if (context.AllowFaults)
            return true;
        string what = map[NameKey] is YamlScalar given ? $"the fault {FindingText.Quote(given.Text)}" : "a fault";
        return context.Fail(FaultRules.FaultWithoutTestAuthority, map.Mark, $"{what} at {context.Owner}: only a server with --test-authority answers wrong on purpose");
    }

    private bool TryReadName(YamlNode node, Dictionary<string, FaultValue> settings)
    {
        if (!context.TryText(node, NameKey, out YamlScalar text))
            return false;
        if (NamedFault.Find(text.Text) is not { } named)
            return context.Fail(FileRules.ZoneFormat, text.Mark, $"there is no fault {FindingText.Quote(text.Text)}; there are {string.Join(", ", NamedFault.All.Select(row => row.Name))}");
        foreach ((FaultKey key, FaultValue value) in named.Settings)
            settings[key.Key] = value;
        return true;
    }

    private bool TryReadSetting(YamlScalar key, YamlNode node, Dictionary<string, FaultValue> settings)
    {
        if (FaultKey.Find(key.Text) is not { } row)
            return context.Fail(FileRules.ZoneFormat, key.Mark, $"unknown key {FindingText.Quote(key.Text)} in {Fault.RecordKey}; there are {NameKey}, {string.Join(", ", FaultKey.All.Select(known => known.Key))}");
        YamlNode? first = row.Kind == FaultValueKind.Times && node is YamlMap { Tag: null, Pairs.Count: 1 } times ? times["first"] : null;
        bool mayBeEmpty = row.Kind == FaultValueKind.Hex && node is YamlScalar { Tag: null, Text: "", Plain: false };
        YamlScalar text = (node as YamlScalar)!;
        if (!mayBeEmpty && !context.TryText(first ?? node, FindingText.Quote(key.Text), out text))
            return false;
        if (!TryParse(row, text.Text, first is not null, out FaultValue parsed))
            return context.Fail(FileRules.ZoneFormat, text.Mark, $"{key.Text}: {FindingText.Quote(text.Text)} is not allowed; {Allowed(row)}");
        settings[row.Key] = parsed;
        return true;
    }

    private bool TryParse(FaultKey row, string text, bool first, out FaultValue value)
    {
        value = new FaultValue(text, 0);
        long number = 0;
        switch (row.Kind)
        {
            case FaultValueKind.Word:
                return row.Words.Contains(text);
            case FaultValueKind.Number when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number):
                value = FaultValue.Of(number);
                return number >= row.Least && number <= row.Most;
            case FaultValueKind.Times when first && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number):
                value = FaultValue.First(number);
                return number >= 1 && number <= row.Most;
            case FaultValueKind.Times when !first:
                value = FaultValue.Always;
                return text == FaultValue.Always.Text;
            case FaultValueKind.Hex:
                return text.Length % 2 == 0 && text.Length / 2 <= row.Most && text.All(char.IsAsciiHexDigit);
            case FaultValueKind.Name when Name.TryParse(text, context.Origin, out Name name, out _):
                value = new FaultValue(name.ToString(), 0);
                return true;
            default:
                return false;
        }
    }

    private static string Allowed(FaultKey row) => row.Kind switch
    {
        FaultValueKind.Word => $"it is {string.Join(" or ", row.Words)}",
        FaultValueKind.Number => $"it is a whole number from {row.Least} to {row.Most}",
        FaultValueKind.Times => $"it is always, or {{first: N}} with N from 1 to {row.Most}",
        FaultValueKind.Hex => "it is hexadecimal digits, two for each octet",
        _ => "it is a domain name",
    };

    /// <summary>Whether the keys go together, and with what they stand at.</summary>
    private bool Fits(YamlMap map, Dictionary<string, FaultValue> settings, bool wholeName)
    {
        FaultKey[] rows = [.. FaultKey.All.Where(row => settings.ContainsKey(row.Key))];
        if (wholeName && Array.Find(rows, row => row.NeedsRecord) is { } row)
            return context.Fail(FileRules.ZoneFormat, map.Mark, $"{row.Key} changes a record, and {Fault.WholeName} has none; put {Fault.RecordKey} beside the type and value that it changes");
        foreach (IGrouping<string, FaultKey> group in rows.Where(row => row.Group.Length > 0).GroupBy(row => row.Group))
        {
            if (group.Count() > 1)
                return context.Fail(FileRules.ZoneFormat, map.Mark, $"{string.Join(" and ", group.Select(row => row.Key))} each say {group.Key}; one of them is enough");
        }
        return true;
    }
}
