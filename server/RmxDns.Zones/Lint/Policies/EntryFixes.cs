using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Lint.Policies;

/// <summary>What is done to one entry of an RMX or APL record.</summary>
/// <param name="Mark">The entry as it stands in the file, its length known.</param>
/// <param name="Entry">Its canonical text.</param>
/// <param name="Replacement">The text that takes its place; null when the entry goes.</param>
public sealed record EntryChange(SourceMark Mark, string Entry, string? Replacement);

/// <summary>Changes that belong together: all of them or none.</summary>
/// <param name="Rule">The rule whose finding they mend.</param>
/// <param name="RrSet">The RRset.</param>
/// <param name="Record">The record's place in it.</param>
/// <param name="Mark">Where the finding stands.</param>
/// <param name="Changes">The changes, in the order of the record; no two fixes change one entry.</param>
public sealed record EntryFix(Rule Rule, RrSet RrSet, int Record, SourceMark Mark, IReadOnlyList<EntryChange> Changes);

/// <summary>
/// What can be mended in RMX and APL records with every address keeping its verdict: duplicates go, prefixes that could be one become
/// one, bits beyond a prefix are dropped. Never in a record of the generic form, and not where several records would change their order.
/// </summary>
public static class EntryFixes
{
    /// <summary>The fixes of a zone, in the order of the file.</summary>
    /// <param name="zone">The zone, read to be linted (<see cref="LoadSettings.ForLint"/>).</param>
    /// <param name="zones">The zones that it may refer to, itself among them.</param>
    /// <param name="types">The record types.</param>
    /// <param name="wanted">Whether a finding of a rule at a place is to be mended: suppressed ones are not.</param>
    public static IReadOnlyList<EntryFix> Of(LintedZone zone, LintedZones zones, TypeTable types, Func<Rule, SourceMark, bool> wanted)
    {
        var fixes = new List<EntryFix>();
        HashSet<SourceMark> hostBits = [.. zone.File.Findings.Where(finding => finding.Rule == RmxRules.RmxHostBits).Select(finding => finding.Mark)];
        foreach (RrSet rrSet in zone.Contents.RrSets)
        {
            if (rrSet.Type == types.RmxType)
                fixes.AddRange(new RmxFixes(new RmxPolicy(rrSet, zone, zones), hostBits, wanted).Find());
            else if (rrSet.Type == RrType.Apl && zones.ReferencedLists.Contains(rrSet.Owner))
                fixes.AddRange(AplFixes.Of(rrSet, wanted));
        }
        return fixes;
    }

    /// <summary>Whether records stay in the order in which a receiver goes through them, and stay apart.</summary>
    /// <param name="rrSet">The records as they are.</param>
    /// <param name="after">RDATA of each as it will be.</param>
    internal static bool KeepsOrder(RrSet rrSet, byte[][] after)
    {
        int[] before = [.. Enumerable.Range(0, after.Length).OrderBy(i => rrSet.Records[i].Rdata, OctetOrder.Instance)];
        return before.Zip(before.Skip(1)).All(pair => OctetOrder.Instance.Compare(after[pair.First], after[pair.Second]) < 0);
    }
}
