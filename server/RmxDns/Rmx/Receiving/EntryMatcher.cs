using System.Security.Cryptography;
using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>
/// Whether an entry matches a client, for every entry but <c>full</c>. What does not exist does not match; a lookup that
/// fails and an answer that cannot be read end the check.
/// </summary>
internal sealed class EntryMatcher(RmxLookup lookup, RmxClient client, Name domain, CancellationToken cancellation)
{
    /// <summary>The list that the last <c>apl</c> entry led to.</summary>
    public IReadOnlyList<AplItem> List { get; private set; } = [];

    private ushort AddressType => client.Address.Length == 4 ? RrType.A : RrType.Aaaa;

    public ValueTask<EntryMatch> MatchAsync(RmxEntry entry) => entry.Code switch
    {
        RmxCode.Ipv4 or RmxCode.Ipv6 => new(EntryMatch.If(entry.Prefix!.Contains(client.Address), "in the prefix")),
        RmxCode.Unused => new(EntryMatch.Yes("matches: the domain sends no mail")),
        RmxCode.TlsFp => new(MatchCertificate(entry.Value)),
        RmxCode.Sasl => new(MatchMechanism(entry.Value)),
        RmxCode.Ldap or RmxCode.Sig => new(EntryMatch.No("does not match: not decidable at MAIL FROM")),
        RmxCode.Host => MatchHostAsync(entry.Name!),
        RmxCode.Apl => MatchAplAsync(entry.Name!),
        RmxCode.Domain => MatchDomainAsync(OrDomain(entry.Name!)),
        RmxCode.Mx => MatchMxAsync(),
        RmxCode.Ipmap => MatchIpmapAsync(OrDomain(entry.Name!)),
        _ => new(EntryMatch.No("does not match: an entry that is not known")),
    };

    private Name OrDomain(Name name) => name.IsRoot ? domain : name;

    private EntryMatch MatchCertificate(ReadOnlySpan<byte> value)
    {
        if (client.Certificate.IsEmpty)
            return EntryMatch.No("does not match: the client showed no certificate");
        ReadOnlySpan<byte> certificate = client.Certificate.Span;
        byte[] digest = value[0] == 1 ? SHA256.HashData(certificate) : SHA512.HashData(certificate);
        return EntryMatch.If(value[1..].SequenceEqual(digest), "the certificate that the client showed");
    }

    private EntryMatch MatchMechanism(ReadOnlySpan<byte> value)
    {
        if (client.SaslMechanism is not { } mechanism)
            return EntryMatch.No("does not match: the client did not authenticate");
        bool listed = value.IsEmpty;
        foreach (Range range in value.Split((byte)' '))
            listed |= System.Text.Ascii.EqualsIgnoreCase(value[range], mechanism);
        return EntryMatch.If(listed, "the mechanism that the client used");
    }

    private async ValueTask<EntryMatch> MatchHostAsync(Name host) =>
        await FindAddressAsync(host) ?? EntryMatch.No($"does not match: not an address of {host}");

    private async ValueTask<EntryMatch> MatchAplAsync(Name owner)
    {
        LookupAnswer answer = await lookup(owner, RrType.Apl, cancellation);
        if (answer.Status != LookupStatus.Found)
            return Without(answer, owner, "APL");
        var items = new List<AplItem>();
        foreach (byte[] rdata in answer.Rdata.OrderBy(rdata => rdata, OctetOrder))
        {
            if (!AplReader.TryRead(rdata, items))
                return EntryMatch.Bad($"the APL of {owner} is malformed");
        }
        List = items;
        foreach (AplItem item in items)
        {
            if (item.Prefix.Contains(client.Address))
                return EntryMatch.If(!item.Negated, $"in the list, where {(item.Negated ? "!" : "")}{item.Prefix} is the first that holds the address");
        }
        return EntryMatch.No("does not match: no prefix of the list holds the address");
    }

    /// <summary>Who controls the address chose its PTR names; only those that lead back to it count.</summary>
    private async ValueTask<EntryMatch> MatchDomainAsync(Name above)
    {
        Name reverse = ReverseName.Of(client.Address);
        LookupAnswer answer = await lookup(reverse, RrType.Ptr, cancellation);
        if (answer.Status != LookupStatus.Found)
            return Without(answer, reverse, "PTR");
        foreach (byte[] rdata in answer.Rdata.Take(RmxChecker.MostReverseNames))
        {
            if (Name.FromWire(rdata) is not { } name)
                return EntryMatch.Bad($"a PTR of {reverse} is malformed");
            if (name.IsAtOrBelow(above) && await FindAddressAsync(name) is { } found)
                return found;
        }
        return EntryMatch.No($"does not match: no confirmed name of the address is {above} or below it");
    }

    private async ValueTask<EntryMatch> MatchMxAsync()
    {
        LookupAnswer answer = await lookup(domain, RrType.Mx, cancellation);
        if (answer.Status != LookupStatus.Found)
            return Without(answer, domain, "MX");
        var exchanges = new List<Name>();
        foreach (byte[] rdata in answer.Rdata.OrderBy(rdata => rdata, OctetOrder))
        {
            if (rdata.Length < 3 || Name.FromWire(rdata.AsSpan(2)) is not { } exchange)
                return EntryMatch.Bad($"an MX of {domain} is malformed");
            // The root is no host (RFC 7505).
            if (!exchange.IsRoot && !exchanges.Contains(exchange))
                exchanges.Add(exchange);
            if (exchanges.Count > RmxChecker.MostExchanges)
                return EntryMatch.Bad($"{domain} has more than {RmxChecker.MostExchanges} exchanges");
        }
        foreach (Name exchange in exchanges)
        {
            if (await FindAddressAsync(exchange) is { } found)
                return found;
        }
        return EntryMatch.No($"does not match: not an address of an exchange of {domain}");
    }

    private async ValueTask<EntryMatch> MatchIpmapAsync(Name map)
    {
        if (ReverseName.Below(map, client.Address) is not { } name)
            return EntryMatch.No("does not match: the name of the address would be over 255 octets");
        LookupAnswer answer = await lookup(name, RrType.A, cancellation);
        return answer.Status == LookupStatus.Found ? EntryMatch.Yes($"matches: {name} has an address") : Without(answer, name, "A");
    }

    /// <summary>What ends the search for the client's address among those of a name; null when the name does not have it.</summary>
    private async ValueTask<EntryMatch?> FindAddressAsync(Name host)
    {
        LookupAnswer answer = await lookup(host, AddressType, cancellation);
        if (answer.Status == LookupStatus.Failed)
            return Without(answer, host, "address");
        foreach (byte[] rdata in answer.Rdata)
        {
            if (rdata.Length != client.Address.Length)
                return EntryMatch.Bad($"an address of {host} is malformed");
            if (client.Address.SequenceEqual(rdata))
                return EntryMatch.Yes($"matches: an address of {host}");
        }
        return null;
    }

    private static EntryMatch Without(LookupAnswer answer, Name name, string what) => answer.Status == LookupStatus.Failed
        ? EntryMatch.Failed($"{what} of {name}: {answer.Reason}")
        : EntryMatch.No($"does not match: {name} has no {what}");

    private static Comparer<byte[]> OctetOrder { get; } = Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));
}
