using System.Buffers.Binary;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// The short way: an answer that the compiler has made ready is copied behind the question, its pointers moved by the
/// difference of the question's length to the one they were made for.
/// </summary>
internal static class Template
{
    /// <summary>False when there is no template or it does not fit; then the assembler has to do.</summary>
    public static bool TryCopy(in LookupResult found, in Request query, Span<byte> response, int limit, out Outcome outcome)
    {
        outcome = default;
        int rrSetOffset = RrSetOf(found);
        if (rrSetOffset == 0)
            return false;
        StoredRrSet rrSet = found.Zone!.RrSet(rrSetOffset);
        if (rrSet.Template == 0)
            return false;
        int start = Header.Length + query.Question.Length;
        outcome.Authoritative = found.Kind != LookupKind.Referral;
        outcome.Rcode = found.Kind == LookupKind.NxDomain ? Rcode.NxDomain : Rcode.NoError;
        if (rrSet.Template == ZoneLayout.Verbatim)
        {
            ReadOnlySpan<byte> rrs = rrSet.Rrs;
            if (start + rrs.Length > limit)
                return false;
            rrs.CopyTo(response[start..]);
            outcome.Answers = rrSet.Count;
            outcome.Length = start + rrs.Length;
            return true;
        }
        var template = new StoredTemplate(found.Zone.Block, (int)rrSet.Template);
        ReadOnlySpan<byte> octets = template.Octets;
        if (start + octets.Length > limit || (template.HasAdditional && found.EnclosesOthers))
            return false;
        octets.CopyTo(response[start..]);
        Move(template, response[start..], query.Name.Length - template.QuestionNameLength);
        outcome.Answers = template.Answers;
        outcome.Authorities = template.Authorities;
        outcome.Additionals = template.Additionals;
        outcome.Length = start + octets.Length;
        return true;
    }

    /// <summary>The RRset whose template answers the lookup.</summary>
    private static int RrSetOf(in LookupResult found) => found.Kind switch
    {
        LookupKind.Answer or LookupKind.Referral => found.RrSet,
        LookupKind.NoData or LookupKind.NxDomain => found.Zone!.NegativeSoa,
        _ => 0,
    };

    private static void Move(StoredTemplate template, Span<byte> octets, int by)
    {
        int count = by == 0 ? 0 : template.PatchCount;
        for (int i = 0; i < count; i++)
        {
            Span<byte> pointer = octets[template.Patch(i)..];
            BinaryPrimitives.WriteUInt16BigEndian(pointer, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(pointer) + by));
        }
    }
}
