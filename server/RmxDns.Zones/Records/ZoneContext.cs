using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Faults;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>What every value of a file is read with.</summary>
internal sealed class ZoneContext(TypeTable types, Name origin, uint defaultTtl, FindingList findings)
{
    /// <summary>The types.</summary>
    public TypeTable Types { get; } = types;

    /// <summary>The apex.</summary>
    public Name Origin { get; set; } = origin;

    /// <summary>The TTL of records without one.</summary>
    public uint DefaultTtl { get; set; } = defaultTtl;

    /// <summary>Where findings go.</summary>
    public FindingList Findings { get; } = findings;

    /// <summary>Whether records keep their places, and how the file is written is judged too (<see cref="LoadSettings.ForLint"/>).</summary>
    public bool ForLint { get; init; }

    /// <summary>Whether records may ask for faults (<see cref="LoadSettings.TestAuthority"/>).</summary>
    public bool AllowFaults { get; init; }

    /// <summary>The faults that records ask for.</summary>
    public List<PlacedFault> Faults { get; } = [];

    /// <summary>Where the TTL of records without one stands; nowhere when the file names none.</summary>
    public SourceMark DefaultTtlMark { get; set; }

    /// <summary>The owner whose records are being read.</summary>
    public Name? Owner { get; set; }

    /// <summary>Whether the file gives the serial.</summary>
    public bool SerialGiven { get; set; }

    /// <summary>Whether the file's SOA names the primary server.</summary>
    public bool PrimaryGiven { get; set; }

    /// <summary>Whether a record of the apex could not be read, so that what the apex lacks may just not have been seen.</summary>
    public bool ApexIncomplete { get; set; }

    /// <summary>Reports a fault.</summary>
    public bool Fail(Rule rule, SourceMark mark, string message)
    {
        Findings.Add(rule, mark, message, Owner);
        return false;
    }

    /// <summary>Reports a value that its type does not allow, with the token at fault where the message does not name it.</summary>
    public bool FailValue(RdataType row, SourceMark mark, string text, TextFault fault)
    {
        Rule rule = fault.Message.Contains(CharacterStrings.TooLong, StringComparison.Ordinal) ? RecordRules.TxtOver255 : RecordRules.RdataSyntax;
        string token = fault.Length > 0 && fault.Offset + fault.Length <= text.Length ? text.Substring(fault.Offset, fault.Length) : text;
        bool named = fault.Message.Contains($"'{token}'", StringComparison.Ordinal);
        return Fail(rule, mark, named ? $"{row.Mnemonic}: {fault.Message}" : $"{row.Mnemonic}: {fault.Message}: {FindingText.Quote(token)}");
    }

    /// <summary>Reads a type that a zone may hold; the fault is reported.</summary>
    public bool TryType(string text, SourceMark mark, out RdataType row)
    {
        row = null!;
        if (!Types.TryParseType(text, out ushort code))
            return Fail(RecordRules.UnknownType, mark, $"{FindingText.Quote(text)} is no record type; a type without a name here is written TYPEnnn");
        if (code is 0 or RrType.Opt or (>= RrType.FirstMeta and <= RrType.Any) or ushort.MaxValue)
            return Fail(RecordRules.UnknownType, mark, $"{FindingText.Quote(text)} is for queries or the protocol itself, never in a zone");
        row = Types[code];
        return true;
    }

    /// <summary>Reads a TTL; the fault is reported.</summary>
    public bool TryTtl(string text, SourceMark mark, out uint ttl) =>
        (TimeText.TryParse(text, out ttl) && ttl <= int.MaxValue)
        || Fail(RecordRules.TtlSyntax, mark, $"{FindingText.Quote(text)} is no TTL; seconds up to 2147483647, or a form such as 1h30m");

    /// <summary>The node as text; a list, a mapping, a tag or nothing at all is reported.</summary>
    public bool TryText(YamlNode node, string what, out YamlScalar text)
    {
        text = (node as YamlScalar)!;
        if (node.Unreadable)
            return false;
        if (node.Tag is not null)
            return FailTag(node);
        if (text is null)
            return Fail(FileRules.ZoneFormat, node.Mark, $"{what} is one text, not a {(node is YamlList ? "list" : "mapping")}");
        return text.Text.Length > 0 || Fail(FileRules.ZoneFormat, text.Mark, $"{what} is empty");
    }

    /// <summary>Reports a tag.</summary>
    public bool FailTag(YamlNode node)
    {
        string tag = FindingText.Quote(node.Tag!);
        return node.Tag!.StartsWith("!include", StringComparison.Ordinal)
            ? Fail(FileRules.ZoneFormat, node.Mark, $"{tag}: octoDNS's !include is not supported; write the records here")
            : Fail(FileRules.ZoneFormat, node.Mark, $"tag {tag}; a text that starts with an exclamation mark needs quotes");
    }

    /// <summary>A YAML boolean as YAML 1.1 writes it; null when it is none.</summary>
    public static bool? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => null,
    };
}
