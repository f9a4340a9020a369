using System.Buffers.Binary;
using System.Security.Cryptography;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Blocks;

/// <summary>A block of a zone file: from one key of the top level to another.</summary>
/// <param name="Start">Where it starts, in octets.</param>
/// <param name="Line">The line there, counted from 1.</param>
/// <param name="Length">Octets of it.</param>
/// <param name="Hash">The first 128 bits of its SHA-256: equal for equal blocks, and for no others in practice.</param>
internal readonly record struct FileBlock(int Start, int Line, int Length, UInt128 Hash);

/// <summary>
/// A large zone file cut into blocks of some hundred owners, so that two versions of it can be told apart block by block. Where it is
/// cut depends on the key that stands there: a change moves the cuts beside it and no others. Immutable.
/// </summary>
internal sealed class FileBlocks
{
    private const int LeastOctetsPerOwner = 8;
    private const int MostOfKey = 64;

    private readonly List<FileBlock> _all;

    private FileBlocks(List<FileBlock> all) => _all = all;

    /// <summary>How many there are, at least two.</summary>
    public int Count => _all.Count;

    /// <summary>A block, in the order of the file.</summary>
    public FileBlock this[int index] => _all[index];

    /// <summary>Octets of the file.</summary>
    public int Octets => _all[^1].Start + _all[^1].Length;

    /// <summary>
    /// Cuts a file; null for one that is small, or not to be read in blocks: a key of the header stands behind the first. What looks like a
    /// key here need not be one in a file that is not plain (<see cref="PlainScanner"/>).
    /// </summary>
    public static FileBlocks? Cut(ReadOnlySpan<byte> octets, YamlLimits limits)
    {
        if (octets.Length < limits.LeastInBlocks)
            return null;
        var blocks = new List<FileBlock>();
        (int start, int startLine) = (0, 1);
        // The head of the file belongs to its first key.
        bool keySeen = false;
        for (int at = 0, line = 1; at < octets.Length; line++)
        {
            if (StartsHeader(octets[at..]))
            {
                if (blocks.Count > 0)
                    return null;
                keySeen = true;
            }
            else if (StartsKey(octets[at]))
            {
                if (keySeen && at - start >= limits.BlockOwners * LeastOctetsPerOwner && IsCut(octets[at..], limits.BlockOwners))
                {
                    blocks.Add(Block(octets, start, startLine, at));
                    (start, startLine) = (at, line);
                }
                keySeen = true;
            }
            int found = octets[at..].IndexOf((byte)'\n');
            at = found < 0 ? octets.Length : at + found + 1;
        }
        blocks.Add(Block(octets, start, startLine, octets.Length));
        return blocks.Count > 1 ? new FileBlocks(blocks) : null;
    }

    /// <summary>The block that a line of the file lies in; the first for what has no line.</summary>
    public int At(int line)
    {
        int low = 0, high = _all.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _all[middle].Line <= line ? (middle, high) : (low, middle - 1);
        }
        return low;
    }

    private static FileBlock Block(ReadOnlySpan<byte> octets, int start, int line, int end)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(octets[start..end], digest);
        return new FileBlock(start, line, end - start, BinaryPrimitives.ReadUInt128BigEndian(digest));
    }

    private static bool StartsHeader(ReadOnlySpan<byte> text) => text is [(byte)'$', ..] or [(byte)'\'' or (byte)'"', (byte)'$', ..];

    /// <summary>Less than <see cref="SourceText.TryFindKey"/> takes for one: an octet above ASCII may be a byte order mark.</summary>
    private static bool StartsKey(byte octet) =>
        octet is > (byte)' ' and < 0x7F and not ((byte)'#' or (byte)'-' or (byte)'}' or (byte)']' or (byte)',' or (byte)'.');

    private static bool IsCut(ReadOnlySpan<byte> text, int owners)
    {
        uint hash = 2_166_136_261;
        for (int i = 0; i < text.Length && i < MostOfKey && text[i] is not ((byte)':' or (byte)'\n'); i++)
            hash = (hash ^ text[i]) * 16_777_619;
        hash = (hash ^ (hash >> 15)) * 0x2C1B_3C6D;
        return (hash ^ (hash >> 13)) % (uint)owners == 0;
    }
}
