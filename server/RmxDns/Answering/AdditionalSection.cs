using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// Adds the RRsets that an answer brings along, in the order of the compiler's list: each whole or not at all, none twice.
/// One that does not fit is passed over and the later ones are still tried.
/// </summary>
internal static class AdditionalSection
{
    // The shortest RR: an owner that is a pointer, and no RDATA.
    private const int ShortestRr = ZoneLayout.RrHeader;

    /// <summary>Writes the glue without which a referral is of no use; false when it does not fit (RFC 9471 §3.1).</summary>
    public static bool TryWriteRequired(in AnswerPart part, ref ResponseWriter writer, ref Outcome outcome)
    {
        StoredAdditionalList list = ListOf(part);
        for (int i = 0; i < list.Count; i++)
        {
            StoredAdditional entry = list[i];
            if (!entry.Required)
                continue;
            StoredRrSet rrSet = part.Zone.RrSet(entry.RrSetOffset);
            if (!writer.TryWrite(part.Zone.NameAt(entry.NameOffset), rrSet))
                return false;
            outcome.Additionals += rrSet.Count;
        }
        return true;
    }

    /// <summary>Writes all that fits of one RRset's list.</summary>
    /// <param name="zones">Where names of other zones are looked up.</param>
    /// <param name="scratch">The worker's memory.</param>
    /// <param name="part">The RRset that brings them.</param>
    /// <param name="owner">Its owner in this response.</param>
    /// <param name="writer">The response.</param>
    /// <param name="outcome">Takes the count, and whether one was left out.</param>
    public static void Write(
        ZoneSet zones, AnswerScratch scratch, in AnswerPart part, scoped ReadOnlySpan<byte> owner,
        ref ResponseWriter writer, ref Outcome outcome)
    {
        StoredAdditionalList list = ListOf(part);
        for (int i = 0; i < list.Count; i++)
        {
            scratch.Steps++;
            StoredAdditional entry = list[i];
            if (entry.Required)
                continue;
            if (writer.Room < ShortestRr && outcome.Trimmed)
                return;
            ReadOnlySpan<byte> name = entry.NameOffset == 0 ? owner : part.Zone.NameAt(entry.NameOffset);
            (Zone? zone, int offset) = Resolve(zones, scratch, part, entry, name);
            if (zone is not null)
                WriteOne(name, zone.RrSet(offset), ref writer, ref outcome);
        }
    }

    /// <summary>How many entries an RRset's list has.</summary>
    public static int CountOf(in AnswerPart part) => ListOf(part).Count;

    /// <summary>What an entry of an RRset's list stands for, for reports; null when there is no such RRset.</summary>
    public static DroppedRrSet? Describe(ZoneSet zones, AnswerScratch scratch, in AnswerPart part, Name owner, int index)
    {
        StoredAdditional entry = ListOf(part)[index];
        Name name = entry.NameOffset == 0 ? owner : Name.FromWire(part.Zone.NameAt(entry.NameOffset))!;
        (Zone? zone, int offset) = Resolve(zones, scratch, part, entry, name.Wire);
        return zone is null ? null : new DroppedRrSet(name, zone.RrSet(offset).Type);
    }

    private static void WriteOne(scoped ReadOnlySpan<byte> name, StoredRrSet rrSet, ref ResponseWriter writer, ref Outcome outcome)
    {
        if (outcome.Trimmed && !writer.MayFit(rrSet, name))
            return;
        if (writer.Holds(name, rrSet.Type))
            return;
        if (writer.TryWrite(name, rrSet))
            outcome.Additionals += rrSet.Count;
        else
            outcome.Trimmed = true;
    }

    /// <summary>
    /// Where the RRset lies: known to the compiler, or, for names of other zones, found now, so that it is right
    /// whichever zone changed last.
    /// </summary>
    private static (Zone? Zone, int RrSet) Resolve(
        ZoneSet zones, AnswerScratch scratch, in AnswerPart part, StoredAdditional entry, scoped ReadOnlySpan<byte> name)
    {
        if (!entry.Elsewhere && (!part.EnclosesOthers || entry.NameOffset == 0))
            return (part.Zone, entry.RrSetOffset);
        ushort type = entry.Elsewhere ? entry.Type : part.Zone.RrSet(entry.RrSetOffset).Type;
        scratch.AdditionalName.Set(name);
        LookupResult found = Lookup.Find(zones, scratch.AdditionalName, type);
        return found.Kind == LookupKind.Answer ? (found.Zone, found.RrSet) : default;
    }

    private static StoredAdditionalList ListOf(in AnswerPart part)
    {
        int list = part.Zone.RrSet(part.RrSet).AdditionalList;
        return list == 0 ? StoredAdditionalList.None : new StoredAdditionalList(part.Zone.Block, list);
    }
}
