using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using RmxDns.Zones.Records;

namespace RmxDns.Server.Reload;

/// <summary>The first 128 bits of a SHA-256: equal for equal content, and for no other in practice.</summary>
internal readonly record struct ContentHash(ulong High, ulong Low)
{
    private const int BufferOctets = 8192;
    private const int PieceOctets = 1 << 17;

    /// <summary>The hash of a file's octets.</summary>
    public static ContentHash OfOctets(ReadOnlySpan<byte> octets)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(octets, digest);
        return FromDigest(digest);
    }

    /// <summary>The same of an open file, piece by piece.</summary>
    public static ContentHash OfFile(SafeFileHandle file, out long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(PieceOctets);
        length = 0;
        for (int count = 1; count > 0; length += count)
        {
            count = RandomAccess.Read(file, buffer, length);
            hash.AppendData(buffer, 0, count);
        }
        ArrayPool<byte>.Shared.Return(buffer);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = hash.GetHashAndReset(digest);
        return FromDigest(digest);
    }

    /// <summary>
    /// The hash of everything in a zone that an answer can show: owners with their case, types, TTLs, RDATA, in the order of
    /// the file. Comments and layout are not part of it, and neither is the serial where the file leaves it open, since
    /// the loader gives it as 0.
    /// </summary>
    public static ContentHash OfRrSets(IEnumerable<RrSet> rrSets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferOctets);
        int length = 0;
        if (rrSets is RrSetList list)
        {
            foreach (RrSetView rrSet in list.Views)
                length = Append(hash, buffer, length, rrSet);
        }
        else
        {
            foreach (RrSet rrSet in rrSets)
                length = Append(hash, buffer, length, new RrSetView(rrSet));
        }
        hash.AppendData(buffer, 0, length);
        ArrayPool<byte>.Shared.Return(buffer);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = hash.GetHashAndReset(digest);
        return FromDigest(digest);
    }

    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ContentHash hash)
    {
        hash = default;
        if (text.Length != 32 || !TryParseHalf(text[..16], out ulong high) || !TryParseHalf(text[16..], out ulong low))
            return false;
        hash = new ContentHash(high, low);
        return true;
    }

    private static bool TryParseHalf(ReadOnlySpan<char> text, out ulong half) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out half);

    private static int Append(IncrementalHash hash, byte[] buffer, int length, RrSetView rrSet)
    {
        length = Append(hash, buffer, length, rrSet.Owner);
        length = AppendNumbers(hash, buffer, length, ((ulong)rrSet.Type << 32) | rrSet.Ttl, rrSet.Count);
        foreach (ReadOnlySpan<byte> rdata in rrSet)
        {
            length = AppendNumbers(hash, buffer, length, 0, rdata.Length);
            length = Append(hash, buffer, length, rdata);
        }
        return length;
    }

    private static int AppendNumbers(IncrementalHash hash, byte[] buffer, int length, ulong first, int second)
    {
        Span<byte> octets = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64BigEndian(octets, first);
        BinaryPrimitives.WriteInt32BigEndian(octets[8..], second);
        return Append(hash, buffer, length, octets);
    }

    /// <summary>Hashes octets by way of the buffer: most pieces are a few octets and a call for each would cost more than the hash.</summary>
    private static int Append(IncrementalHash hash, byte[] buffer, int length, ReadOnlySpan<byte> octets)
    {
        if (length + octets.Length > buffer.Length)
        {
            hash.AppendData(buffer, 0, length);
            length = 0;
        }
        if (octets.Length > buffer.Length)
        {
            hash.AppendData(octets);
            return 0;
        }
        octets.CopyTo(buffer.AsSpan(length));
        return length + octets.Length;
    }

    private static ContentHash FromDigest(ReadOnlySpan<byte> digest) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
}
