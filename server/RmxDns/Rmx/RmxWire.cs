using RmxDns.Wire;

namespace RmxDns.Rmx;

/// <summary>
/// Reads RDATA of RMX (draft-danisch-dns-rr-smtp §7.2). It is given RDATA alone, never the message, so that no name can
/// lead out of it. Any octets give a record or a fault with its offset.
/// <code>
/// +-+-------+     ipv4 1, ipv6 2                      : prefix length:1  the octets that hold it
/// |N| code  |     host 3, apl 4, domain 5, ipmap 9    : name, uncompressed
/// +-+-------+     unused 6, full 7, mx 8              : nothing
///  1    7         64 to 127                           : length:1  value
/// </code>
/// </summary>
public static class RmxWire
{
    private const byte NegationFlag = 0x80;

    /// <summary>Reads a record.</summary>
    /// <param name="rdata">RDATA, 0 to 65,535 octets.</param>
    /// <param name="record">The entries; with a fault those in front of it, which a receiver still goes through.</param>
    /// <param name="fault">What is wrong, when false is returned.</param>
    public static bool TryDecode(ReadOnlySpan<byte> rdata, out RmxRecord record, out RmxFault fault)
    {
        var entries = new List<RmxEntry>();
        record = new RmxRecord(entries);
        fault = default;
        int at = 0;
        while (at < rdata.Length)
        {
            int length = ReadEntry(rdata[at..], out RmxEntry? entry, out RmxFault inEntry);
            if (entry is null)
            {
                fault = inEntry with { Offset = at + inEntry.Offset };
                return false;
            }
            entries.Add(entry);
            at += length;
        }
        return true;
    }

    private static int ReadEntry(ReadOnlySpan<byte> octets, out RmxEntry? entry, out RmxFault fault)
    {
        var code = (RmxCode)(octets[0] & ~NegationFlag);
        bool negated = (octets[0] & NegationFlag) != 0;
        entry = null;
        if (!TryReadValue(octets, code, out int start, out int length, out fault))
            return 0;
        ReadOnlySpan<byte> value = octets.Slice(start, length);
        if (negated && code is RmxCode.Unused or RmxCode.Full)
        {
            fault = new RmxFault(0, "this entry cannot be negated");
            return 0;
        }
        if (Check(code, value) is { } wrong)
        {
            fault = new RmxFault(start, wrong);
            return 0;
        }
        entry = new RmxEntry(code, negated, value.ToArray());
        return start + length;
    }

    /// <summary>Where the parameters of an entry start, and how long they are.</summary>
    private static bool TryReadValue(ReadOnlySpan<byte> octets, RmxCode code, out int start, out int length, out RmxFault fault)
    {
        (start, length, fault) = (1, 0, default);
        switch (code)
        {
            case RmxCode.Ipv4 or RmxCode.Ipv6:
                if (octets.Length < 2)
                    return Fail(out fault, 1, "RDATA ends before the prefix length");
                if (octets[1] > (code == RmxCode.Ipv4 ? 32 : 128))
                    return Fail(out fault, 1, $"a prefix length over {(code == RmxCode.Ipv4 ? 32 : 128)}");
                length = 1 + ((octets[1] + 7) / 8);
                return length < octets.Length || Fail(out fault, octets.Length, "RDATA ends inside the address");
            case RmxCode.Host or RmxCode.Apl or RmxCode.Domain or RmxCode.Ipmap:
                length = NameOctets.LengthOfUncompressed(octets[1..]);
                return length > 0 || Fail(out fault, 1, "no uncompressed name of at most 255 octets");
            case RmxCode.Unused or RmxCode.Full or RmxCode.Mx:
                return true;
            case >= RmxCode.TlsFp:
                if (octets.Length < 2)
                    return Fail(out fault, 1, "RDATA ends before the length");
                (start, length) = (2, octets[1]);
                return start + length <= octets.Length || Fail(out fault, octets.Length, "RDATA ends inside the value");
            default:
                return Fail(out fault, 0, $"the reserved code {(byte)code}");
        }
    }

    /// <summary>What is wrong with the parameters of an entry; null when nothing is.</summary>
    internal static string? Check(RmxCode code, ReadOnlySpan<byte> value) => code switch
    {
        RmxCode.Host or RmxCode.Apl when value.Length == 1 => "the root is no name of a host or list",
        RmxCode.TlsFp when value.IsEmpty || value[0] is not (1 or 2) => "no known hash (1 SHA2-256, 2 SHA2-512)",
        RmxCode.TlsFp when value.Length != (value[0] == 1 ? 33 : 65) => "a digest that has not the length of its hash",
        RmxCode.Ldap when value.IsEmpty || NameOctets.LengthOfUncompressed(value) != value.Length => "not exactly one uncompressed name",
        RmxCode.Sasl when !AreMechanisms(value) => "not mechanism names (1 to 20 of A-Z, 0-9, '-', '_') with single spaces between (RFC 4422 §3.1)",
        RmxCode.Sig when value.IsEmpty || value[0] is not (1 or 2) => "no known kind of key (1 OpenPGP, 2 S/MIME)",
        RmxCode.Sig when value.Length == 1 => "no fingerprint",
        _ => null,
    };

    private static bool AreMechanisms(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return true;
        int length = 0;
        foreach (byte octet in value)
        {
            bool legal = octet is >= (byte)'A' and <= (byte)'Z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'_';
            if (!legal && (octet != ' ' || length == 0))
                return false;
            length = legal ? length + 1 : 0;
            if (length > 20)
                return false;
        }
        return length > 0;
    }

    private static bool Fail(out RmxFault fault, int offset, string message)
    {
        fault = new RmxFault(offset, message);
        return false;
    }
}
