using System.Buffers.Binary;

namespace RmxDns.Snapshot;

/// <summary>
/// How a compiled zone lies in its one block of octets; offsets are octets from the start of the block,
/// numbers are little-endian, RRs in network order. Nothing lies at offset 0, so 0 means "none".
/// <code>
/// node      flags:1  name length:1  RRsets:2  ( type:2  RRset offset:4 )*  name
/// RRset     type:2  records:2  RR octets:4  additional list offset:4  template offset:4  shape:1  RRs
/// RR        C0 0C  type:2  class:2  TTL:4  RDLENGTH:2  RDATA with names uncompressed
/// list      entries:4  ( name offset:4  RRset offset:4 )*
/// template  octets:2  answers:2  authorities:2  additionals:2  patches:2  question name:1  flags:1  ( patch:2 )*  octets
/// </code>
/// The RRs of an RRset are as they stand in an answer to an exact or wildcard match, since the owner is then
/// the question's name at offset 12. They can be sent as they lie unless RDATA holds names that may be compressed
/// or additional records follow; then a template holds the whole of the answer after the question.
/// </summary>
public static class ZoneLayout
{
    /// <summary>Octets of a node in front of its directory of RRsets.</summary>
    public const int NodeHeader = 4;

    /// <summary>Octets of one row of a node's directory.</summary>
    public const int DirectoryRow = 6;

    /// <summary>Octets of an RRset in front of its RRs.</summary>
    public const int RrSetHeader = 17;

    /// <summary>Octets of an RR in front of its RDATA, the owner being a pointer.</summary>
    public const int RrHeader = 12;

    /// <summary>Octets of a template in front of its patches.</summary>
    public const int TemplateHeader = 12;

    /// <summary>The template offset of an RRset whose RRs are the answer as they lie.</summary>
    public const uint Verbatim = 1;

    /// <summary>Top bit of a list entry's name offset: glue without which the referral is of no use (RFC 9471 §3.1).</summary>
    public const uint RequiredBit = 0x8000_0000;

    /// <summary>Top bit of a list entry's RRset offset: the rest is a type, to be looked up in whichever zone holds the name.</summary>
    public const uint ElsewhereBit = 0x8000_0000;

    internal static ushort U16(this ReadOnlySpan<byte> block, int at) => BinaryPrimitives.ReadUInt16LittleEndian(block[at..]);

    internal static uint U32(this ReadOnlySpan<byte> block, int at) => BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
}

/// <summary>What is known of a node before its RRsets are looked at.</summary>
[Flags]
public enum NodeFlags : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>A zone cut: NS below the apex (RFC 1034 §4.2.1). Nothing below it is in the table.</summary>
    Cut = 1,

    /// <summary>Holds a CNAME.</summary>
    Alias = 2,

    /// <summary>Holds a DNAME; names below it are redirected (RFC 6672).</summary>
    Redirection = 4,

    /// <summary>Has a child whose label is a single asterisk (RFC 4592 §2.1.1).</summary>
    WildcardChild = 8,
}

/// <summary>
/// Where names that may be compressed lie in the RDATA of a type (RFC 3597 §4: those of RFC 1035 alone):
/// a number of octets, then one or two names, then the rest.
/// </summary>
/// <param name="Prefix">Octets in front of the first name, 0 to 63.</param>
/// <param name="Names">How many names follow, 0 to 2.</param>
public readonly record struct CompressionShape(int Prefix, int Names)
{
    /// <summary>The shape as one octet.</summary>
    public byte ToOctet() => (byte)((Prefix << 2) | Names);

    /// <summary>The shape that <paramref name="octet"/> stands for.</summary>
    public static CompressionShape FromOctet(byte octet) => new(octet >> 2, octet & 3);
}
