using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Lint.Policies;
using RmxDns.Zones.Records;

namespace RmxDns.Tool.Linting.Fixing;

/// <summary>A file with fixes in it.</summary>
/// <param name="File">The file as it was read.</param>
/// <param name="Text">Its text, fixed.</param>
/// <param name="Zone">What comes of the text.</param>
internal sealed record FixedFile(LintedFile File, FixedText Text, ZoneFile Zone);

/// <summary>
/// Mends the findings that are reported and can be mended. What comes out is read again and compared: all other records are the same
/// octet for octet, and no address gets another verdict. A file that is laid out in a way that cannot be changed safely is left as it is.
/// </summary>
/// <param name="options">The command line.</param>
/// <param name="parse">Reads the text of a file.</param>
internal sealed class ZoneFixes(LintOptions options, Func<string, ReadOnlyMemory<byte>, LintedFile> parse)
{
    private readonly TypeTable _types = new(options.RmxType);
    private readonly List<string> _left = [];

    /// <summary>Files whose fixes were left out, and why.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Finds what can be mended.</summary>
    /// <param name="files">The files of the run.</param>
    /// <param name="beside">Files whose zones they may refer to.</param>
    /// <param name="findings">What is reported of them.</param>
    public IReadOnlyList<FixedFile> Find(IReadOnlyList<LintedFile> files, IReadOnlyList<LintedFile> beside, IReadOnlyList<ReportedFinding> findings)
    {
        IReadOnlyList<ZoneFile> unique = ZoneFile.RefuseDuplicates([.. files.Select(file => file.Zone)]);
        var scratch = new CompilerScratch();
        LintedZone?[] zones = [.. unique.Select(file => LintedZone.Of(file, _types, scratch))];
        ZoneFile[] context = [.. beside.Select(file => file.Zone)];
        LintedZones together = LintedZones.Of(unique, zones, context, _types);
        HashSet<(string File, string Rule, int Line, int Column)> kept =
        [
            .. findings.Where(each => each.State == FindingState.Kept).Select(each => (each.Finding.File, each.Finding.Rule.Id, each.Finding.Mark.Line, each.Finding.Mark.Column)),
        ];
        var @fixed = new List<FixedFile>();
        ZoneFile[] after = [.. unique];
        for (int i = 0; i < zones.Length; i++)
        {
            if (zones[i] is not { } zone || !MayBeFixed(files[i]))
                continue;
            string path = files[i].Path;
            IReadOnlyList<EntryFix> fixes = EntryFixes.Of(zone, together, _types, (rule, mark) => kept.Contains((path, rule.Id, mark.Line, mark.Column)));
            if (Fix(files[i], zone, fixes) is not { } file)
                continue;
            @fixed.Add(file);
            after[i] = file.Zone;
        }
        if (@fixed.Count > 0 && PolicyChange.Between([.. unique, .. context], [.. after, .. context], _types).Any(change => change.Before is null || !change.Before.Equals(change.After)))
            throw new InvalidOperationException("a fix would have changed a verdict; nothing was written");
        return @fixed;
    }

    /// <summary>The text of a master file may come from several files, and may be no text at all.</summary>
    private bool MayBeFixed(LintedFile file) => !options.InputFormat.IsMaster(file.Path)
        || (options.Master.IncludeRoot is null && IsPlain(file.Octets.Span));

    private static bool IsPlain(ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (octet is not ((>= (byte)' ' and <= (byte)'~') or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }
        return true;
    }

    private FixedFile? Fix(LintedFile file, LintedZone zone, IReadOnlyList<EntryFix> fixes)
    {
        HashSet<SourceMark> shared = SharedMarks(zone);
        EntryFix[] own = [.. fixes.Where(fix => !fix.Changes.Any(change => shared.Contains(change.Mark)))];
        var text = new FixedText(file.Octets.Span, options.InputFormat.IsMaster(file.Path));
        bool applied = text.TryApply(own);
        int left = fixes.Count - text.Fixes;
        if (left > 0)
            _left.Add($"{file.Path}: {left} {(left == 1 ? "finding" : "findings")} to be mended by hand: the entries are shared or laid out in an unusual way");
        if (!applied || text.Fixes == 0)
            return null;
        ZoneFile after = parse(file.Path, text.ToOctets()).Zone;
        if (IsSame(zone.Contents, after.Contents))
            return new FixedFile(file, text, after);
        _left.Add($"{file.Path}: not mended, since other records would change");
        return null;
    }

    /// <summary>Places that several records are made of: what YAML's aliases repeat.</summary>
    private HashSet<SourceMark> SharedMarks(LintedZone zone)
    {
        var seen = new HashSet<SourceMark>();
        var shared = new HashSet<SourceMark>();
        foreach (SourceRecord record in zone.Contents.RrSets.Where(IsMended).SelectMany(rrSet => rrSet.Records))
        {
            foreach (SourceMark mark in record.Tokens ?? [record.Mark])
            {
                if (!seen.Add(mark))
                    _ = shared.Add(mark);
            }
        }
        return shared;
    }

    private bool IsMended(RrSet rrSet) => rrSet.Type == _types.RmxType || rrSet.Type == RrType.Apl;

    /// <summary>Whether all is the same but for RMX, APL, and the TXT that is made of RMX.</summary>
    private bool IsSame(ZoneContents before, ZoneContents? after)
    {
        if (after is null || before.RrSets.Count != after.RrSets.Count)
            return false;
        foreach ((RrSet old, RrSet now) in before.RrSets.Zip(after.RrSets))
        {
            bool made = old.Type == RrType.Txt && old.Owner.ToString().StartsWith("_rmx.", StringComparison.OrdinalIgnoreCase);
            if (!old.Owner.Equals(now.Owner) || old.Type != now.Type || old.Ttl != now.Ttl || old.Records.Count != now.Records.Count)
                return false;
            if (!IsMended(old) && !made && !old.Records.Zip(now.Records).All(pair => pair.First.Rdata.AsSpan().SequenceEqual(pair.Second.Rdata)))
                return false;
        }
        return true;
    }
}
