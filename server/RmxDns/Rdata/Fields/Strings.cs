using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>One character-string (RFC 1035 §3.3), in quotes or bare. Written in quotes.</summary>
/// <param name="label">What faults call it.</param>
/// <param name="optional">Whether it may be missing, at the end of RDATA.</param>
internal class StringField(string label, bool optional = false) : Field(label)
{
    public override string Notation => optional ? $"[{base.Notation}]" : base.Notation;

    public override string? Pattern => optional ? null : TextPattern.CharacterString;

    public override string? ValuePattern => null;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (optional && text.AtEnd)
            return true;
        if (!text.TryNext(Label, out Token token))
            return false;
        int start = rdata.Length;
        rdata.U8(0);
        if (!CharacterStrings.TryDecode(ref text, token, rdata, CharacterStrings.MaxLength))
            return false;
        rdata.Patch(start, (byte)(rdata.Length - start - 1));
        return Fault(rdata.From(start + 1)) is not { } fault || text.Fail(token, fault);
    }

    internal override string? Check(ref WireReader rdata)
    {
        if (optional && rdata.Remaining == 0)
            return null;
        ReadOnlySpan<byte> octets = rdata.ReadOctets(rdata.ReadU8());
        return rdata.Failed ? null : Fault(octets);
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        if (rdata.Remaining > 0)
            CharacterStrings.AppendQuoted(text, rdata.ReadOctets(rdata.ReadU8()));
    }

    /// <summary>What is wrong with the octets of the string beyond its length; null when nothing is.</summary>
    protected virtual string? Fault(ReadOnlySpan<byte> octets) => null;
}

/// <summary>A character-string of at least four decimal digits: a PSDN address (RFC 1183 §3.1).</summary>
internal sealed class DigitsField(string label) : StringField(label)
{
    protected override string? Fault(ReadOnlySpan<byte> octets) =>
        octets.Length < 4 || octets.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? $"the {Label} is four or more digits" : null;
}

/// <summary>A character-string of letters and digits, at least one: the tag of a CAA property (RFC 8659 §4.1). Written bare: BIND takes no quotes.</summary>
internal sealed class TagField(string label) : StringField(label)
{
    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        foreach (byte octet in rdata.ReadOctets(rdata.ReadU8()))
            text.Append((char)octet);
    }

    protected override string? Fault(ReadOnlySpan<byte> octets)
    {
        bool valid = !octets.IsEmpty;
        foreach (byte octet in octets)
            valid &= char.IsAsciiLetterOrDigit((char)octet);
        return valid ? null : $"the {Label} is letters and digits, such as issue, issuewild or iodef";
    }
}

/// <summary>Character-strings up to the end, at least one.</summary>
internal sealed class StringsField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => $"{base.Notation} […]";

    public override string? Pattern => $"{TextPattern.CharacterString}(?:{TextPattern.Blank}+{TextPattern.CharacterString})*";

    public override string? ValuePattern => null;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        do
        {
            if (!text.TryNext(Label, out Token token))
                return false;
            int start = rdata.Length;
            rdata.U8(0);
            if (!CharacterStrings.TryDecode(ref text, token, rdata, CharacterStrings.MaxLength))
                return false;
            rdata.Patch(start, (byte)(rdata.Length - start - 1));
        }
        while (!text.AtEnd && !rdata.TooLong);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        do
            rdata.ReadOctets(rdata.ReadU8());
        while (rdata.Remaining > 0);
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        for (bool first = true; rdata.Remaining > 0; first = false)
        {
            text.Append(first ? "" : " ");
            CharacterStrings.AppendQuoted(text, rdata.ReadOctets(rdata.ReadU8()));
        }
    }
}

/// <summary>One string of any length that takes the rest of RDATA, with no length octet (RFC 7553 §4.4, RFC 8659 §4.1).</summary>
/// <param name="label">What faults call it.</param>
/// <param name="min">The fewest octets.</param>
internal sealed class LongStringField(string label, int min = 0) : Field(label)
{
    public override string? Pattern => TextPattern.LongString;

    public override string? ValuePattern => null;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNext(Label, out Token token))
            return false;
        int start = rdata.Length;
        if (!CharacterStrings.TryDecode(ref text, token, rdata, RdataWriter.MaxLength))
            return false;
        return rdata.Length - start >= min || text.Fail(token, $"the {Label} is empty");
    }

    internal override string? Check(ref WireReader rdata) => rdata.ReadRest().Length < min ? $"the {Label} is empty" : null;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        CharacterStrings.AppendQuoted(text, rdata.ReadRest());
}
