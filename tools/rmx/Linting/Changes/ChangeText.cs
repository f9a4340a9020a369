using System.Globalization;
using RmxDns.Rmx.Addresses;
using RmxDns.Zones.Lint.Policies;

namespace RmxDns.Tool.Linting.Changes;

/// <summary>What a change means for one owner, in a sentence.</summary>
internal static class ChangeText
{
    private const int PlainUdp = 512;

    /// <summary>The sentence, without a full stop.</summary>
    public static string Of(PolicyChange change)
    {
        // A sentence about a name does not end in the name's own dot.
        string owner = change.Owner.IsRoot ? "." : change.Owner.ToString()[..^1];
        var parts = new List<string>();
        if (change.Before is null)
            parts.Add($"this change gives {owner} an RMX record");
        if (change.After is null)
            parts.Add($"this change takes the RMX record of {owner} away");
        AddVerdicts(parts, change, owner);
        if (parts.Count == 0)
            parts.Add($"this change gives no address of {owner} another verdict");
        string sentence = parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))}, and {parts[^1]}";
        return Sizes(change) is { Length: > 0 } sizes ? $"{sentence}; {sizes}" : sentence;
    }

    private static void AddVerdicts(List<string> parts, PolicyChange change, string owner)
    {
        string subject = parts.Count == 0 ? "this change " : "";
        void Add(string text)
        {
            parts.Add(subject + text);
            subject = "";
        }
        AddressSet granted = change.NewlyGranted, taken = change.NoLongerGranted;
        AddressSet denied = change.NewlyDenied.Except(taken), undenied = change.NoLongerDenied.Except(granted);
        if (!granted.IsEmpty)
            Add($"authorises {AddressCount.Count(granted, "more")} for {owner}, {(IsOne(granted) ? "" : "among them ")}{AddressCount.Example(granted)}");
        if (!taken.IsEmpty)
            Add($"takes {AddressCount.Name(taken)} away{(granted.IsEmpty ? $" from {owner}" : "")}");
        if (!denied.IsEmpty)
            Add($"denies {AddressCount.Name(denied)} in so many words{(granted.IsEmpty && taken.IsEmpty ? $" for {owner}" : "")}");
        if (!undenied.IsEmpty)
            Add($"no longer denies {AddressCount.Name(undenied)} in so many words{(granted.IsEmpty && taken.IsEmpty && denied.IsEmpty ? $" for {owner}" : "")}");
        if (!Equals(change.Before?.Unknown ?? AddressSet.Empty, change.After?.Unknown ?? AddressSet.Empty))
            Add("changes what depends on names outside these zones");
    }

    private static bool IsOne(AddressSet addresses) => addresses.Ipv4Count + addresses.Ipv6Count == 1;

    private static string Sizes(PolicyChange change) => (change.SizeBefore, change.SizeAfter) switch
    {
        ({ } before, { } after) when before.Answer != after.Answer =>
            Text($"the answer {(after.Answer > before.Answer ? "grows" : "shrinks")} from {before.Answer} to {after.Answer} octets{Over(before.Answer, after.Answer)}"),
        ({ } before, { } after) when before.Full != after.Full =>
            Text($"with its additional records the answer {(after.Full > before.Full ? "grows" : "shrinks")} from {before.Full} to {after.Full} octets{Over(before.Full, after.Full)}"),
        (null, { } after) => Text($"the answer takes {after.Answer} octets{Over(0, after.Answer)}"),
        _ => "",
    };

    private static string Over(int before, int after) =>
        after > PlainUdp && before <= PlainUdp ? Text($", {after - PlainUdp} too many for UDP without EDNS") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
