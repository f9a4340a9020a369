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
            else if (mx.Records is [var only] && !context.MayLack(mx.Owner))
                CheckOnlyExchange(context, mx, only);
        }
        foreach (RrSet srv in context.Zone.Served(RrType.Srv))
            CheckSrv(context, srv);
        foreach (RrSet rp in context.Zone.Served(Rp))
            CheckRp(context, rp);
        foreach (RrSet naptr in context.Zone.Served(RrType.Naptr))
            CheckNaptr(context, naptr);
        foreach (RrSet lp in context.Zone.Served(Lp))
            CheckLp(context, lp);
    }

    private static void CheckOnlyExchange(LintContext context, RrSet mx, SourceRecord only)
    {
        int preference = BinaryPrimitives.ReadUInt16BigEndian(only.Rdata);
        if (!IsNull(only, 2))
            context.Add(ReferenceRules.MxSingle, mx.Mark, $"{mx.Owner} has one exchange, {Name.FromWire(only.Rdata.AsSpan(2))}", mx.Owner);
        else if (preference != 0)
            context.Add(ReferenceRules.MxNullPreference, only.TokenMark(0), $"MX of {mx.Owner}: preference {preference} of the exchange '.'; it is 0", mx.Owner);
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

    private static void CheckNaptr(LintContext context, RrSet naptr)
    {
        foreach (SourceRecord record in naptr.Records)
        {
            string[] strings = new string[3];
            int at = 4;
            for (int i = 0; i < strings.Length; at += record.Rdata[at] + 1)
                strings[i++] = System.Text.Encoding.Latin1.GetString(record.Rdata, at + 1, record.Rdata[at]);
            string flags = strings[0], substitution = strings[2];
            (int Token, string Message)? fault = !flags.All(char.IsAsciiLetterOrDigit) ? (2, $"flags {FindingText.Quote(flags)}; they are letters and digits")
                : substitution.Length > 0 && record.Rdata.Length > at + 1 ? (5, "a replacement beside a substitution; there is one of them")
                : substitution.Length > 0 && !IsSubstitution(substitution) ? (4, $"{FindingText.Quote(substitution)} is no substitution; it has its first character three times, flags behind the last")
                : null;
            if (fault is { } found)
                context.Add(ServiceRules.NaptrSyntax, record.TokenMark(found.Token), $"NAPTR of {naptr.Owner}: {found.Message}", naptr.Owner);
        }
    }

    /// <summary>Delimiter, expression, delimiter, replacement, delimiter, and perhaps the flag i; a backslash takes the meaning of what follows (RFC 3402 §3.2).</summary>
    private static bool IsSubstitution(string text)
    {
        int delimiters = 0, last = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[0])
                (delimiters, last) = (delimiters + 1, i);
        }
        return delimiters == 3 && text[(last + 1)..] is "" or "i";
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
