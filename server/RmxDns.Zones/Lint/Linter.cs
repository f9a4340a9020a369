using RmxDns.Rdata;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint.Checks;

namespace RmxDns.Zones.Lint;

/// <summary>
/// All rules over zones that were read: what the loader found, and what the checks find in each zone with the others beside it. Of a
/// zone that is refused they look at what could be read, and say nothing that only follows from what could not (<see cref="ZoneGaps"/>).
/// The list of checks is the only place to add one. Safe for several threads; findings come in the order of files and lines.
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="settingsOf">Limits, which rules run and how grave they are, for each file.</param>
public sealed class Linter(TypeTable types, Func<ZoneFile, LintSettings> settingsOf)
{
    private static readonly Action<LintContext>[] Checks =
    [
        AnswerSizes.Check, Times.Check, Targets.Check, NameServers.Check, Parents.Check, Delegations.Check, Aliases.Check, Hostnames.Check, ServiceOwners.Check,
        References.Check, ServiceBindings.Check, MailPolicies.Check, Certificates.Check, Digests.Check, ZoneKeys.Check, Texts.Check,
        RmxEntries.Check, SpfPolicies.Check,
    ];

    /// <summary>A linter with the same settings for every file.</summary>
    public Linter(TypeTable types, LintSettings settings)
        : this(types, _ => settings)
    {
    }

    /// <summary>Lints zone files together.</summary>
    /// <param name="files">The files, in the order in which they take precedence; several of one zone are refused but for the first.</param>
    /// <param name="beside">Files whose zones references may lead into and whose own findings are not asked for.</param>
    public IReadOnlyList<Finding> Lint(IReadOnlyList<ZoneFile> files, IReadOnlyList<ZoneFile> beside)
    {
        IReadOnlyList<ZoneFile> unique = ZoneFile.RefuseDuplicates(files);
        var zones = new LintedZone?[unique.Count];
        _ = Parallel.For(0, zones.Length, () => new CompilerScratch(), (i, _, scratch) =>
        {
            zones[i] = LintedZone.Remains(unique[i], types, scratch);
            return scratch;
        }, _ => { });
        LintedZones together = LintedZones.Of(unique, zones, beside, types);
        var found = new IReadOnlyList<Finding>[zones.Length];
        _ = Parallel.For(0, zones.Length, i => found[i] = InOrder(unique[i], zones[i] is { } zone ? Check(zone, Around(zone, together)) : []));
        return [.. found.SelectMany(findings => findings)];
    }

    /// <summary>The zones that a zone is looked at among: of several files for one zone, each stands for it while it is checked.</summary>
    private LintedZones Around(LintedZone zone, LintedZones together) =>
        ReferenceEquals(together.Served.Find(zone.Origin), zone.Compiled) ? together : together.With(zone, types);

    /// <summary>What the checks find in one zone.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="zones">The zones that its references may lead into, itself among them.</param>
    public IReadOnlyList<Finding> Check(LintedZone zone, LintedZones zones)
    {
        var context = new LintContext(zone, zones, types, settingsOf(zone.File));
        foreach (Action<LintContext> check in Checks)
            check(context);
        return context.Findings;
    }

    private IReadOnlyList<Finding> InOrder(ZoneFile file, IReadOnlyList<Finding> found)
    {
        LintSettings settings = settingsOf(file);
        return [.. file.Findings.Concat(found).Select(settings.Judge).OfType<Finding>()
            .OrderBy(finding => finding.Mark.Line).ThenBy(finding => finding.Mark.Column).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)];
    }
}
