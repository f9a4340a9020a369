using System.Text;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>CAA (RFC 8659), and the parameters of TLSA, SMIMEA and SSHFP.</summary>
internal static class Certificates
{
    private const ushort Sshfp = 44, Tlsa = 52, Smimea = 53, Caa = 257;

    public static void Check(LintContext context)
    {
        foreach (RrSet caa in context.Zone.Served(Caa))
        {
            foreach (SourceRecord record in caa.Records)
                CheckCaa(context, caa, record);
            if (!context.MayLack(caa.Owner))
                CheckIssuers(context, caa);
        }
        if (context.Runs(ServiceRules.CaaMissing))
            CheckMissing(context);
        foreach (RrSet tlsa in context.Zone.Served(Tlsa).Concat(context.Zone.Served(Smimea)))
        {
            foreach (SourceRecord record in tlsa.Records)
                CheckTlsa(context, tlsa, record);
        }
        foreach (RrSet sshfp in context.Zone.Served(Sshfp))
        {
            foreach (SourceRecord record in sshfp.Records)
                CheckSshfp(context, sshfp, record);
        }
    }

    private static void CheckIssuers(LintContext context, RrSet caa)
    {
        HashSet<string> tags = [.. caa.Records.Select(record => TagOf(record.Rdata))];
        if (tags.SetEquals(["iodef"]))
            context.Add(ServiceRules.CaaWithoutIssuer, caa.Mark, $"CAA of {caa.Owner} says where violations are reported and forbids nothing", caa.Owner);
        else if (tags.Contains("issue") && !tags.Contains("issuewild"))
            context.Add(ServiceRules.CaaWildcardUnsaid, caa.Mark, $"CAA of {caa.Owner} says nothing of wildcards; what issue allows holds for them", caa.Owner);
    }

    /// <summary>Asked as authorities do: at the name, then above it (RFC 8659 §3).</summary>
    private static void CheckMissing(LintContext context)
    {
        Name origin = context.Zone.Origin;
        RrSet? used = context.Zone.OfType(RrType.A).Concat(context.Zone.OfType(RrType.Aaaa)).Concat(context.Zone.OfType(RrType.Mx)).FirstOrDefault(rrSet => rrSet.Owner.Equals(origin));
        for (Name? at = origin; used is not null && at is not null; at = at.Parent)
        {
            if (context.Zones.Find(at, Caa).Status is not (LookupStatus.NoData or LookupStatus.NxDomain or LookupStatus.Outside))
                return;
        }
        if (used is not null)
            context.Add(ServiceRules.CaaMissing, used.Mark, $"{origin} has no CAA: every authority may issue for it", origin);
    }

    private static string TagOf(byte[] rdata) => Encoding.Latin1.GetString(rdata, 2, rdata[1]).ToLowerInvariant();

    private static void CheckCaa(LintContext context, RrSet caa, SourceRecord record)
    {
        int flags = record.Rdata[0], length = record.Rdata[1];
        string tag = Encoding.Latin1.GetString(record.Rdata, 2, length), value = Encoding.Latin1.GetString(record.Rdata.AsSpan(2 + length));
        (int Token, string Message)? fault = (flags & 0x7F) != 0 ? (0, $"the flags are 0 or 128, not {flags}") : tag.ToLowerInvariant() switch
        {
            "issue" or "issuewild" or "issuemail" or "issuevmc" => IssuerFault(value) is { } message ? (2, $"{tag}: {message}") : null,
            "iodef" => value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? null : (2, $"iodef is a mailto:, http: or https: address, not {FindingText.Quote(value)}"),
            "contactemail" or "contactphone" => null,
            _ => (1, $"{FindingText.Quote(tag)} is no tag that authorities know"),
        };
        if (fault is { } found)
            context.Add(ServiceRules.CaaSyntax, record.TokenMark(found.Token), $"CAA of {caa.Owner}: {found.Message}", caa.Owner, tag);
    }

    /// <summary>A domain or nothing, then parameters behind semicolons (RFC 8659 §4.2).</summary>
    private static string? IssuerFault(string value)
    {
        string[] parts = value.Split(';');
        string domain = parts[0].Trim();
        if (domain.Length > 0 && !domain.Split('.').All(label => label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            return $"{FindingText.Quote(domain)} is no domain of an authority";
        foreach (string part in parts.Skip(1).SelectMany(part => part.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) <= 0)
                return $"{FindingText.Quote(part)} is no parameter; those are NAME=VALUE";
        }
        return null;
    }

    private static void CheckTlsa(LintContext context, RrSet tlsa, SourceRecord record)
    {
        ReadOnlySpan<byte> rdata = record.Rdata;
        (int Token, string Message)? fault = rdata[0] is > 3 and < 255 ? (0, $"usage {rdata[0]}; there are 0 to 3")
            : rdata[1] is > 1 and < 255 ? (1, $"selector {rdata[1]}; there are 0 and 1")
            : rdata[2] is > 2 and < 255 ? (2, $"matching type {rdata[2]}; there are 0 to 2")
            : null;
        if (fault is { } found)
            context.Add(ServiceRules.TlsaParameters, record.TokenMark(found.Token), $"{context.Types.NameOf(tlsa.Type)} of {tlsa.Owner}: {found.Message}", tlsa.Owner);
    }

    private static void CheckSshfp(LintContext context, RrSet sshfp, SourceRecord record)
    {
        ReadOnlySpan<byte> rdata = record.Rdata;
        if (rdata[0] is 0 or 5 or > 6)
            context.Add(ServiceRules.SshfpParameters, record.TokenMark(0), $"SSHFP of {sshfp.Owner}: algorithm {rdata[0]}; there are 1 to 4 and 6", sshfp.Owner);
        else if (rdata[1] is 0 or > 2)
            context.Add(ServiceRules.SshfpParameters, record.TokenMark(1), $"SSHFP of {sshfp.Owner}: type {rdata[1]} of fingerprint; there are 1 and 2", sshfp.Owner);
    }
}
