using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// A type bitmap (RFC 4034 §4.1.2) up to the end: windows in rising order, each of 1 to 32 octets, the last of them
/// not zero. Types in any order in text; written in rising order.
/// </summary>
/// <param name="label">What faults call it.</param>
/// <param name="empty">Whether it may hold no type: an NSEC3 of an empty non-terminal does, an NSEC never.</param>
internal sealed class BitmapField(string label, bool empty = true) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => empty ? "[type…]" : "type…";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        var types = new SortedSet<ushort>();
        while (!text.AtEnd || (types.Count == 0 && !empty))
        {
            if (!text.TryNextBare(Label, out Token token))
                return false;
            if (!text.Types.TryParseType(token.Text, out ushort type))
                return text.Fail(token, $"the {Label} are names of types, or TYPE and a number");
            types.Add(type);
        }
        Span<byte> window = stackalloc byte[32];
        foreach (IGrouping<int, ushort> group in types.GroupBy(t => t >> 8))
        {
            window.Clear();
            foreach (ushort type in group)
                window[(type & 0xFF) >> 3] |= (byte)(0x80 >> (type & 7));
            int length = window.LastIndexOfAnyExcept((byte)0) + 1;
            rdata.U8((byte)group.Key);
            rdata.U8((byte)length);
            rdata.Octets(window[..length]);
        }
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        int last = -1;
        while (rdata.Remaining > 0)
        {
            int window = rdata.ReadU8();
            ReadOnlySpan<byte> bits = rdata.ReadOctets(rdata.ReadU8());
            if (rdata.Failed)
                return null;
            if (window <= last)
                return $"the windows of the {Label} are not in rising order";
            if (bits.Length is 0 or > 32 || bits[^1] == 0)
                return $"a window of the {Label} has 1 to 32 octets, the last of them not zero";
            last = window;
        }
        return last < 0 && !empty ? $"the {Label} are missing" : null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        string separator = "";
        while (rdata.Remaining > 0)
        {
            int window = rdata.ReadU8();
            ReadOnlySpan<byte> bits = rdata.ReadOctets(rdata.ReadU8());
            for (int i = 0; i < bits.Length * 8; i++)
            {
                if ((bits[i >> 3] & (0x80 >> (i & 7))) == 0)
                    continue;
                text.Append(separator).Append(types.NameOf((ushort)((window << 8) | i)));
                separator = " ";
            }
        }
    }
}

/// <summary>The bitmap of NXT (RFC 2535 §5.2): bits for types 1 to 127, no trailing zero octet.</summary>
internal sealed class OldBitmapField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => "[type…]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        Span<byte> bits = stackalloc byte[16];
        while (!text.AtEnd)
        {
            if (!text.TryNextBare(Label, out Token token))
                return false;
            bool known = text.Types.TryParseType(token.Text, out ushort type);
            if (!known && NumberField.TryRead(token.Text, ushort.MaxValue, out uint number))
                type = (ushort)number;
            if (type is 0 or > 127)
                return text.Fail(token, $"the {Label} are types from 1 to 127");
            bits[type >> 3] |= (byte)(0x80 >> (type & 7));
        }
        rdata.Octets(bits[..(bits.LastIndexOfAnyExcept((byte)0) + 1)]);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        ReadOnlySpan<byte> bits = rdata.ReadRest();
        bool valid = bits.IsEmpty || (bits.Length <= 16 && bits[^1] != 0 && bits[0] < 0x80);
        return valid ? null : $"the {Label} have up to 16 octets, the last of them not zero, the first bit clear";
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        ReadOnlySpan<byte> bits = rdata.ReadRest();
        string separator = "";
        for (int i = 0; i < bits.Length * 8; i++)
        {
            if ((bits[i >> 3] & (0x80 >> (i & 7))) == 0)
                continue;
            text.Append(separator).Append(types.NameOf((ushort)i));
            separator = " ";
        }
    }
}
