using System.Buffers.Binary;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>References that contradict each other or lead to nothing: MX and SRV that say "not here", RP, LP.</summary>
internal static class References
{
    private const ushort Rp = 17, Lp = 107;

    public static void Check(LintContext context)
    {
        foreach (RrSet mx in context.Zone.Served(RrType.Mx))
        {
            if (mx.Records.Count > 1 && mx.Records.FirstOrDefault(record => IsNull(record, 2)) is { Rdata: not null } none)
                context.Add(ReferenceRules.MxNullWithOthers, none.TokenMark(1), $"MX of {mx.Owner}: '.' says that it takes no mail, beside {mx.Records.Count - 1} more", mx.Owner);
        }
        foreach (RrSet srv in context.Zone.Served(RrType.Srv))
            CheckSrv(context, srv);
        foreach (RrSet rp in context.Zone.Served(Rp))
            CheckRp(context, rp);
        foreach (RrSet lp in context.Zone.Served(Lp))
            CheckLp(context, lp);
    }

    private static void CheckSrv(LintContext context, RrSet srv)
    {
        foreach (SourceRecord record in srv.Records.Where(record => IsNull(record, 6)))
        {
            if (srv.Records.Count > 1)
                context.Add(ReferenceRules.SrvNullNonzero, record.TokenMark(3), $"SRV of {srv.Owner}: '.' says that the service is not there, beside {srv.Records.Count - 1} more", srv.Owner);
            else if (record.Rdata.AsSpan(0, 6).ContainsAnyExcept((byte)0))
                context.Add(ReferenceRules.SrvNullNonzero, record.TokenMark(3), $"SRV of {srv.Owner}: '.' says that the service is not there, but priority, weight or port is not 0", srv.Owner);
        }
    }

    private static void CheckRp(LintContext context, RrSet rp)
    {
        foreach (SourceRecord record in rp.Records)
        {
            Name text = context.Types[Rp].NamesIn(record.Rdata)[1];
            if (!text.IsRoot && context.Zones.Find(text, RrType.Txt).Status is LookupStatus.NoData or LookupStatus.NxDomain)
                context.Add(ReferenceRules.RpTxtMissing, record.TokenMark(1), $"RP of {rp.Owner}: {text} has no TXT", rp.Owner, text.ToString());
        }
    }

    private static void CheckLp(LintContext context, RrSet lp)
    {
        foreach (SourceRecord record in lp.Records)
        {
            if (context.Types[Lp].NamesIn(record.Rdata)[0].Equals(lp.Owner))
                context.Add(ReferenceRules.LpSelf, record.TokenMark(1), $"LP of {lp.Owner} (preference {BinaryPrimitives.ReadUInt16BigEndian(record.Rdata)}) refers to its own name", lp.Owner);
        }
    }

    private static bool IsNull(SourceRecord record, int prefix) => record.Rdata.Length == prefix + 1;
}
