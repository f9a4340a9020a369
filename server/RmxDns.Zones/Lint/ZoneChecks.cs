using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint;

/// <summary>What RRsets say against each other. Each check is a rule and a function over the whole zone; their list is the only place to add one.</summary>
internal static class ZoneChecks
{
    private static readonly Action<ZoneContents, OwnerIndex, FindingList>[] Checks =
    [
        CheckSoa, CheckDs, CheckAliases, CheckRedirections, CheckBelowRedirections,
    ];

    /// <summary>What a file that could not be read in full may only seem to lack.</summary>
    private static readonly Action<ZoneContents, OwnerIndex, FindingList>[] ChecksForAbsence = [CheckNs, CheckMadeUpSoa];

    /// <summary>Runs all checks.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="mayLack">Whether something was left out already because it could not be read.</param>
    public static void Run(ZoneContents zone, FindingList findings, bool mayLack)
    {
        var owners = new OwnerIndex(zone);
        foreach (Action<ZoneContents, OwnerIndex, FindingList> check in Checks)
            check(zone, owners, findings);
        foreach (Action<ZoneContents, OwnerIndex, FindingList> check in mayLack ? [] : ChecksForAbsence)
            check(zone, owners, findings);
    }

    private static void CheckSoa(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        foreach (RrSet soa in owners.OfType(RrType.Soa))
        {
            if (!soa.Owner.Equals(zone.Origin))
                findings.Add(ZoneRules.SoaNotApex, soa.Mark, $"SOA at {soa.Owner}; only the apex {zone.Origin} has one", soa.Owner);
            else if (soa.Records.Count > 1)
                findings.Add(ZoneRules.SoaSeveral, soa.Records[1].Mark, $"{soa.Records.Count} SOA records; a zone has one", soa.Owner);
        }
    }

    private static void CheckMadeUpSoa(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        foreach (RrSet soa in owners.OfType(RrType.Soa))
        {
            if (soa.Mark == default)
                findings.Add(ZoneRules.SoaMissing, default, $"no SOA; served is: {SoaText(soa.Records[0].Rdata)}", soa.Owner);
        }
    }

    private static string SoaText(byte[] rdata)
    {
        int mname = NameOctets.LengthOfUncompressed(rdata);
        int rname = NameOctets.LengthOfUncompressed(rdata.AsSpan(mname));
        string times = string.Join(' ', SoaDefaults.Times);
        return $"{Name.FromWire(rdata.AsSpan(0, mname))} {Name.FromWire(rdata.AsSpan(mname, rname))} <serial> {times}";
    }

    private static void CheckNs(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        foreach (RrSet ns in owners.OfType(RrType.Ns))
        {
            if (ns.Owner.Equals(zone.Origin))
                return;
        }
        findings.Add(ZoneRules.NsMissing, default, $"no NS record at the apex {zone.Origin}; add one, $ns, or the setting --default-ns", zone.Origin);
    }

    private static void CheckDs(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        foreach (RrSet ds in owners.OfType(RrType.Ds))
        {
            if (ds.Owner.Equals(zone.Origin))
                findings.Add(ZoneRules.DsAtApex, ds.Mark, "DS at the apex; it belongs into the parent zone", ds.Owner);
        }
    }

    private static void CheckAliases(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        foreach (RrSet cname in owners.OfType(RrType.Cname))
        {
            if (cname.Records.Count > 1)
                findings.Add(ZoneRules.CnameSeveral, cname.Records[1].Mark, $"{cname.Records.Count} CNAME records at {cname.Owner}; an alias has one target", cname.Owner);
            if (owners.Beside(cname, type => type is not (RrType.Dname or RrType.Rrsig or RrType.Nsec)) is { } other)
                findings.Add(ZoneRules.CnameAndOther, cname.Mark, $"CNAME at {cname.Owner} beside other data{Where(other)}; an alias has nothing else", cname.Owner);
        }
    }

    private static void CheckRedirections(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        foreach (RrSet dname in owners.OfType(RrType.Dname))
        {
            if (dname.Records.Count > 1)
                findings.Add(ZoneRules.DnameSeveral, dname.Records[1].Mark, $"{dname.Records.Count} DNAME records at {dname.Owner}; there is one at most", dname.Owner);
            bool apex = dname.Owner.Equals(zone.Origin);
            if (owners.Beside(dname, type => type == RrType.Cname || (type == RrType.Ns && !apex)) is { } other)
                findings.Add(ZoneRules.DnameAndOther, dname.Mark, $"DNAME at {dname.Owner} beside {(other.Type == RrType.Ns ? "NS" : "CNAME")}{Where(other)}", dname.Owner);
        }
    }

    private static void CheckBelowRedirections(ZoneContents zone, OwnerIndex owners, FindingList findings)
    {
        if (owners.OfType(RrType.Dname).Count == 0)
            return;
        var dnames = new Dictionary<Name, RrSet>();
        foreach (RrSet dname in owners.OfType(RrType.Dname))
            _ = dnames.TryAdd(dname.Owner, dname);
        Name? reported = null;
        foreach (RrSet rrSet in zone.RrSets)
        {
            for (Name? at = rrSet.Owner.Parent; at is not null && at.IsAtOrBelow(zone.Origin) && !rrSet.Owner.Equals(reported); at = at.Parent)
            {
                if (!dnames.TryGetValue(at, out RrSet? dname))
                    continue;
                reported = rrSet.Owner;
                findings.Add(ZoneRules.BelowDname, rrSet.Mark, $"{rrSet.Owner} is below the DNAME at {at}{Where(dname)}, which redirects it", rrSet.Owner);
            }
        }
    }

    private static string Where(RrSet rrSet) => rrSet.Mark.Line == 0 ? "" : $" (line {rrSet.Mark.Line})";
}
