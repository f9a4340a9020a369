using System.Buffers;
using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.TestAuthority.Answers;

/// <summary>Octets of a message one after the other, in network order; right or wrong is the caller's.</summary>
internal sealed class OctetWriter
{
    private readonly ArrayBufferWriter<byte> _octets = new();

    /// <summary>Octets written.</summary>
    public int Length => _octets.WrittenCount;

    public void Write(ReadOnlySpan<byte> octets) => _octets.Write(octets);

    public void WriteU16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_octets.GetSpan(2), (ushort)value);
        _octets.Advance(2);
    }

    public void WriteU32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_octets.GetSpan(4), value);
        _octets.Advance(4);
    }

    public void WriteHeader(ushort id, int flags, int qd, int an, int ns, int ar)
    {
        Header.Write(_octets.GetSpan(Header.Length), id, (ushort)flags, qd, an, ns, ar);
        _octets.Advance(Header.Length);
    }

    /// <summary>A record; the owner's octets as they are to stand there.</summary>
    public void WriteRecord(ReadOnlySpan<byte> owner, int type, int rrClass, uint ttl, ReadOnlySpan<byte> rdata)
    {
        Write(owner);
        WriteU16(type);
        WriteU16(rrClass);
        WriteU32(ttl);
        WriteU16(rdata.Length);
        Write(rdata);
    }

    /// <summary>The OPT record (RFC 6891 §6.1.2), without options.</summary>
    public void WriteOpt(int size, int rcode, bool dnssecOk) =>
        WriteRecord([0], RrType.Opt, size, (uint)(rcode >> 4) << 24 | (dnssecOk ? 0x8000u : 0), []);

    public byte[] ToArray() => _octets.WrittenSpan.ToArray();
}
