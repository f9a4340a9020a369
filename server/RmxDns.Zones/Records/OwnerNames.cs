using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>The keys of a file to owner names: relative to the origin, or absolute with a final dot and inside the zone. Each is there once.</summary>
internal sealed class OwnerNames(ZoneContext context)
{
    private readonly Dictionary<Name, int> _lines = [];

    /// <summary>The owners that were read.</summary>
    public IReadOnlyCollection<Name> All => _lines.Keys;

    /// <summary>Reads a key as an owner; faults are reported. A merged key that is there already is passed over in silence.</summary>
    public Name? Read(YamlScalar key, bool merged)
    {
        if (key.Unreadable)
            return null;
        if (key.Tag is not null)
        {
            _ = context.FailTag(key);
            return null;
        }
        if (key.Absent)
        {
            _ = context.Fail(FileRules.ZoneFormat, key.Mark, "a key without text; the apex is written '' or '@'");
            return null;
        }
        if (!TryParse(key, out Name owner))
            return null;
        if (_lines.TryAdd(owner, key.Mark.Line))
            return owner;
        if (!merged)
            context.Findings.Add(FileRules.DuplicateKey, key.Mark, $"owner {owner} for the second time, first in line {_lines[owner]}", owner);
        return null;
    }

    private bool TryParse(YamlScalar key, out Name owner)
    {
        owner = context.Origin;
        if (key.Text.Length == 0)
            return true;
        string ascii = key.Text;
        if (!InternationalNames.TryConvert(key.Text, out ascii, out TextFault fault) || !Name.TryParse(ascii, context.Origin, out owner, out fault))
        {
            SourceMark mark = ReferenceEquals(ascii, key.Text) ? key.MarkAt(fault.Offset, fault.Length) : key.Mark;
            return context.Fail(RecordRules.NameSyntax, mark, $"owner {FindingText.Quote(key.Text)}: {fault.Message}");
        }
        return owner.IsAtOrBelow(context.Origin)
            || context.Fail(RecordRules.OutOfZone, key.Mark, $"{owner} is outside the zone {context.Origin}");
    }
}
