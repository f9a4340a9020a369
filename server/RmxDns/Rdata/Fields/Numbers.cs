using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// An unsigned integer of 8, 16 or 32 bits, in decimal; where a registry gives its values mnemonics, these too,
/// in any case. No sign, no white space, no other base. Written as a number.
/// </summary>
internal sealed class NumberField(string label, int octets, IReadOnlyDictionary<string, uint>? mnemonics = null) : Field(label)
{
    private readonly uint _max = octets == 4 ? uint.MaxValue : (1u << (octets * 8)) - 1;

    public override uint? Most => _max;

    public override string? Pattern =>
        $"(?:0*{TextPattern.UpTo(_max)}{(mnemonics is null ? "" : "|" + string.Join('|', mnemonics.Keys.Order(StringComparer.Ordinal).Select(TextPattern.AnyCase)))})";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (!TryRead(token.Text, _max, out uint value) && !TryMnemonic(token.Text, out value))
            return text.Fail(token, $"the {Label} is a number from 0 to {_max.ToString(CultureInfo.InvariantCulture)}{Known}");
        Write(rdata, value, octets);
        return true;
    }

    private string Known => mnemonics is null ? "" : $" or one of {string.Join(", ", mnemonics.Keys)}";

    private bool TryMnemonic(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        return mnemonics is not null && mnemonics.TryGetValue(text.ToString(), out value);
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadOctets(octets);
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(CultureInfo.InvariantCulture, $"{Read(ref rdata, octets)}");

    internal static uint Read(ref WireReader rdata, int octets) =>
        octets switch { 1 => rdata.ReadU8(), 2 => rdata.ReadU16(), _ => rdata.ReadU32() };

    internal static void Write(RdataWriter rdata, uint value, int octets)
    {
        if (octets == 1)
            rdata.U8((byte)value);
        else if (octets == 2)
            rdata.U16((ushort)value);
        else
            rdata.U32(value);
    }

    /// <summary>Reads decimal digits and nothing else.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, uint max, out uint value) =>
        DecimalText.TryRead(text, max, out value);
}

/// <summary>Seconds as 32 bits: digits, or groups such as <c>1h30m</c>. Written as digits.</summary>
internal sealed class TimeField(string label) : Field(label)
{
    public override uint? Most => uint.MaxValue;

    public override string? Pattern => TextPattern.Time;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (!TimeText.TryParse(token.Text, out uint seconds))
            return text.Fail(token, $"the {Label} is seconds up to {uint.MaxValue}, or groups such as 1h30m, 2d, 1w");
        rdata.U32(seconds);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        _ = rdata.ReadU32();
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(CultureInfo.InvariantCulture, $"{rdata.ReadU32()}");
}

/// <summary>
/// A moment of a signature as 32 bits (RFC 4034 §3.1.5): <c>YYYYMMDDHHmmSS</c> in UTC, or seconds since 1970.
/// Written as the former, in the first 136 years.
/// </summary>
internal sealed class TimestampField(string label) : Field(label)
{
    private const string DateForm = "yyyyMMddHHmmss";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (!TryRead(token.Text, out uint moment))
            return text.Fail(token, $"the {Label} is YYYYMMDDHHmmSS or seconds since 1970, up to {uint.MaxValue}");
        rdata.U32(moment);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out uint moment)
    {
        moment = 0;
        if (text.Length != DateForm.Length)
            return text.Length <= 10 && NumberField.TryRead(text, uint.MaxValue, out moment);
        if (!DateTimeOffset.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            return false;
        long seconds = date.ToUnixTimeSeconds();
        moment = unchecked((uint)seconds);
        return seconds is >= 0 and <= uint.MaxValue;
    }

    internal override string? Check(ref WireReader rdata)
    {
        _ = rdata.ReadU32();
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(DateTimeOffset.FromUnixTimeSeconds(rdata.ReadU32()).ToString(DateForm, CultureInfo.InvariantCulture));
}

/// <summary>A type code as its mnemonic or <c>TYPEnnn</c> (RFC 3597 §5).</summary>
internal sealed class TypeField(string label) : Field(label)
{
    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (!text.Types.TryParseType(token.Text, out ushort type))
            return text.Fail(token, $"the {Label} is the name of a type, or TYPE and its number");
        rdata.U16(type);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        _ = rdata.ReadU16();
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(types.NameOf(rdata.ReadU16()));
}
