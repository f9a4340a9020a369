using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>How a gateway is given (RFC 4025 §2.3, RFC 8777 §4.2.3): none, an IPv4 address, an IPv6 address, a name.</summary>
internal static class Gateway
{
    public const int MaxKind = 3;

    public static bool TryParse(ref RdataText text, RdataWriter rdata, int kind, string label)
    {
        if (!text.TryNextBare(label, out Token token))
            return false;
        Span<byte> address = stackalloc byte[16];
        switch (kind)
        {
            case 0:
                return token.Text is "." || text.Fail(token, $"the {label} of type 0 is written '.'");
            case 1 when AddressText.TryParseIpv4(token.Text, address[..4]):
                rdata.Octets(address[..4]);
                return true;
            case 2 when AddressText.TryParseIpv6(token.Text, address):
                rdata.Octets(address);
                return true;
            case 3:
                if (!NameField.TryReadName(ref text, token, label, out Name name))
                    return false;
                rdata.Octets(name.Wire);
                return true;
            default:
                return text.Fail(token, $"the {label} of type {kind} is an IPv{(kind == 1 ? 4 : 6)} address");
        }
    }

    public static void Skip(ref WireReader rdata, int kind)
    {
        if (kind == 3)
            rdata.ReadName();
        else
            rdata.ReadOctets(kind switch { 1 => 4, 2 => 16, _ => 0 });
    }

    public static string Format(ref WireReader rdata, int kind) => kind switch
    {
        0 => ".",
        1 => AddressText.FormatIpv4(rdata.ReadOctets(4)),
        2 => AddressText.FormatIpv6(rdata.ReadOctets(16)),
        _ => NameText.Format(rdata.ReadName()),
    };
}

/// <summary>
/// Gateway type, algorithm, gateway and public key of IPSECKEY (RFC 4025 §2): octet, octet, by type, rest.
/// The key is missing exactly when the algorithm is 0.
/// </summary>
internal sealed class GatewayField(string label) : Field(label)
{
    private static readonly Base64Field Key = new("public key");

    internal override bool TakesRest => true;

    public override string Notation => "gateway-type algorithm gateway [public-key(base64)]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare("gateway type", out Token kind))
            return false;
        if (!NumberField.TryRead(kind.Text, Gateway.MaxKind, out uint type))
            return text.Fail(kind, "the gateway type is a number from 0 to 3");
        if (!text.TryNextBare("algorithm", out Token token))
            return false;
        if (!NumberField.TryRead(token.Text, byte.MaxValue, out uint algorithm))
            return text.Fail(token, "the algorithm is a number from 0 to 255");
        rdata.U8((byte)type);
        rdata.U8((byte)algorithm);
        if (!Gateway.TryParse(ref text, rdata, (int)type, Label))
            return false;
        return algorithm == 0 || Key.TryParse(ref text, rdata);
    }

    internal override string? Check(ref WireReader rdata)
    {
        int type = rdata.ReadU8(), algorithm = rdata.ReadU8();
        if (type > Gateway.MaxKind)
            return $"gateway type {type}; 0 to 3 are known";
        Gateway.Skip(ref rdata, type);
        if (rdata.Failed)
            return null;
        return algorithm == 0 == (rdata.ReadRest().Length == 0) ? null : "a public key, and algorithm 0 that says there is none, or the reverse";
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        int type = rdata.ReadU8(), algorithm = rdata.ReadU8();
        text.Append(CultureInfo.InvariantCulture, $"{type} {algorithm} {Gateway.Format(ref rdata, type)}");
        if (rdata.Remaining > 0)
            text.Append(' ').Append(Convert.ToBase64String(rdata.ReadRest()));
    }
}

/// <summary>Discovery bit, type and relay of AMTRELAY (RFC 8777 §4.2): one octet, then by type; unknown types have no text.</summary>
internal sealed class RelayField(string label) : Field(label)
{
    internal override bool TakesRest => true;

    public override string Notation => "discovery-optional relay-type relay";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare("discovery-optional bit", out Token token))
            return false;
        if (!NumberField.TryRead(token.Text, 1, out uint discovery))
            return text.Fail(token, "the discovery-optional bit is 0 or 1");
        if (!text.TryNextBare("relay type", out token))
            return false;
        if (!NumberField.TryRead(token.Text, Gateway.MaxKind, out uint type))
            return text.Fail(token, "the relay type is a number from 0 to 3");
        rdata.U8((byte)((discovery << 7) | type));
        return Gateway.TryParse(ref text, rdata, (int)type, Label);
    }

    internal override string? Check(ref WireReader rdata)
    {
        int type = rdata.ReadU8() & 0x7F;
        if (type > Gateway.MaxKind)
            rdata.ReadRest();
        else
            Gateway.Skip(ref rdata, type);
        return null;
    }

    internal override bool CanFormat(ReadOnlySpan<byte> rdata) => (rdata[1] & 0x7F) <= Gateway.MaxKind;

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        int octet = rdata.ReadU8(), type = octet & 0x7F;
        text.Append(CultureInfo.InvariantCulture, $"{octet >> 7} {type} {Gateway.Format(ref rdata, type)}");
    }
}

/// <summary>
/// Algorithm, host identity tag and public key of HIP (RFC 8005 §5). In octets the lengths go first:
/// tag length (8 bits), algorithm (8), key length (16), tag, key; neither may be empty.
/// </summary>
internal sealed class HostIdentityField(string label) : Field(label)
{
    public override string Notation => "algorithm tag(hex) public-key(base64)";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare("algorithm", out Token token))
            return false;
        if (!NumberField.TryRead(token.Text, byte.MaxValue, out uint algorithm))
            return text.Fail(token, "the algorithm is a number from 0 to 255");
        if (!text.TryNextBare(Label, out token))
            return false;
        Span<byte> tag = stackalloc byte[CharacterStrings.MaxLength];
        if (Convert.FromHexString(token.Text, tag, out _, out int length) != System.Buffers.OperationStatus.Done || length == 0)
            return text.Fail(token, $"the {Label} is 1 to 255 octets in hexadecimal");
        rdata.U8((byte)length);
        rdata.U8((byte)algorithm);
        int keyLengthAt = rdata.Length;
        rdata.U16(0);
        rdata.Octets(tag[..length]);
        int keyAt = rdata.Length;
        if (!text.TryNextBare("public key", out token))
            return false;
        if (!Base64Field.TryDecode(token.Text, rdata) || rdata.Length == keyAt)
            return text.Fail(token, "the public key is base64 with its padding and no white space");
        if (!rdata.TooLong)
            rdata.PatchU16(keyLengthAt, rdata.Length - keyAt);
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        int tag = rdata.ReadU8();
        _ = rdata.ReadU8();
        int key = rdata.ReadU16();
        rdata.ReadOctets(tag + key);
        return tag == 0 || key == 0 ? $"the {Label} or the public key is missing" : null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        int tag = rdata.ReadU8(), algorithm = rdata.ReadU8(), key = rdata.ReadU16();
        text.Append(CultureInfo.InvariantCulture, $"{algorithm} {Convert.ToHexString(rdata.ReadOctets(tag))} ")
            .Append(Convert.ToBase64String(rdata.ReadOctets(key)));
    }
}
