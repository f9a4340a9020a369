using RmxDns.Rmx;

namespace RmxDns.Zones.Spf;

/// <summary>What a term of an SPF policy is (RFC 7208 §5, §6).</summary>
public enum SpfKind
{
    /// <summary>Matches always.</summary>
    All,

    /// <summary>Matches where another domain's policy passes.</summary>
    Include,

    /// <summary>The addresses of a name.</summary>
    A,

    /// <summary>The addresses of a domain's exchanges.</summary>
    Mx,

    /// <summary>The name that the address leads to; RFC 7208 says not to use it.</summary>
    Ptr,

    /// <summary>An IPv4 network.</summary>
    Ip4,

    /// <summary>An IPv6 network.</summary>
    Ip6,

    /// <summary>Whether a made-up name exists.</summary>
    Exists,

    /// <summary>The policy of another domain in this one's place.</summary>
    Redirect,

    /// <summary>Where the text for refused senders is.</summary>
    Explanation,

    /// <summary>A modifier that nobody knows; it means nothing.</summary>
    Modifier,
}

/// <summary>What a matching mechanism decides (RFC 7208 §4.6.2), and how a policy may end besides.</summary>
public enum SpfOutcome
{
    /// <summary><c>+</c></summary>
    Pass,

    /// <summary><c>-</c></summary>
    Fail,

    /// <summary><c>~</c></summary>
    SoftFail,

    /// <summary><c>?</c>, and a policy that ends without a match.</summary>
    Neutral,

    /// <summary>The policy cannot be interpreted (RFC 7208 §2.6.7).</summary>
    PermError,
}

/// <summary>A term of a policy.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Qualifier">What a match decides; of no meaning for modifiers.</param>
/// <param name="Domain">The domain-spec as written, macros included; null where there is none.</param>
/// <param name="Network">The network of <see cref="SpfKind.Ip4"/> and <see cref="SpfKind.Ip6"/>.</param>
/// <param name="Ip4Length">The prefix length that IPv4 addresses of a name are widened to.</param>
/// <param name="Ip6Length">The same for IPv6.</param>
/// <param name="Offset">Where it stands in the policy.</param>
/// <param name="Text">The term as written.</param>
public sealed record SpfTerm(
    SpfKind Kind, SpfOutcome Qualifier, string? Domain, AddressPrefix? Network, int Ip4Length, int Ip6Length, int Offset, string Text)
{
    /// <summary>Whether evaluating it takes a lookup that counts (RFC 7208 §4.6.4).</summary>
    public bool NeedsLookup => Kind is SpfKind.Include or SpfKind.A or SpfKind.Mx or SpfKind.Ptr or SpfKind.Exists or SpfKind.Redirect;

    /// <summary>Whether addresses of a name count one by one, not by their network.</summary>
    public bool IsExact => Ip4Length == 32 && Ip6Length == 128;

    /// <summary>Whether the domain depends on who sends.</summary>
    public bool HasMacro => Domain is { } domain && domain.Contains('%', StringComparison.Ordinal);
}
