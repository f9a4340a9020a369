using System.Text;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Records;

/// <summary>
/// The TXT alternative of RMX: at <c>_rmx.</c> + owner the text form of each record, for receivers whose resolver does not know the
/// type (draft-danisch-dns-rr-smtp-03 §7.1). Where no such name can be, or it is taken, there is a warning and no record.
/// </summary>
internal sealed class TextAlternative(ZoneContext context, RrSetList rrSets)
{
    private readonly HashSet<Name> _taken = [];
    private readonly HashSet<Name> _cuts = [];
    private readonly HashSet<Name> _redirections = [];

    /// <summary>Adds the TXT RRsets behind the others.</summary>
    public void Publish()
    {
        rrSets.Complete();
        foreach (RrSetView rrSet in rrSets.Views)
        {
            HashSet<Name>? names = rrSet.Type switch
            {
                RrType.Txt or RrType.Cname => _taken,
                RrType.Ns when !NameOctets.EqualsIgnoreCase(rrSet.Owner, context.Origin.Wire) => _cuts,
                RrType.Dname => _redirections,
                _ => null,
            };
            _ = names?.Add(Name.FromWire(rrSet.Owner)!);
        }
        int given = rrSets.Count;
        for (int i = 0; i < given; i++)
        {
            if (rrSets.View(i).Type != context.Types.RmxType)
                continue;
            RrSet rmx = rrSets[i];
            if (Alternative(rmx, out string reason) is { } text)
                rrSets.Add(text);
            else
                context.Findings.Add(RmxReferenceRules.RmxTxtNotPublished, rmx.Mark, $"no TXT alternative for the RMX of {rmx.Owner}: {reason}", rmx.Owner);
        }
    }

    private RrSet? Alternative(RrSet rmx, out string reason)
    {
        Name? owner = rmx.Owner.Prepend("_rmx"u8);
        if (rmx.Owner.IsWildcard || owner is null)
        {
            reason = owner is null ? "its name would be over 255 octets" : "a wildcard has none, since no name is below it";
            return null;
        }
        reason = _taken.Contains(owner) ? $"{owner} has TXT or CNAME already"
            : IsAtOrBelow(owner, _cuts) ? $"{owner} is at or below a zone cut"
            : IsAtOrBelow(rmx.Owner, _redirections) ? $"{owner} is below a DNAME"
            : "";
        var records = new List<SourceRecord>(rmx.Records.Count);
        foreach (SourceRecord record in rmx.Records)
        {
            byte[] rdata = CharacterStrings.FromRaw(Encoding.ASCII.GetBytes(Canonical(record.Rdata)));
            if (rdata.Length > ushort.MaxValue)
                reason = "its text is over 65,535 octets";
            if (!records.Exists(other => other.Rdata.AsSpan().SequenceEqual(rdata)))
                records.Add(new SourceRecord(rdata, record.Mark));
        }
        return reason.Length > 0 ? null : new RrSet(owner, RrType.Txt, rmx.Ttl, rmx.Mark, records);
    }

    /// <summary>The canonical text of valid RDATA: pad bits that an author set by the generic form mean nothing and are not published.</summary>
    private static string Canonical(byte[] rdata) => RmxWire.TryDecode(rdata, out RmxRecord record, out _)
        ? RmxText.Format(record)
        : throw new InvalidOperationException("RMX RDATA that was read is no longer valid.");

    private static bool IsAtOrBelow(Name name, HashSet<Name> names)
    {
        if (names.Count == 0)
            return false;
        for (Name? at = name; at is not null; at = at.Parent)
        {
            if (names.Contains(at))
                return true;
        }
        return false;
    }
}
