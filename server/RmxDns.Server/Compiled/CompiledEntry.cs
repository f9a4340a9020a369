using RmxDns.Server.Reload;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Server.Compiled;

/// <summary>One zone of a compiled snapshot: a row of its directory.</summary>
/// <param name="Path">The zone file as it was named.</param>
/// <param name="Source">What the file held.</param>
/// <param name="Apex">The apex.</param>
/// <param name="Content">What the zone says, where the server chose its serial; null where the file names it.</param>
/// <param name="Numbers">What is known of the zone as a whole.</param>
/// <param name="Offset">Where its table starts in the file; block and notes follow.</param>
/// <param name="Slots">Entries of the table, 8 octets each.</param>
/// <param name="Block">Octets of the block.</param>
/// <param name="Notes">Octets of the notes (<see cref="CompiledNotes"/>).</param>
/// <param name="Digest">The check value of all three.</param>
internal sealed record CompiledEntry(
    string Path, ContentHash Source, Name Apex, ContentHash? Content, ZoneNumbers Numbers, long Offset, int Slots, int Block, int Notes, byte[] Digest)
{
    /// <summary>Octets in the file.</summary>
    public long Length => ((long)Slots * sizeof(ulong)) + Block + Notes;

    /// <summary>Where the block starts.</summary>
    public long BlockOffset => Offset + ((long)Slots * sizeof(ulong));

    /// <summary>Where the notes start.</summary>
    public long NotesOffset => BlockOffset + Block;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Path);
        writer.Write(Source.High);
        writer.Write(Source.Low);
        writer.WriteName(Apex);
        writer.Write(Content is not null);
        writer.Write(Content?.High ?? 0);
        writer.Write(Content?.Low ?? 0);
        writer.Write(Numbers.Serial);
        writer.Write(Numbers.NameCount);
        writer.Write(Numbers.RrSetCount);
        writer.Write(Numbers.MaxLabels);
        writer.Write(Numbers.NegativeSoa);
        writer.Write(Numbers.Unused);
        writer.Write(Offset);
        writer.Write(Slots);
        writer.Write(Block);
        writer.Write(Notes);
        writer.Write(Digest);
    }

    /// <exception cref="IOException">What is read is no row.</exception>
    public static CompiledEntry Read(BinaryReader reader)
    {
        string path = reader.ReadString();
        var source = new ContentHash(reader.ReadUInt64(), reader.ReadUInt64());
        Name apex = reader.ReadName() ?? throw new DamagedException("a zone without a name");
        bool chosen = reader.ReadBoolean();
        var content = new ContentHash(reader.ReadUInt64(), reader.ReadUInt64());
        var numbers = new ZoneNumbers(
            reader.ReadUInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        return new CompiledEntry(
            path, source, apex, chosen ? content : null, numbers, reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(),
            reader.ReadBytes(PieceDigest.Length));
    }
}

/// <summary>Names among other binary values: a length octet, 0 for none, and the wire form.</summary>
internal static class NameOctetsIo
{
    public static void WriteName(this BinaryWriter writer, Name? name)
    {
        writer.Write((byte)(name?.Wire.Length ?? 0));
        if (name is not null)
            writer.Write(name.Wire);
    }

    /// <exception cref="IOException">What is read is no name.</exception>
    public static Name? ReadName(this BinaryReader reader)
    {
        int length = reader.ReadByte();
        return length == 0 ? null : Name.FromWire(reader.ReadBytes(length)) ?? throw new DamagedException("a name that is none");
    }
}
