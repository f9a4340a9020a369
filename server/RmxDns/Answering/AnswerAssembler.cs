using System.Buffers.Binary;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// Puts a response together RRset by RRset: answer, with the aliases on the way to it, then authority, then additional
/// (RFC 1034 §4.3.2). This is the reference; templates are its output, kept by the compiler.
/// </summary>
internal static class AnswerAssembler
{
    /// <summary>Writes the sections for a lookup whose zone is hosted and available.</summary>
    /// <param name="zones">The zones, for aliases and additional RRsets that lead into others.</param>
    /// <param name="scratch">The worker's memory.</param>
    /// <param name="first">What was found for the question's name.</param>
    /// <param name="name">The question's name.</param>
    /// <param name="type">The question's type.</param>
    /// <param name="allOfAny">Whether ANY gives all RRsets of the node or one (RFC 8482 §4.1).</param>
    /// <param name="writer">The response.</param>
    public static Outcome Assemble(
        ZoneSet zones, AnswerScratch scratch, in LookupResult first, ReadOnlySpan<byte> name, ushort type, bool allOfAny,
        ref ResponseWriter writer)
    {
        var outcome = new Outcome { Authoritative = first.Kind != LookupKind.Referral };
        scratch.StartChain(name);
        LookupResult result = first;
        while (Follow(scratch, result, type, ref writer, ref outcome))
        {
            scratch.Name.Set(scratch.ChainName(scratch.ChainLength - 1));
            result = Lookup.Find(zones, scratch.Name, type);
        }
        if (outcome.Rcode != Rcode.YxDomain)
            Finish(zones, scratch, result, allOfAny, ref writer, ref outcome);
        outcome.Length = writer.Position;
        return outcome;
    }

    /// <summary>
    /// Writes an alias and goes on to the name that it stands for; false at the end of the chain. What no longer fits is
    /// followed all the same, since the RCODE is that of the last link (RFC 6604 §2).
    /// </summary>
    private static bool Follow(
        AnswerScratch scratch, in LookupResult result, ushort type, ref ResponseWriter writer, ref Outcome outcome)
    {
        Zone zone = result.Zone!;
        if (result.Kind == LookupKind.Alias)
        {
            TryAnswer(scratch, result, result.RrSet, ref writer, ref outcome);
            return scratch.TryExtendChain(zone.RrSet(result.RrSet).Rrs[ZoneLayout.RrHeader..]);
        }
        // The CNAME that a DNAME makes is what a query for CNAME, or for any type, asks for: it is not followed.
        return result.Kind == LookupKind.Redirection && Redirect(scratch, result, ref writer, ref outcome)
            && type is not (RrType.Cname or RrType.Any);
    }

    /// <summary>RFC 6672 §3.2 step 3c: the DNAME, and the CNAME that it makes of the name.</summary>
    private static bool Redirect(AnswerScratch scratch, in LookupResult result, ref ResponseWriter writer, ref Outcome outcome)
    {
        StoredRrSet dname = result.Zone!.RrSet(result.RrSet);
        ReadOnlySpan<byte> owner = result.Zone.NameOf(result.Node);
        if (!outcome.Truncated && !writer.Holds(owner, RrType.Dname))
        {
            outcome.Truncated = !writer.TryWrite(owner, dname);
            outcome.Answers += outcome.Truncated ? 0 : 1;
        }
        ReadOnlySpan<byte> name = scratch.ChainName(scratch.ChainLength - 1);
        ReadOnlySpan<byte> target = dname.Rrs[ZoneLayout.RrHeader..];
        int kept = name.Length - owner.Length;
        if (kept + target.Length > NameOctets.MaxLength)
        {
            outcome.Rcode = Rcode.YxDomain;
            return false;
        }
        Span<byte> substituted = stackalloc byte[kept + target.Length];
        name[..kept].CopyTo(substituted);
        target.CopyTo(substituted[kept..]);
        uint ttl = BinaryPrimitives.ReadUInt32BigEndian(dname.Rrs[6..]);
        outcome.Truncated = outcome.Truncated || !writer.TryWriteCname(name, ttl, substituted);
        outcome.Answers += outcome.Truncated ? 0 : 1;
        return scratch.TryExtendChain(substituted);
    }

