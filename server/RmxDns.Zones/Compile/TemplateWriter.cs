using System.Buffers.Binary;
using RmxDns.Answering;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Zones.Compile;

/// <summary>
/// Makes templates by running the assembler on a question that stands for all that reach the same answer: the owner
/// itself, or, for wildcards, referrals and negative answers, the suffix that all such questions share with one label in
/// front. An answer that is long, or needs other zones, gets none and is assembled each time.
/// </summary>
internal sealed class TemplateWriter(OwnerTree tree, Zone draft, ZoneBlockWriter block, CompilerScratch scratch)
{
    private const int StandInLabel = 2;

    private readonly ZoneSet _alone = ZoneSet.Empty.With([draft], []);
    private readonly AnswerScratch _scratch = scratch.Answer;
    private readonly byte[] _message = scratch.Message;

    /// <summary>Writes a template for each RRset that can have one, and for the zone's negative answers.</summary>
    public void Write(IEnumerable<PlacedRrSet> placed, int negativeSoa)
    {
        Write(new LookupResult(LookupKind.NxDomain, draft), negativeSoa, draft.Apex.Wire, exact: false);
        foreach (PlacedRrSet item in placed)
        {
            ReadOnlySpan<byte> owner = tree.NameOf(item.Owner);
            StoredRrSet rrSet = draft.RrSet(item.Offset);
            // Sent as it lies; only the root's owner cannot be the pointer that lies there.
            if (rrSet.Template == ZoneLayout.Verbatim && owner.Length > 1)
                continue;
            bool isCut = tree.FlagsOf(item.Owner).HasFlag(NodeFlags.Cut) && rrSet.Type == RrType.Ns, isWildcard = NameOctets.IsWildcard(owner);
            var found = new LookupResult(isCut ? LookupKind.Referral : LookupKind.Answer, draft, item.Node, item.Offset);
            ReadOnlySpan<byte> suffix = isWildcard ? NameOctets.Parent(owner) : owner;
            if (!isCut && isWildcard && suffix.Length + StandInLabel > NameOctets.MaxLength)
                continue;
            if (!NeedsOtherZones(item.Offset))
                Write(found, item.Offset, suffix, exact: !isCut && !isWildcard);
        }
    }

    /// <summary>
    /// Whether the answer depends on zones beside this one. A name of this zone that it has no data for, such as a name server
    /// without AAAA below a cut, can have some in a zone below alone; the template says that such a zone overrules it.
    /// </summary>
    private bool NeedsOtherZones(int rrSet)
    {
        int offset = draft.RrSet(rrSet).AdditionalList;
        if (offset == 0)
            return false;
        var list = new StoredAdditionalList(draft.Block, offset);
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i].Elsewhere && !NameOctets.IsAtOrBelow(draft.NameAt(list[i].NameOffset), draft.Apex.Wire))
                return true;
        }
        return false;
    }

    private void Write(in LookupResult found, int rrSet, ReadOnlySpan<byte> suffix, bool exact)
    {
        byte[] name = exact ? suffix.ToArray() : [1, 0, .. suffix];
        if (name.Length > NameOctets.MaxLength)
            return;
        name.CopyTo(_message, Header.Length);
        int start = Header.Length + name.Length + 4;
        var pointers = new List<int>();
        var writer = new ResponseWriter(_message, start + CompilerScratch.MaxTemplate, name.Length + 4, _scratch.Compression) { Pointers = pointers };
        ushort type = draft.RrSet(rrSet).Type;
        Outcome outcome = AnswerAssembler.Assemble(_alone, _scratch, found, name, type, allOfAny: false, ref writer);
        if (outcome.Truncated || outcome.Trimmed)
            return;
        List<int>? patches = exact ? [] : PatchesOf(pointers, start, outcome.Answers);
        if (patches is null)
            return;
        block.SetTemplate(
            rrSet, (outcome.Answers, outcome.Authorities, outcome.Additionals), name.Length, draft.RrSet(rrSet).AdditionalList != 0,
            patches, _message.AsSpan(start, outcome.Length - start));
    }

    /// <summary>
    /// The pointers that move with the question. Those to the question's first label are the owners of the answer and stay;
    /// if there are others, a name happens to equal the stand-in, and there can be no template: null.
    /// </summary>
    private List<int>? PatchesOf(List<int> pointers, int start, int owners)
    {
        var patches = new List<int>();
        foreach (int at in pointers)
        {
            if ((BinaryPrimitives.ReadUInt16BigEndian(_message.AsSpan(at)) & 0x3FFF) == Header.Length)
                owners--;
            else
                patches.Add(at - start);
        }
        return owners == 0 ? patches : null;
    }
}
