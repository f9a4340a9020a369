using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>
/// The names that NS, MX, SRV, CNAME, PTR, SVCB and HTTPS refer to. Of what is wrong with one name the first is said: an address, the
/// zone's name twice, an alias, nothing there, not the name of a host.
/// </summary>
internal static class Targets
{
    private static readonly Kind[] Kinds =
    [
        new(RrType.Ns, 0, DelegationRules.NsTargetMissing, Host: true),
        new(RrType.Mx, 1, ReferenceRules.MxTargetMissing, Host: true),
        new(RrType.Srv, 3, ReferenceRules.SrvTargetMissing, Host: true),
        new(RrType.Svcb, 1, ReferenceRules.SvcbTargetMissing, Host: false),
        new(RrType.Https, 1, ReferenceRules.SvcbTargetMissing, Host: false),
        new(RrType.Cname, 0, ReferenceRules.CnameTargetMissing, Host: false),
        new(RrType.Ptr, 0, null, Host: false),
        new(RrType.Dname, 0, null, Host: false),
    ];

    public static void Check(LintContext context)
    {
        foreach (Kind kind in Kinds)
        {
            IEnumerable<RrSet> rrSets = kind.Type == RrType.Ns ? NameServers.RrSets(context.Zone) : context.Zone.Served(kind.Type);
            foreach (RrSet rrSet in rrSets)
            {
                foreach (SourceRecord record in rrSet.Records)
                    Check(context, kind, rrSet, record);
            }
        }
    }

    private static void Check(LintContext context, Kind kind, RrSet rrSet, SourceRecord record)
    {
        Name target = context.Types[rrSet.Type].NamesIn(record.Rdata)[0];
        if (target.IsRoot)
            return;
        SourceMark mark = record.TokenMark(kind.Token);
        string of = $"{context.Types.NameOf(rrSet.Type)} of {rrSet.Owner}", subject = Subject(context, rrSet, target);
        if (TargetNames.AddressIn(target, context.Zone.Origin) is { } address)
            context.Add(ReferenceRules.TargetIsAddress, mark, $"{of}: {address} is an address; a name belongs there", rrSet.Owner, subject);
        else if (TargetNames.RepeatsZone(target, context.Zone.Origin))
            context.Add(OwnerRules.LabelRepeatsZone, mark, $"{of}: {target} ends in the zone's name twice; is a final dot missing?", rrSet.Owner, subject);
        else if (!CheckHost(context, kind, rrSet, target, mark, $"{of}: {target}"))
            Hostnames.CheckTarget(context, FormOf(kind, rrSet), rrSet, target, mark, of, subject);
    }

    /// <summary>Whether something is wrong with what the zones say about the target.</summary>
    private static bool CheckHost(LintContext context, Kind kind, RrSet rrSet, Name target, SourceMark mark, string what)
    {
        string subject = Subject(context, rrSet, target);
        if (kind.Missing is null)
            return false;
        if (kind.Type == RrType.Cname)
        {
            if (context.Zones.Find(target, RrType.A).Status != LookupStatus.NxDomain)
                return false;
            context.Add(kind.Missing, mark, $"{what} does not exist", rrSet.Owner, subject);
            return true;
        }
        HostState state = TargetNames.StateOf(context, target, out string why);
        if (state == HostState.Alias && kind.Host)
        {
            context.Add(ReferenceRules.TargetIsAlias, mark, $"{what} {why}; it must have addresses of its own", rrSet.Owner, subject);
            return true;
        }
        if (state != HostState.Missing || LeadsToService(context, kind, target))
            return false;
        context.Add(kind.Missing, mark, $"{what} {why}", rrSet.Owner, subject);
        return true;
    }

    /// <summary>What a target has to look like. That of a service's instance is any text (RFC 6763 §4.1.1).</summary>
    private static TargetForm FormOf(Kind kind, RrSet rrSet) => kind.Host ? TargetForm.Host
        : kind.Type == RrType.Ptr && !rrSet.Owner.IsAtOrBelow(TargetNames.ReverseTree) ? TargetForm.Any : TargetForm.Name;

    /// <summary>The alias form of a service binding may lead to another service binding alone.</summary>
    private static bool LeadsToService(LintContext context, Kind kind, Name target) =>
        kind.Type is RrType.Svcb or RrType.Https && context.Zones.Find(target, kind.Type).Status == LookupStatus.Found;

    private static string Subject(LintContext context, RrSet rrSet, Name target) => $"{context.Types.NameOf(rrSet.Type)} {target}";

    /// <summary>A type whose RDATA refers to a name.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Token">Which token of presentation form the name is.</param>
    /// <param name="Missing">The rule for a name that is not there; null where that is none.</param>
    /// <param name="Host">Whether the name is that of a host, which must not be an alias.</param>
    private sealed record Kind(ushort Type, int Token, Rule? Missing, bool Host);
}

/// <summary>What the name that a record refers to has to look like.</summary>
internal enum TargetForm
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>A name as people write them.</summary>
    Name,

    /// <summary>The name of a host.</summary>
    Host,
}
