using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// The part of <see cref="ZoneVerifier"/> that looks at RRsets, at what they bring along, and at their templates. RRsets and lists
/// that many others share are looked at once.
/// </summary>
internal sealed class StoredRrSetVerifier(Zone zone)
{
    // Far more than a zone as the compiler writes it takes; one made to keep the start busy runs out of it.
    private const long WorkPerOctet = 64;

    private readonly ulong[] _none = [];
    private ulong[]? _goodRrSets;
    private ulong[]? _goodLists;
    private long _work = (zone.Block.Length + 1024) * WorkPerOctet;

    /// <summary>Whether an RRset lies at an offset that can be answered with.</summary>
    public bool IsServed(uint offset, ushort type)
    {
        if (!IsRrSet(offset, out ushort stored) || stored != type)
            return false;
        StoredRrSet rrSet = zone.RrSet((int)offset);
        return (rrSet.Template is 0 or ZoneLayout.Verbatim || IsTemplate(rrSet.Template))
            && (rrSet.AdditionalList == 0 || IsList((uint)rrSet.AdditionalList));
    }

    /// <summary>Whether the RRs of an RRset are whole, and names in them where they may be compressed or are followed.</summary>
    private bool IsRrSet(uint offset, out ushort type)
    {
        type = 0;
        ReadOnlySpan<byte> block = zone.Block;
        if (offset == 0 || offset > block.Length - ZoneLayout.RrSetHeader)
            return false;
        int at = (int)offset;
        type = block.U16(at);
        int count = block.U16(at + 2);
        uint size = block.U32(at + 4);
        if (count == 0 || size > block.Length - ZoneLayout.RrSetHeader - at || !Spend(size))
            return false;
        var shape = CompressionShape.FromOctet(block[at + 16]);
        if (type is RrType.Cname or RrType.Dname)
        {
            // What is followed is taken to be one name and nothing else.
            return count == 1 && IsRr(block.Slice(at + ZoneLayout.RrSetHeader, (int)size), type, default, out int whole) && whole == size
                && NameOctets.LengthOfUncompressed(block.Slice(at + ZoneLayout.RrSetHeader + ZoneLayout.RrHeader, whole - ZoneLayout.RrHeader)) == whole - ZoneLayout.RrHeader
                && shape.Prefix == 0 && shape.Names <= 1;
        }
        ReadOnlySpan<byte> rrs = block.Slice(at + ZoneLayout.RrSetHeader, (int)size);
        for (; count > 0; count--)
        {
            if (!IsRr(rrs, type, shape, out int length))
                return false;
            rrs = rrs[length..];
        }
        return rrs.IsEmpty;
    }

    private static bool IsRr(ReadOnlySpan<byte> rrs, ushort type, CompressionShape shape, out int length)
    {
        length = 0;
        if (rrs.Length < ZoneLayout.RrHeader || BinaryPrimitives.ReadUInt16BigEndian(rrs) != 0xC00C
            || BinaryPrimitives.ReadUInt16BigEndian(rrs[2..]) != type || BinaryPrimitives.ReadUInt16BigEndian(rrs[4..]) != RrClass.In)
            return false;
        length = ZoneLayout.RrHeader + BinaryPrimitives.ReadUInt16BigEndian(rrs[10..]);
        if (length > rrs.Length)
            return false;
        if (shape.Names == 0)
            return true;
        ReadOnlySpan<byte> rdata = rrs[ZoneLayout.RrHeader..length];
        if (shape.Prefix > rdata.Length)
            return false;
        rdata = rdata[shape.Prefix..];
        for (int i = 0; i < shape.Names; i++)
        {
            int name = NameOctets.LengthOfUncompressed(rdata);
            if (name == 0)
                return false;
            rdata = rdata[name..];
        }
        return true;
    }

    private bool IsTemplate(uint offset)
    {
        ReadOnlySpan<byte> block = zone.Block;
        if (offset > block.Length - ZoneLayout.TemplateHeader)
            return false;
        int at = (int)offset;
        int octets = block.U16(at), patches = block.U16(at + 8);
        if ((long)at + ZoneLayout.TemplateHeader + (patches * 2) + octets > block.Length || !Spend(patches))
            return false;
        var template = new StoredTemplate(block, at);
        for (int i = 0; i < patches; i++)
        {
            if (template.Patch(i) + 2 > octets)
                return false;
        }
        return template.QuestionNameLength is > 0 and <= NameOctets.MaxLength;
    }

    private bool IsList(uint offset)
    {
        ReadOnlySpan<byte> block = zone.Block;
        if (offset > block.Length - 4)
            return false;
        if (IsMarked(_goodLists ?? _none, offset))
            return true;
        uint count = block.U32((int)offset);
        if (count > (block.Length - 4 - offset) / 8 || !Spend(count))
            return false;
        var list = new StoredAdditionalList(block, (int)offset);
        for (int i = 0; i < list.Count; i++)
        {
            if (!IsEntry(list[i]))
                return false;
        }
        Mark(ref _goodLists, offset);
        return true;
    }

    private bool IsEntry(StoredAdditional entry)
    {
        ReadOnlySpan<byte> block = zone.Block;
        int name = entry.NameOffset;
        if (name >= block.Length || (name != 0 && NameOctets.LengthOfUncompressed(block[name..]) == 0))
            return false;
        if (entry.Elsewhere || entry.Required)
            return entry.Elsewhere != entry.Required && (entry.Elsewhere || (name != 0 && IsShared(entry.RrSetField)));
        return IsShared(entry.RrSetField);
    }

    private bool IsShared(uint offset)
    {
        if (offset < zone.Block.Length && IsMarked(_goodRrSets ?? _none, offset))
            return true;
        if (!IsRrSet(offset, out _))
            return false;
        Mark(ref _goodRrSets, offset);
        return true;
    }

    private bool Spend(long work) => (_work -= work + 1) > 0;

    private static bool IsMarked(ulong[] marks, uint offset) => offset / 64 < marks.Length && (marks[offset / 64] >> (int)(offset % 64) & 1) != 0;

    private void Mark(ref ulong[]? marks, uint offset)
    {
        marks ??= new ulong[(zone.Block.Length / 64) + 1];
        marks[offset / 64] |= 1UL << (int)(offset % 64);
    }
}
