namespace RmxDns.Rmx.Receiving;

/// <summary>
/// Checks at MAIL FROM whether a domain lets a client send for it (draft-danisch-dns-rr-smtp §4, §5, §8). Logic alone: what is
/// in DNS comes from the lookup that it is given. Whatever that gives, the outcome is a verdict.
/// </summary>
/// <param name="lookup">Looks up an RRset.</param>
/// <param name="settings">The receiver's own choices.</param>
public sealed class RmxChecker(RmxLookup lookup, RmxCheckSettings settings)
{
    /// <summary>The most entries that need a lookup in one check.</summary>
    public const int MostLookups = 10;

    /// <summary>The most exchanges behind one <c>mx</c> entry.</summary>
    public const int MostExchanges = 10;

    /// <summary>The most PTR names of an address that are looked at (RFC 7208 §4.6.4).</summary>
    public const int MostReverseNames = 10;

    /// <summary>Checks one client.</summary>
    /// <exception cref="OperationCanceledException">The lookup was cancelled.</exception>
    public async ValueTask<RmxResult> CheckAsync(RmxClient client, CancellationToken cancellation = default)
    {
        foreach (AddressPrefix forwarder in settings.Forwarders)
        {
            if (forwarder.Contains(client.Address))
                return new RmxResult(RmxVerdict.Trusted, null, client.Domain, false, [new RmxStep(null, $"{client.AddressText} is in {forwarder}, a forwarder")]);
        }
        if (client.Domain is not { } domain)
            return new RmxResult(RmxVerdict.NoRmx, null, null, false, [new RmxStep(null, "the sender has no domain name")]);
        return await new RmxCheck(lookup, settings, client, domain, cancellation).RunAsync();
    }
}
