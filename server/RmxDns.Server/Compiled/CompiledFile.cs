using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using RmxDns.Snapshot;

namespace RmxDns.Server.Compiled;

/// <summary>
/// The compiled snapshot as a file: all zones in one, each to be found by the path of its source. Numbers are little-endian.
/// <code>
/// header     "RmxDnsC1":8  key:32  hash seed:8  hash multiplier:8  directory offset:8  directory octets:8  file octets:8  zero:16
///            SHA-256 of the header so far and the directory:32
/// zone       table  block  notes  zeros up to a multiple of 8
/// directory  rows (<see cref="CompiledEntry"/>): 4 octets with their number, then each
/// </code>
/// Whatever is wrong with a file, or that it belongs to another program or other settings, is an <see cref="IOException"/> that says so.
/// </summary>
internal static class CompiledFile
{
    public const int HeaderLength = 128;

    // A part of a file is at most so long that an int counts its octets.
    private const int MaxSlots = int.MaxValue / sizeof(ulong);

    private const int Checked = HeaderLength - SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Magic => "RmxDnsC1"u8;

    /// <summary>Reads the directory.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">The key of this program and its settings (<see cref="CompiledKey"/>).</param>
    /// <param name="hashKey">What the tables of the zones were made with.</param>
    /// <exception cref="IOException">The file cannot be used.</exception>
    public static IReadOnlyList<CompiledEntry> ReadDirectory(MappedFile file, ReadOnlySpan<byte> key, out HashKey hashKey)
    {
        if (file.Length < HeaderLength)
            throw new DamagedException("it is cut short");
        ReadOnlySpan<byte> header = file.Part(0, HeaderLength);
        if (!header.StartsWith(Magic))
            throw new DamagedException("it is no compiled snapshot");
        if (!header.Slice(Magic.Length, CompiledKey.Length).SequenceEqual(key))
            throw new OutdatedException("it was made by another version or with other settings");
        ReadOnlySpan<byte> rest = header[(Magic.Length + CompiledKey.Length)..];
        hashKey = new HashKey(U64(rest, 0), U64(rest, 8));
        ulong offset = U64(rest, 16), length = U64(rest, 24);
        if (U64(rest, 32) != (ulong)file.Length || offset > (ulong)file.Length || length > int.MaxValue || length != (ulong)file.Length - offset || offset < HeaderLength)
            throw new DamagedException("it is cut short or damaged");
        ReadOnlySpan<byte> directory = file.Part((long)offset, (int)length);
        if (!Digest(header[..Checked], directory).AsSpan().SequenceEqual(header[Checked..]))
            throw new DamagedException("it is damaged");
        return ReadRows(file, (long)offset, (long)length);
    }

    /// <summary>Writes a snapshot.</summary>
    /// <param name="stream">A new file.</param>
    /// <param name="key">The key of this program and its settings.</param>
    /// <param name="zones">The zones with their notes, in their order of precedence, and the check value that is known of some.</param>
    /// <param name="cancellation">Ends the writing between two zones.</param>
    /// <exception cref="IOException">It cannot be written, or a zone is no longer what its check value says.</exception>
    public static void Write(
        Stream stream, ReadOnlySpan<byte> key, IEnumerable<(CompiledZone Zone, byte[] Notes, byte[]? Digest)> zones, CancellationToken cancellation)
    {
        stream.Write(new byte[HeaderLength]);
        var rows = new List<CompiledEntry>();
        foreach ((CompiledZone zone, byte[] notes, byte[]? digest) in zones)
        {
            cancellation.ThrowIfCancellationRequested();
            CompiledEntry row = Write(stream, zone, notes);
            if (digest is not null && !digest.AsSpan().SequenceEqual(row.Digest))
                throw new DamagedException($"the compiled zone {zone.Zone.Apex} has changed on disk");
            rows.Add(row);
        }
        using var directory = new MemoryStream();
        using (var writer = new BinaryWriter(directory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(rows.Count);
            rows.ForEach(row => row.Write(writer));
        }
        long offset = stream.Position;
        ReadOnlySpan<byte> octets = directory.GetBuffer().AsSpan(0, (int)directory.Length);
        stream.Write(octets);
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        Magic.CopyTo(header);
        key.CopyTo(header[Magic.Length..]);
        Span<byte> rest = header[(Magic.Length + CompiledKey.Length)..];
        ulong[] numbers = [HashKey.Current.Seed, HashKey.Current.Multiplier, (ulong)offset, (ulong)octets.Length, (ulong)stream.Position];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(rest[(i * sizeof(ulong))..], numbers[i]);
        Digest(header[..Checked], octets).CopyTo(header[Checked..]);
        stream.Position = 0;
        stream.Write(header);
    }

    /// <summary>The check value of a zone with its notes.</summary>
    public static byte[] Digest(ReadOnlySpan<byte> slots, ReadOnlySpan<byte> block, ReadOnlySpan<byte> notes) =>
        SHA256.HashData([.. PieceDigest.Of(slots), .. PieceDigest.Of(block), .. PieceDigest.Of(notes)]);

    private static CompiledEntry Write(Stream stream, CompiledZone compiled, byte[] notes)
    {
        Zone zone = compiled.Zone;
        ReadOnlySpan<byte> slots = MemoryMarshal.AsBytes(zone.Slots), block = zone.Block;
        var row = new CompiledEntry(
            compiled.Path, compiled.Source, zone.Apex, compiled.Content, zone.Numbers, stream.Position, zone.Slots.Length, block.Length, notes.Length,
            Digest(slots, block, notes));
        stream.Write(slots);
        stream.Write(block);
        stream.Write(notes);
        stream.Write(new byte[(int)(-row.Length & 7)]);
        return row;
    }

    private static unsafe List<CompiledEntry> ReadRows(MappedFile file, long offset, long length)
    {
        using var stream = new UnmanagedMemoryStream(file.Start + offset, length);
        using var reader = new BinaryReader(stream);
        var rows = new List<CompiledEntry>();
        try
        {
            for (int left = reader.ReadInt32(); left > 0; left--)
                rows.Add(CompiledEntry.Read(reader));
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw new DamagedException($"its directory is damaged: {fault.Message}");
        }
        foreach (CompiledEntry row in rows)
        {
            if (row.Slots is < 0 or > MaxSlots || row.Block < 0 || row.Notes < 0 || row.Offset < HeaderLength || row.Offset % sizeof(ulong) != 0 || row.Offset > offset - row.Length)
                throw new DamagedException("its directory leads out of it");
        }
        return rows;
    }

    private static byte[] Digest(ReadOnlySpan<byte> header, ReadOnlySpan<byte> directory)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(directory);
        return hash.GetHashAndReset();
    }

    private static ulong U64(ReadOnlySpan<byte> octets, int at) => BinaryPrimitives.ReadUInt64LittleEndian(octets[at..]);
}

/// <summary>A compiled snapshot is not what was written.</summary>
internal sealed class DamagedException(string message) : IOException(message);

/// <summary>A compiled snapshot is whole and belongs to another program or to other settings.</summary>
internal sealed class OutdatedException(string message) : IOException(message);
