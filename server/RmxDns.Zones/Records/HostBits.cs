using RmxDns.Rmx;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Records;

/// <summary>
/// Finds RMX entries that are written with bits set beyond their prefix. No RDATA holds them, so that they are seen while the text is
/// read or never.
/// </summary>
internal static class HostBits
{
    /// <summary>Looks at one entry, as written; anything but <c>ipv4</c> and <c>ipv6</c> passes.</summary>
    public static void Check(string entry, SourceMark mark, ZoneContext context)
    {
        int slash = entry.IndexOf('/', StringComparison.Ordinal), colon = entry.IndexOf(':', StringComparison.Ordinal);
        if (slash < 0 || colon < 0 || !RmxTextReader.TryRead(entry, out RmxRecord record, out _) || record.Entries is not [{ Prefix: { } prefix } one])
            return;
        Span<byte> written = stackalloc byte[prefix.Network.Length];
        ReadOnlySpan<char> address = entry.AsSpan()[(colon + 1)..slash];
        _ = written.Length == 4 ? AddressText.TryParseIpv4(address, written) : AddressText.TryParseIpv6(address, written);
        if (!written.SequenceEqual(prefix.Network))
            context.Findings.Add(RmxRules.RmxHostBits, mark, $"bits beyond the prefix are set; {RmxText.Format(one)} is what counts", context.Owner, RmxText.Format(one));
    }
}
