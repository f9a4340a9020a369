using System.Buffers.Text;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>Octets up to the end in hexadecimal, white space allowed between digits. Written in upper case without any.</summary>
/// <param name="label">What faults call it.</param>
/// <param name="min">The fewest octets.</param>
internal sealed class HexField(string label, int min = 1) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => $"{base.Notation}(hex)";

    public override string? Pattern => min == 0 ? null : TextPattern.Hex;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        int start = rdata.Length;
        int half = -1;
        while (!text.AtEnd || rdata.Length - start < min)
        {
            if (!text.TryNextBare(Label, out Token token))
                return false;
            for (int i = 0; i < token.Text.Length; i++)
            {
                if (!char.IsAsciiHexDigit(token.Text[i]))
                    return text.Fail(token.Offset + i, 1, $"the {Label} is hexadecimal digits");
                int digit = Convert.ToInt32(token.Text[i].ToString(), 16);
                if (half >= 0)
                    rdata.U8((byte)((half << 4) | digit));
                half = half >= 0 ? -1 : digit;
            }
            if (half >= 0 && text.AtEnd)
                return text.Fail(token, $"the {Label} is an even number of hexadecimal digits");
            if (rdata.TooLong)
                return text.Fail(token, "more than 65,535 octets");
        }
        return true;
    }

    internal override string? Check(ref WireReader rdata) =>
        rdata.ReadRest().Length < min ? $"the {Label} is missing" : null;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(Convert.ToHexString(rdata.ReadRest()));
}

/// <summary>Octets up to the end in base64 (RFC 4648 §4), white space allowed between characters, padding needed.</summary>
/// <param name="label">What faults call it.</param>
/// <param name="min">The fewest octets.</param>
/// <param name="dash">Whether a single dash stands for no octets.</param>
internal sealed class Base64Field(string label, int min = 1, bool dash = false) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => $"{base.Notation}(base64)";

    public override string? Pattern => min == 0 || dash ? null : TextPattern.Base64;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        var joined = new StringBuilder();
        Token first = default;
        while (!text.AtEnd || joined.Length == 0)
        {
            if (min == 0 && !dash && text.AtEnd)
                return true;
            if (!text.TryNextBare(Label, out Token token))
                return false;
            if (joined.Length == 0)
                first = token;
            joined.Append(token.Text);
        }
        if (dash && joined is { Length: 1 } && joined[0] == '-')
            return true;
        return TryDecode(joined.ToString(), rdata) || text.Fail(first, $"the {Label} is base64 with its padding");
    }

    /// <summary>Decodes base64 without white space, padding and the pad bits' zeros required.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> written, RdataWriter rdata)
    {
        var octets = new byte[Base64.GetMaxDecodedFromUtf8Length(written.Length)];
        if (written.ContainsAny(" \t\r\n") || !Convert.TryFromBase64Chars(written, octets, out int length))
            return false;
        rdata.Octets(octets.AsSpan(0, length));
        return true;
    }

    internal override string? Check(ref WireReader rdata) =>
        rdata.ReadRest().Length < min ? $"the {Label} is missing" : null;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(dash && rdata.Remaining == 0 ? "-" : Convert.ToBase64String(rdata.ReadRest()));
}

/// <summary>A length octet and that many octets in hexadecimal; a dash for none (RFC 5155 §3.3).</summary>
internal sealed class SaltField(string label) : Field(label)
{
    public override string Notation => $"{base.Notation}(hex or -)";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        if (token.Text is "-")
        {
            rdata.U8(0);
            return true;
        }
        Span<byte> octets = stackalloc byte[CharacterStrings.MaxLength];
        if (Convert.FromHexString(token.Text, octets, out int used, out int written) != System.Buffers.OperationStatus.Done
            || used != token.Text.Length)
            return text.Fail(token, $"the {Label} is up to 255 octets in hexadecimal, or -");
        rdata.U8((byte)written);
        rdata.Octets(octets[..written]);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadOctets(rdata.ReadU8());
        return null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        ReadOnlySpan<byte> octets = rdata.ReadOctets(rdata.ReadU8());
        text.Append(octets.IsEmpty ? "-" : Convert.ToHexString(octets));
    }
}

/// <summary>A length octet and that many octets, at least one, in base32 with the extended hex alphabet and no padding (RFC 5155 §3.3).</summary>
internal sealed class HashField(string label) : Field(label)
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    public override string Notation => $"{base.Notation}(base32hex)";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        int length = token.Text.Length * 5 / 8;
        if (length is 0 or > CharacterStrings.MaxLength || (token.Text.Length % 8) is 1 or 3 or 6)
            return text.Fail(token, $"the {Label} is base32hex (RFC 4648 §7) without padding, 1 to 255 octets");
        rdata.U8((byte)length);
        int bits = 0, count = 0;
        for (int i = 0; i < token.Text.Length; i++)
        {
            int digit = Alphabet.IndexOf(char.ToUpperInvariant(token.Text[i]), StringComparison.Ordinal);
            if (digit < 0)
                return text.Fail(token.Offset + i, 1, $"the {Label} is base32hex: 0 to 9 and A to V");
            bits = (bits << 5) | digit;
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                rdata.U8((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }
        return bits == 0 || text.Fail(token, $"the {Label} has bits set after its last octet");
    }

    internal override string? Check(ref WireReader rdata) =>
        rdata.ReadOctets(rdata.ReadU8()).IsEmpty ? $"the {Label} is missing" : null;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        int bits = 0, count = 0;
        foreach (byte octet in rdata.ReadOctets(rdata.ReadU8()))
        {
            bits = (bits << 8) | octet;
            for (count += 8; count >= 5; count -= 5)
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }
        if (count > 0)
            text.Append(Alphabet[(bits << (5 - count)) & 31]);
    }
}
