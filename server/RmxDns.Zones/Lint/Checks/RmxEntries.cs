using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>The rules on RMX, on the lists that it refers to and on its TXT alternative: only their types cost anything.</summary>
internal static class RmxEntries
{
    public static void Check(LintContext context)
    {
        foreach (RrSet rrSet in context.Zone.OfType(context.Types.RmxType))
            CheckRmx(context, rrSet);
        foreach (RrSet rrSet in context.Zone.OfType(RrType.Apl))
            AplLists.Check(context, rrSet);
        foreach (RrSet rrSet in context.Zone.OfType(RrType.Mx))
            RmxOwners.CheckMissing(context, rrSet);
        foreach (RrSet rrSet in context.Zone.OfType(RrType.Txt))
            RmxAlternatives.Check(context, rrSet);
        RmxFullAddresses.CheckZone(context);
    }

    private static void CheckRmx(LintContext context, RrSet rrSet)
    {
        // What a cut or a DNAME hides is nobody's record.
        if (!context.Zones.Serves(context.Zone, rrSet.Owner, rrSet.Type))
            return;
        RmxPolicy policy = context.PolicyOf(rrSet);
        RmxReach.Check(context, policy);
        RmxRecords.Check(context, policy);
        RmxReferences.Check(context, policy);
        RmxFullAddresses.Check(context, policy);
        RmxOwners.Check(context, policy);
    }
}
