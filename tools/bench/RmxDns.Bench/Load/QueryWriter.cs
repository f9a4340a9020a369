using System.Buffers.Binary;
using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Bench.Load;

/// <summary>Queries as octets.</summary>
internal static class QueryWriter
{
    private const int HeaderOctets = 12;
    private const ushort EdnsSize = 1232;

    private static readonly TypeTable Types = new();

    /// <summary>A query for a line as dnsperf reads it, owner and type; its identifier is 0.</summary>
    public static byte[] Make(string line, bool edns)
    {
        string[] parts = line.Split(' ');
        _ = Types.TryParseType(parts[1], out ushort type);
        ReadOnlySpan<byte> name = Name.Parse(parts[0]).Wire;
        byte[] query = new byte[HeaderOctets + name.Length + 4 + (edns ? 11 : 0)];
        query[5] = 1;
        query[11] = edns ? (byte)1 : (byte)0;
        name.CopyTo(query.AsSpan(HeaderOctets));
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(HeaderOctets + name.Length), type);
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(HeaderOctets + name.Length + 2), RrClass.In);
        if (edns)
        {
            Span<byte> opt = query.AsSpan(^11);
            BinaryPrimitives.WriteUInt16BigEndian(opt[1..], RrType.Opt);
            BinaryPrimitives.WriteUInt16BigEndian(opt[3..], EdnsSize);
        }
        return query;
    }
}
