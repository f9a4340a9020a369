using RmxDns.Rmx;
using RmxDns.Rmx.Receiving;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The entry <c>full</c> and the records that it leads to, below <c>_rmx</c>.</summary>
internal static class RmxFullAddresses
{
    public static void Check(LintContext context, RmxPolicy policy)
    {
        Name owner = policy.RrSet.Owner;
        bool isFull = FullAddresses.InfixAbove(owner) is not null;
        if (isFull && !FullAddresses.IsMapped(owner))
            context.Add(RmxReferenceRules.RmxAddressUnmapped, policy.RrSet.OwnerMark, $"no mail address has its record at {owner}", owner);
        for (int i = 0; i < policy.Entries.Count; i++)
        {
            PlacedEntry entry = policy.Entries[i];
            if (entry.Entry.Code != RmxCode.Full || policy.EarlierSame(i) is not null)
                continue;
            if (isFull)
                context.Add(RmxReferenceRules.RmxFullNested, entry.Mark, $"{owner} is the record of a full address; full in it leads nowhere", owner, entry.Text);
            else if (owner.IsWildcard)
                context.Add(RmxReferenceRules.RmxFullNested, entry.Mark, $"{owner} is also the record of the full addresses below _rmx of each name that it stands for, and there full leads nowhere", owner, entry.Text);
            else if (owner.Prepend("_rmx"u8) is { } infix && context.Zones.Find(infix, policy.RrSet.Type) is { Status: LookupStatus.NxDomain or LookupStatus.NoData } below
                && context.Zone.Origin.Equals(below.Zone) && context.Zone.FullAddresses(policy.RrSet.Type).Of(owner).Count == 0 && !context.Zone.Gaps.MayLackBelow(infix))
                context.Add(RmxReferenceRules.RmxFullWithoutAddresses, entry.Mark, $"there is no RMX record below {infix}", owner, entry.Text);
        }
    }

    /// <summary>Records of full addresses whose domain does not send anybody to them.</summary>
    public static void CheckZone(LintContext context)
    {
        ushort type = context.Types.RmxType;
        FullAddresses all = context.Zone.FullAddresses(type);
        foreach (Name domain in all.Domains)
        {
            LookupAnswer rmx = context.Zones.Resolve(domain, type);
            if (rmx.Status is not (LookupStatus.Found or LookupStatus.NoData or LookupStatus.NxDomain) || context.MayLack(domain) || LeadsToThem(context, domain, rmx))
                continue;
            IReadOnlyList<RrSet> records = all.Of(domain);
            string why = rmx.Status == LookupStatus.Found ? "has no full" : "does not exist";
            context.Add(RmxReferenceRules.RmxAddressesWithoutFull, records[0].OwnerMark, $"the RMX of {domain} {why}, so that nobody asks for {(records.Count == 1 ? "this record" : $"this and {records.Count - 1} more records")} below _rmx.{domain}", records[0].Owner);
        }
    }

    private static bool LeadsToThem(LintContext context, Name domain, LookupAnswer rmx)
    {
        PublishedRecord record = PublishedRecord.FromRmx(rmx.Rdata);
        if (rmx.Status != LookupStatus.Found && domain.Prepend("_rmx"u8) is { } alternative)
            record = PublishedRecord.FromTxt(context.Zones.Resolve(alternative, RrType.Txt) is { Status: LookupStatus.Found } txt ? txt.Rdata : []);
        return record.Entries.Any(entry => entry.Code == RmxCode.Full);
    }
}
