using System.Globalization;
using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>An item of an APL record and where it stands (RFC 3123 §4).</summary>
/// <param name="Family">The address family, 1 IPv4 and 2 IPv6.</param>
/// <param name="Item">The prefix; null for another family.</param>
/// <param name="HasHostBits">Whether bits beyond the prefix are set.</param>
/// <param name="Octets">The item as it is served.</param>
/// <param name="Mark">Its place.</param>
internal sealed record PlacedItem(int Family, AplItem? Item, bool HasHostBits, byte[] Octets, SourceMark Mark)
{
    /// <summary>The text in presentation form, bits beyond the prefix dropped; the family alone where it is not known.</summary>
    public string Text { get; } = Item is { } item
        ? string.Create(CultureInfo.InvariantCulture, $"{(item.Negated ? "!" : "")}{Family}:{Address(item.Prefix)}/{item.Prefix.Length}")
        : string.Create(CultureInfo.InvariantCulture, $"family {Family}");

    /// <summary>The items of a record.</summary>
    public static IReadOnlyList<PlacedItem> Of(SourceRecord record)
    {
        var items = new List<PlacedItem>();
        ReadOnlySpan<byte> rest = record.Rdata;
        while (!rest.IsEmpty)
        {
            byte[] octets = rest[..(4 + (rest[3] & 0x7F))].ToArray();
            rest = rest[octets.Length..];
            var read = new List<AplItem>();
            _ = AplReader.TryRead(octets, read);
            bool hostBits = read.Count > 0 && !octets.AsSpan(4).SequenceEqual(Part(read[0].Prefix));
            SourceMark mark = record.IsGeneric ? record.Mark : record.TokenMark(items.Count);
            items.Add(new PlacedItem(octets[0] << 8 | octets[1], read.Count > 0 ? read[0] : null, hostBits, octets, mark));
        }
        return items;
    }

    /// <summary>The item in octets, bits beyond the prefix dropped.</summary>
    public byte[] Encode()
    {
        if (Item is not { } item)
            return Octets;
        ReadOnlySpan<byte> part = Part(item.Prefix);
        return [0, (byte)Family, (byte)item.Prefix.Length, (byte)(part.Length | (item.Negated ? 0x80 : 0)), .. part];
    }

    private static ReadOnlySpan<byte> Part(AddressPrefix prefix) => prefix.Network[..(prefix.Network.LastIndexOfAnyExcept((byte)0) + 1)];

    private static string Address(AddressPrefix prefix) =>
        prefix.Network.Length == 4 ? AddressText.FormatIpv4(prefix.Network) : AddressText.FormatIpv6(prefix.Network);
}
