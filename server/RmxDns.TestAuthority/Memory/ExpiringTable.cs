using System.Diagnostics.CodeAnalysis;

namespace RmxDns.TestAuthority.Memory;

/// <summary>A table that forgets: each entry some time after it was made, and the oldest one when there would be too many.</summary>
/// <param name="most">The most entries.</param>
/// <param name="life">How long an entry lives.</param>
/// <param name="clock">The time.</param>
internal sealed class ExpiringTable<TKey, TValue>(int most, TimeSpan life, TimeProvider clock)
    where TKey : notnull
    where TValue : class, new()
{
    private readonly Dictionary<TKey, TValue> _entries = [];
    private readonly Queue<(TKey Key, long Made)> _order = new();

    /// <summary>Entries that are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>The entry of a key; null when there is none.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        Forget(most);
        return _entries.TryGetValue(key, out value);
    }

    /// <summary>The entry of a key, made where there is none.</summary>
    public TValue Get(TKey key)
    {
        if (TryGet(key, out TValue? known))
            return known;
        Forget(most - 1);
        var made = new TValue();
        _entries.Add(key, made);
        _order.Enqueue((key, clock.GetTimestamp()));
        return made;
    }

    private void Forget(int room)
    {
        while (_order.TryPeek(out (TKey Key, long Made) oldest) && (_order.Count > room || clock.GetElapsedTime(oldest.Made) > life))
        {
            _ = _order.Dequeue();
            _ = _entries.Remove(oldest.Key);
        }
    }
}
