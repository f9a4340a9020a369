using RmxDns.Rmx;
using RmxDns.Rmx.Addresses;
using RmxDns.Rmx.Receiving;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>Prefixes of one record that could be one.</summary>
/// <param name="Kept">The place in the record where the one prefix would stand.</param>
/// <param name="Prefix">The prefix.</param>
/// <param name="Members">The places of all that it stands for, the kept one among them, in order.</param>
internal sealed record MergedPrefix(int Kept, AddressPrefix Prefix, IReadOnlyList<int> Members);

/// <summary>
/// Finds the prefixes of a record that could be one with every address keeping its verdict: two halves of a prefix, or one inside
/// another behind it. For that one of them moves to the place of the other, and nothing on its way may decide its addresses otherwise.
/// Each merge is done before the next is looked at, since it may be in its way. Used once.
/// </summary>
/// <param name="entries">The entries of one record.</param>
/// <param name="reaches">What each reaches.</param>
internal sealed class PrefixMerge(IReadOnlyList<RmxEntry> entries, IReadOnlyList<EntryReach> reaches)
{
    // Enough for any record that somebody wrote; one that is made to keep this busy gets no more.
    private const int MostLooks = 1_000_000;

    private readonly Dictionary<(bool Negated, string Prefix), MergedPrefix> _merged = [];
    private readonly SortedSet<int> _lengths = [];
    private readonly RmxEntry?[] _now = [.. entries];
    private readonly int _limit = LimitOf(entries, reaches);
    private int _looks;

    /// <summary>What could be merged, in the order of the places kept.</summary>
    /// <param name="takesPart">Which entries are looked at; those that never decide anything are no use.</param>
    /// <param name="isDuplicate">Which entries stand in front already, and are in nobody's way.</param>
    public IReadOnlyList<MergedPrefix> Find(Predicate<int> takesPart, Predicate<int> isDuplicate)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            _now[i] = isDuplicate(i) ? null : _now[i];
            if (_now[i]?.Prefix is not { } prefix || !takesPart(i))
                continue;
            _ = _merged.TryAdd((entries[i].Negated, prefix.ToString()), new MergedPrefix(i, prefix, [i]));
            _ = _lengths.Add(prefix.Length);
        }
        if (_merged.Count < 2)
            return [];
        for (int length = _lengths.Max; length > 0; length = Before(length))
        {
            foreach (((bool negated, _), MergedPrefix half) in _merged.Where(item => item.Value.Prefix.Length == length).OrderBy(item => item.Value.Kept).ToList())
                MergeUpwards(negated, half);
        }
        return [.. _merged.Values.Where(merged => merged.Members.Count > 1).OrderBy(merged => merged.Kept)];
    }

    private void MergeUpwards(bool negated, MergedPrefix one)
    {
        // One that was merged in this round is there no more.
        if (!_merged.TryGetValue((negated, one.Prefix.ToString()), out MergedPrefix? current) || current != one)
            return;
        for (int length = Before(one.Prefix.Length); length >= 0; length = Before(length))
        {
            AddressPrefix around = AddressPrefix.FromOctets(one.Prefix.Network, length)!;
            if (_merged.TryGetValue((negated, around.ToString()), out MergedPrefix? wider) && TryMerge(negated, one, wider, around))
                return;
        }
        AddressPrefix parent = AddressPrefix.FromOctets(one.Prefix.Network, one.Prefix.Length - 1)!;
        if (_merged.TryGetValue((negated, Sibling(one.Prefix).ToString()), out MergedPrefix? other))
            _ = TryMerge(negated, one, other, parent);
    }

    private bool TryMerge(bool negated, MergedPrefix a, MergedPrefix b, AddressPrefix whole)
    {
        (MergedPrefix first, MergedPrefix second) = a.Kept < b.Kept ? (a, b) : (b, a);
        int kept = MayPass(negated, second.Prefix, first.Kept, second.Kept) ? first.Kept
            : MayPass(negated, first.Prefix, first.Kept, second.Kept) ? second.Kept : -1;
        if (kept < 0)
            return false;
        _ = _merged.Remove((negated, a.Prefix.ToString()));
        _ = _merged.Remove((negated, b.Prefix.ToString()));
        _now[a.Kept + b.Kept - kept] = null;
        _now[kept] = With(entries[kept], whole);
        _ = _lengths.Add(whole.Length);
        _merged[(negated, whole.ToString())] = new MergedPrefix(kept, whole, [.. a.Members.Concat(b.Members).Order()]);
        return true;
    }

    /// <summary>The next shorter length that some prefix has; -1 when there is none.</summary>
    private int Before(int length) => _lengths.GetViewBetween(-1, length - 1) is { Count: > 0 } shorter ? shorter.Max : -1;

    /// <summary>Whether nothing between two places decides an address of the prefix otherwise.</summary>
    private bool MayPass(bool negated, AddressPrefix prefix, int from, int to)
    {
        if (_limit > from && _limit < to)
            return false;
        AddressSet? addresses = null;
        for (int i = from + 1; i < to; i++)
        {
            if (++_looks > MostLooks)
                return false;
            if (_now[i] is not { } entry)
                continue;
            bool same = entry.Code != RmxCode.Full && !reaches[i].IsMalformed && RmxPolicy.VerdictOf(entry) == (negated ? RmxVerdict.Denied : RmxVerdict.Granted);
            if (same || entry.Code is RmxCode.Ldap or RmxCode.Sig || entry.IsUnknown)
                continue;
            bool meets = entry.Prefix is { } other
                ? other.Contains(prefix) || prefix.Contains(other)
                : reaches[i].Possible.Overlaps(addresses ??= AddressSet.Of(prefix));
            if (meets)
                return false;
        }
        return true;
    }

    /// <summary>An <c>ipv4</c> or <c>ipv6</c> entry with another prefix.</summary>
    public static RmxEntry With(RmxEntry entry, AddressPrefix prefix) =>
        new(entry.Code, entry.Negated, [(byte)prefix.Length, .. prefix.Network[..((prefix.Length + 7) / 8)]]);

    /// <summary>The first entry at which a receiver might stop because of too many lookups.</summary>
    private static int LimitOf(IReadOnlyList<RmxEntry> entries, IReadOnlyList<EntryReach> reaches)
    {
        int lookups = 0;
        for (int i = 0; i < entries.Count; i++)
        {
            lookups += (entries[i].NeedsLookup ? 1 : 0) + reaches[i].LookupsInside;
            if (lookups > RmxChecker.MostLookups)
                return i;
        }
        return int.MaxValue;
    }

    private static AddressPrefix Sibling(AddressPrefix prefix)
    {
        byte[] network = prefix.Network.ToArray();
        network[(prefix.Length - 1) / 8] ^= (byte)(0x80 >> ((prefix.Length - 1) % 8));
        return AddressPrefix.FromOctets(network, prefix.Length)!;
    }
}
