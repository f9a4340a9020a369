namespace RmxDns.Interop.Study;

/// <summary>What a receiver pays for one policy when the client's address matches nothing before the end.</summary>
/// <param name="First">Octets of the first answer.</param>
/// <param name="Queries">How many queries there are.</param>
/// <param name="Total">Octets of all answers.</param>
internal sealed record Cost(int First, int Queries, int Total);

/// <summary>A domain's policy in both worlds.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="About">What kind of domain it stands for.</param>
/// <param name="Ranges">The networks that may send, merged as far as they go.</param>
/// <param name="Spf">The policy in TXT.</param>
/// <param name="Literal">RMX with every network written out: one query, and to be changed whenever somebody's network changes.</param>
/// <param name="Shared">RMX that refers to a list (APL) for each policy of others that SPF includes, and to hosts by name.</param>
/// <param name="Losses">What RMX cannot say of the policy.</param>
internal sealed record StudiedDomain(string Domain, string About, int Ranges, Cost Spf, Cost? Literal, Cost? Shared, IReadOnlyList<string> Losses);
