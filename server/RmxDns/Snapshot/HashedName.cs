using System.Buffers.Binary;
using RmxDns.Wire;

namespace RmxDns.Snapshot;

/// <summary>
/// A name prepared for lookup: in lower case, with the offset of each label and a hash of each suffix.
/// One object is filled again and again, so that a query allocates nothing.
/// The hash is keyed (<see cref="HashKey"/>).
/// </summary>
public sealed class HashedName
{
    private const int Slack = sizeof(ulong);

    private readonly byte[] _folded = new byte[NameOctets.MaxLength + Slack];
    private readonly byte[] _labels = new byte[NameOctets.MaxLabels + 1];
    private readonly uint[] _hashes = new uint[NameOctets.MaxLabels + 1];
    private int _length;

    /// <summary>The number of labels, the root not counted.</summary>
    public int LabelCount { get; private set; }

    /// <summary>Takes over a valid uncompressed name.</summary>
    public void Set(ReadOnlySpan<byte> name)
    {
        _length = name.Length;
        int count = 0;
        for (int at = 0; name[at] != 0; at += name[at] + 1)
            _labels[count++] = (byte)at;
        LabelCount = count;
        _labels[count] = (byte)(name.Length - 1);
        NameOctets.FoldTo(name, _folded);
        HashSuffixes();
    }

    /// <summary>The name without its first <paramref name="skip"/> labels, in lower case.</summary>
    public ReadOnlySpan<byte> Suffix(int skip) => _folded.AsSpan(_labels[skip], _length - _labels[skip]);

    /// <summary>The hash of the name without its first <paramref name="skip"/> labels.</summary>
    public uint Hash(int skip) => _hashes[skip];

    /// <summary>The hash that the wildcard child of the suffix has: the suffix with the label <c>*</c> in front.</summary>
    internal static uint HashWildcard(uint parentHash) => Mix(HashKey.Current, parentHash, 0x2A01);

    private void HashSuffixes()
    {
        HashKey key = HashKey.Current;
        ReadOnlySpan<byte> folded = _folded;
        uint hash = (uint)key.Seed;
        _hashes[LabelCount] = hash;
        int end = _labels[LabelCount];
        for (int i = LabelCount - 1; i >= 0; i--)
        {
            int at = _labels[i];
            int left = end - at;
            end = at;
            for (; left > sizeof(ulong); left -= sizeof(ulong), at += sizeof(ulong))
                hash = Mix(key, hash, BinaryPrimitives.ReadUInt64LittleEndian(folded[at..]));
            ulong mask = ulong.MaxValue >> ((sizeof(ulong) - left) * 8);
            hash = Mix(key, hash, BinaryPrimitives.ReadUInt64LittleEndian(folded[at..]) & mask);
            _hashes[i] = hash;
        }
    }

    /// <summary>The two halves of a product with a secret factor, folded into each other.</summary>
    private static uint Mix(HashKey key, uint hash, ulong word)
    {
        ulong high = Math.BigMul(((ulong)hash << 32 | hash) ^ word ^ key.Seed, key.Multiplier, out ulong low);
        ulong folded = high ^ low;
        return (uint)(folded ^ (folded >> 32));
    }
}
