using System.Buffers.Binary;
using System.Security.Cryptography;

namespace RmxDns.Snapshot;

/// <summary>
/// The key of all name hashes of the process: names that collide on purpose cannot be found from outside. It is drawn at random,
/// unless a compiled snapshot whose tables were made with another one is taken up first. Once a table exists it stays.
/// </summary>
/// <param name="Seed">What hashes start from.</param>
/// <param name="Multiplier">The secret factor; odd.</param>
public readonly record struct HashKey(ulong Seed, ulong Multiplier)
{
    private static readonly Lock Gate = new();

    private static HashKey _current = new(Random(), Random() | 1);
    private static bool _isFixed;

    /// <summary>The key.</summary>
    public static HashKey Current => _current;

    /// <summary>Takes up a key that tables were made with; false when tables with another one exist already, or it is none.</summary>
    public static bool TryUse(HashKey key)
    {
        lock (Gate)
        {
            if (key == _current)
                return _isFixed = true;
            if (_isFixed || (key.Multiplier & 1) == 0)
                return false;
            _current = key;
            return _isFixed = true;
        }
    }

    /// <summary>A table is being made: the key can no longer change.</summary>
    internal static void Fix()
    {
        if (Volatile.Read(ref _isFixed))
            return;
        lock (Gate)
            _isFixed = true;
    }

    private static ulong Random() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
