using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Testing.Tables;

/// <summary>
/// RDATA written in a table, brought into the form of <see cref="DnsRecord.Rdata"/>: for the few types that the tables use, and
/// the generic form of RFC 3597 §5 for all others. Independent of the server's own reading of RDATA.
/// </summary>
public static class RdataForm
{
    /// <summary>Reads one record's RDATA.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="words">Its fields, without quotes, names absolute.</param>
    public static string Of(ushort type, IReadOnlyList<string> words)
    {
        if (words[0] == "\\#")
            return words[1] == "0" ? "\\# 0" : string.Concat(words.Skip(2)).ToLowerInvariant();
        return type switch
        {
            RrType.A or RrType.Aaaa => Convert.ToHexStringLower(IPAddress.Parse(words[0]).GetAddressBytes()),
            RrType.Ns or RrType.Cname or RrType.Ptr or RrType.Dname => NameOf(words[0]),
            RrType.Mx => $"{U16(words[0])} {NameOf(words[1])}",
            RrType.Srv => $"{U16(words[0])}{U16(words[1])}{U16(words[2])} {NameOf(words[3])}",
            RrType.Soa => $"{NameOf(words[0])} {NameOf(words[1])} {string.Concat(words.Skip(2).Select(U32))}",
            RrType.Txt or 13 => string.Concat(words.Select(w => Convert.ToHexStringLower([(byte)w.Length, .. Encoding.ASCII.GetBytes(w)]))),
            _ => throw new FormatException($"RDATA of TYPE{type} in a table has to be in the generic form"),
        };
    }

    private static string NameOf(string text) => Presentation.Of(Name.Parse(text).Wire);

    private static string U16(string text)
    {
        byte[] octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(octets);
    }

    private static string U32(string text)
    {
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, uint.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return Convert.ToHexStringLower(octets);
    }
}
