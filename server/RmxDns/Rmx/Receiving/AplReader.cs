using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>
/// Reads RDATA of APL (RFC 3123 §4), for the families that a client can have: 1 IPv4, 2 IPv6; others are read over.
/// <code>
/// +-----------------------+--------+---+-------------+---------+
/// | ADDRESSFAMILY (16)    | PREFIX | N | AFDLENGTH(7)| AFDPART |  trailing zero octets are left out
/// +-----------------------+--------+---+-------------+---------+
/// </code>
/// Octets that are no prefix list give false.
/// </summary>
internal static class AplReader
{
    private const byte NegationFlag = 0x80;

    public static bool TryRead(ReadOnlySpan<byte> rdata, List<AplItem> items)
    {
        var reader = new WireReader(rdata);
        Span<byte> address = stackalloc byte[16];
        while (!reader.AtEnd)
        {
            int family = reader.ReadU16(), length = reader.ReadU8(), flags = reader.ReadU8();
            ReadOnlySpan<byte> part = reader.ReadOctets(flags & ~NegationFlag);
            int size = family switch { 1 => 4, 2 => 16, _ => 0 };
            if (reader.Failed || (size > 0 && part.Length > size))
                return false;
            if (size == 0)
                continue;
            address.Clear();
            part.CopyTo(address);
            if (AddressPrefix.FromOctets(address[..size], length) is not { } prefix)
                return false;
            items.Add(new AplItem(prefix, (flags & NegationFlag) != 0));
        }
        return true;
    }
}

/// <summary>One item of an APL record.</summary>
internal readonly record struct AplItem(AddressPrefix Prefix, bool Negated);
