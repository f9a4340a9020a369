namespace RmxDns.Tool.Interop.Cases;

/// <summary>A way to ask for a case.</summary>
/// <param name="Cached">Whether the same question was asked before; otherwise the name is fresh.</param>
/// <param name="OverTcp">Whether it is asked over TCP.</param>
/// <param name="Edns">Whether it is asked with EDNS.</param>
internal readonly record struct Variant(bool Cached, bool OverTcp, bool Edns)
{
    /// <summary>The fresh ones; each is followed by its cached one.</summary>
    public static IReadOnlyList<Variant> First { get; } = [new(false, false, true), new(false, false, false), new(false, true, true), new(false, true, false)];

    /// <summary>As reports name it, such as <c>first-udp-edns</c>.</summary>
    public string Name => $"{(Cached ? "cached" : "first")}-{(OverTcp ? "tcp" : "udp")}-{(Edns ? "edns" : "plain")}";
}
