using RmxDns.Wire;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>The exchanges of an MX RRset.</summary>
internal static class Exchanges
{
    /// <summary>Each exchange once; the root is none (RFC 7505).</summary>
    /// <param name="rdata">RDATA of each record.</param>
    public static IReadOnlyList<Name> Of(IEnumerable<byte[]> rdata) =>
        [.. rdata.Select(mx => Name.FromWire(mx.AsSpan(2))!).Where(exchange => !exchange.IsRoot).Distinct()];
}
