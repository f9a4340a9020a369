using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>An owner whose answers did not fit, and how often.</summary>
/// <param name="Owner">The owner as in the zone; a wildcard for what was made from it.</param>
/// <param name="Truncated">Responses with TC.</param>
/// <param name="Trimmed">Responses without all additional RRsets.</param>
public readonly record struct TruncationCount(Name Owner, long Truncated, long Trimmed);

/// <summary>
/// The owners whose answers most often did not fit. Bounded: when it is full, a new owner takes the place of the one with
/// the least count and inherits that count, so that the frequent ones stay ("space saving", Metwally et al. 2005 §3).
/// </summary>
public sealed class TruncationTally
{
    private const int Capacity = 64;

    private readonly Lock _gate = new();
    private readonly Entry[] _entries = new Entry[Capacity];
    private int _count;

    internal TruncationTally()
    {
        for (int i = 0; i < Capacity; i++)
            _entries[i].Owner = new byte[NameOctets.MaxLength];
    }

    /// <summary>The owners, the most frequent first.</summary>
    public IReadOnlyList<TruncationCount> Snapshot()
    {
        lock (_gate)
        {
            return [.. _entries.Take(_count)
                .OrderByDescending(entry => entry.Truncated + entry.Trimmed)
                .Select(entry => new TruncationCount(Name.FromWire(entry.Owner.AsSpan(0, entry.Length))!, entry.Truncated, entry.Trimmed))];
        }
    }

    internal void Count(ReadOnlySpan<byte> owner, bool truncated)
    {
        lock (_gate)
        {
            ref Entry entry = ref _entries[Place(owner)];
            if (truncated)
                entry.Truncated++;
            else
                entry.Trimmed++;
        }
    }

    private int Place(ReadOnlySpan<byte> owner)
    {
        int least = 0;
        for (int i = 0; i < _count; i++)
        {
            if (NameOctets.EqualsIgnoreCase(_entries[i].Owner.AsSpan(0, _entries[i].Length), owner))
                return i;
            if (_entries[i].Truncated + _entries[i].Trimmed < _entries[least].Truncated + _entries[least].Trimmed)
                least = i;
        }
        int place = _count < Capacity ? _count++ : least;
        owner.CopyTo(_entries[place].Owner);
        _entries[place].Length = owner.Length;
        return place;
    }

    private struct Entry
    {
        public byte[] Owner;
        public int Length;
        public long Truncated, Trimmed;
    }
}