    /// <summary>What stands at the end of the chain, and the additional section.</summary>
    private static void Finish(
        ZoneSet zones, AnswerScratch scratch, in LookupResult end, bool allOfAny, ref ResponseWriter writer, ref Outcome outcome)
    {
        switch (end.Kind)
        {
            case LookupKind.Answer when end.RrSet != 0:
                TryAnswer(scratch, end, end.RrSet, ref writer, ref outcome);
                break;
            case LookupKind.Answer:
                AnswerAny(scratch, end, allOfAny, ref writer, ref outcome);
                break;
            case LookupKind.NoData:
            case LookupKind.NxDomain:
                outcome.Rcode = end.Kind == LookupKind.NxDomain ? Rcode.NxDomain : Rcode.NoError;
                outcome.Truncated = outcome.Truncated || !writer.TryWrite(end.Zone!.Apex.Wire, end.Zone.RrSet(end.Zone.NegativeSoa));
                outcome.Authorities = outcome.Truncated ? 0 : 1;
                break;
            case LookupKind.Referral when !outcome.Truncated:
                Refer(scratch, end, ref writer, ref outcome);
                break;
        }
        outcome.AnswerLength = writer.Position;
        for (int i = 0; i < scratch.PartCount && !outcome.Truncated; i++)
        {
            AnswerPart part = scratch.Parts[i];
            ReadOnlySpan<byte> owner = part.ChainIndex < 0 ? part.Zone.NameOf(part.Node) : scratch.ChainName(part.ChainIndex);
            AdditionalSection.Write(zones, scratch, part, owner, ref writer, ref outcome);
        }
    }

    private static void AnswerAny(
        AnswerScratch scratch, in LookupResult found, bool all, ref ResponseWriter writer, ref Outcome outcome)
    {
        int count = all ? found.Zone!.RrSetCountOf(found.Node) : 1;
        for (int i = 0; i < count; i++)
        {
            if (!TryAnswer(scratch, found, found.Zone!.RrSetAt(found.Node, i), ref writer, ref outcome))
                return;
        }
    }

    private static void Refer(AnswerScratch scratch, in LookupResult cut, ref ResponseWriter writer, ref Outcome outcome)
    {
        Zone zone = cut.Zone!;
        StoredRrSet ns = zone.RrSet(cut.RrSet);
        var part = new AnswerPart(zone, cut.RrSet, -1, cut.Node, EnclosesOthers: false);
        if (!writer.TryWrite(zone.NameOf(cut.Node), ns))
        {
            outcome.Truncated = true;
            return;
        }
        outcome.Authorities = ns.Count;
        var mark = writer.Mark;
        if (!AdditionalSection.TryWriteRequired(part, ref writer, ref outcome))
        {
            writer.ReturnTo(mark);
            outcome.Additionals = 0;
            outcome.Truncated = true;
            return;
        }
        scratch.AddPart(part);
    }

    /// <summary>Writes an RRset of the answer under the last name of the chain; TC when it does not fit.</summary>
    private static bool TryAnswer(
        AnswerScratch scratch, in LookupResult found, int rrSet, ref ResponseWriter writer, ref Outcome outcome)
    {
        StoredRrSet stored = found.Zone!.RrSet(rrSet);
        int last = scratch.ChainLength - 1;
        // A DNAME on the way may be what is asked for in the end.
        if (last > 0 && writer.Holds(scratch.ChainName(last), stored.Type))
            return true;
        outcome.Truncated = outcome.Truncated || !writer.TryWrite(scratch.ChainName(last), stored);
        if (outcome.Truncated)
            return false;
        outcome.Answers += stored.Count;
        if (stored.AdditionalList != 0)
            scratch.AddPart(new AnswerPart(found.Zone, rrSet, last, found.Node, found.EnclosesOthers));
        return true;
    }
}
