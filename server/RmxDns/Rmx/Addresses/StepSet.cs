using System.Numerics;

namespace RmxDns.Rmx.Addresses;

/// <summary>A set of steps by their places, a bit each: records have few, and going through sixty-four costs one look.</summary>
/// <param name="count">How many steps there are.</param>
internal sealed class StepSet(int count)
{
    private const int Bits = 64;

    private readonly ulong[] _words = new ulong[(count + Bits - 1) / Bits];

    /// <summary>The lowest; -1 when there is none.</summary>
    public int First => Next(-1);

    /// <summary>Puts a step in or takes it out.</summary>
    public void Set(int step, bool present)
    {
        ulong bit = 1UL << step % Bits;
        _words[step / Bits] = present ? _words[step / Bits] | bit : _words[step / Bits] & ~bit;
    }

    /// <summary>The lowest behind a step; -1 when there is none.</summary>
    public int Next(int step)
    {
        int word = ++step / Bits;
        if (word >= _words.Length)
            return -1;
        ulong left = _words[word] & (ulong.MaxValue << step % Bits);
        while (left == 0)
        {
            if (++word == _words.Length)
                return -1;
            left = _words[word];
        }
        return word * Bits + BitOperations.TrailingZeroCount(left);
    }
}
