using RmxDns.Rmx;
using RmxDns.Wire;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Checks;

/// <summary>Whether RMX stands where mail domains are.</summary>
internal static class RmxOwners
{
    public static void Check(LintContext context, RmxPolicy policy)
    {
        Name owner = policy.RrSet.Owner;
        if (FullAddresses.InfixAbove(owner) is null && OddLabel(owner) is { } odd)
            context.Add(RmxReferenceRules.RmxOddOwner, policy.RrSet.OwnerMark, $"no mail address ends in {owner}: {FindingText.Quote(odd)} is no label of a mail domain", owner);
        if (policy.Entries is [{ Entry.Code: RmxCode.Unused } unused] && !context.MayLack(owner) && context.Zone.At(owner, RrType.Mx) is { } mx && Receives(mx))
            context.Add(RmxRules.RmxUnusedWithMx, unused.Mark, $"{owner} has MX and sends no mail at all: not even answers", owner, unused.Text);
    }

    /// <summary>Whether an owner of MX says who sends for it, by RMX or by the TXT alternative.</summary>
    public static void CheckMissing(LintContext context, RrSet mx)
    {
        if (!context.Runs(RmxRules.RmxMissing) || context.MayLack(mx.Owner) || !Receives(mx) || context.Zone.At(mx.Owner, context.Types.RmxType) is not null)
            return;
        bool isServed = context.Zones.Find(mx.Owner, RrType.Mx) is { Status: LookupStatus.Found } served && context.Zone.Origin.Equals(served.Zone);
        if (!isServed || (mx.Owner.Prepend("_rmx"u8) is { } alternative && (context.MayLack(alternative) || context.Zone.At(alternative, RrType.Txt) is not null)))
            return;
        context.Add(RmxRules.RmxMissing, mx.Mark, $"{mx.Owner} receives mail and has no RMX: whoever wants can send as {mx.Owner}", mx.Owner);
    }

    private static bool Receives(RrSet mx) => Exchanges.Of(mx.Records.Select(record => record.Rdata)).Count > 0;

    private static string? OddLabel(Name owner)
    {
        ReadOnlySpan<byte> rest = owner.IsWildcard ? owner.Parent!.Wire : owner.Wire;
        for (; rest[0] != 0; rest = NameOctets.Parent(rest))
        {
            ReadOnlySpan<byte> label = rest.Slice(1, rest[0]);
            bool plain = label[0] != '-' && label[^1] != '-';
            foreach (byte octet in label)
                plain &= char.IsAsciiLetterOrDigit((char)octet) || octet == '-';
            if (!plain)
                return Name.FromWire([rest[0], .. label, 0])!.ToString()[..^1];
        }
        return null;
    }
}
