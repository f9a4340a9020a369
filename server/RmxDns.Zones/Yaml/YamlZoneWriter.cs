using System.Globalization;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// A zone that was read from a master file as canonical YAML: owners in the order of the file, one record a type, comments in front of
/// what they stood at. What the reader supplied of itself (a made-up SOA) is not written.
/// </summary>
/// <param name="types">The record types.</param>
public sealed class YamlZoneWriter(TypeTable types)
{
    private static readonly string[] SoaKeys = ["mname", "rname", "serial", "refresh", "retry", "expire", "minimum"];

    /// <summary>Writes a zone.</summary>
    /// <param name="file">The master file, read with its comments.</param>
    /// <param name="namesZone">Whether the new file's name does not give the zone, so that <c>$origin</c> must.</param>
    /// <exception cref="ArgumentException">The file was refused.</exception>
    public string Write(MasterFile file, bool namesZone)
    {
        ZoneContents zone = file.Zone.Contents ?? throw new ArgumentException("a zone that is refused has no records", nameof(file));
        List<RrSet> rrSets = [.. zone.RrSets.Where(rrSet => rrSet.Mark.Line > 0)];
        var comments = new PlacedComments(file, rrSets);
        uint ttl = rrSets.Count == 0 ? LoadSettings.DefaultTtl : rrSets.CountBy(rrSet => rrSet.Ttl).OrderByDescending(count => count.Value).ThenBy(count => count.Key).First().Key;
        var text = new StringBuilder();
        AppendComments(text, "", comments.Head);
        if (namesZone)
            _ = text.Append(CultureInfo.InvariantCulture, $"$origin: {YamlText.Scalar(zone.Origin.ToString())}\n");
        if (ttl != LoadSettings.DefaultTtl)
            _ = text.Append(CultureInfo.InvariantCulture, $"$ttl: {ttl}\n");
        foreach (IGrouping<Name, RrSet> owner in rrSets.GroupBy(rrSet => rrSet.Owner))
        {
            string key = RelativeNames.Of(owner.Key, zone.Origin);
            _ = text.Append(key.Length == 0 ? "''" : YamlText.Scalar(key)).Append(":\n");
            foreach (RrSet rrSet in owner)
                AppendRrSet(text, rrSet, ttl, comments);
        }
        AppendComments(text, "", comments.Tail);
        return text.ToString();
    }

    private void AppendRrSet(StringBuilder text, RrSet rrSet, uint defaultTtl, PlacedComments comments)
    {
        RdataType row = types[rrSet.Type];
        IReadOnlyList<MasterComment> own = comments.Of(rrSet), beside = rrSet.Type == RrType.Soa ? BesideFields(rrSet, own) : [];
        AppendComments(text, "  ", own.Except(beside).Select(comment => comment.Text));
        _ = text.Append("  - type: ").Append(row.Mnemonic).Append('\n');
        if (rrSet.Ttl != defaultTtl)
            _ = text.Append(CultureInfo.InvariantCulture, $"    ttl: {rrSet.Ttl}\n");
        bool several = rrSet.Records.Count > 1;
        _ = text.Append(several ? "    values:" : "    value:");
        if (several)
            _ = text.Append('\n');
        for (int i = 0; i < rrSet.Records.Count; i++)
        {
            if (several)
            {
                AppendComments(text, "      ", comments.Of(rrSet, i).Select(comment => comment.Text));
                _ = text.Append("      -");
            }
            if (!several && rrSet.Type == RrType.Soa && TryAppendSoa(text, row, rrSet.Records[0], beside))
                continue;
            AppendValue(text, row, rrSet.Records[i].Rdata, several);
        }
    }

    private void AppendValue(StringBuilder text, RdataType row, byte[] rdata, bool inList)
    {
        string presentation = row.Format(rdata) is { Length: > 0 } written ? written : RdataType.FormatGeneric(rdata);
        bool generic = presentation.StartsWith(@"\#", StringComparison.Ordinal);
        if (!generic && (row.Code == types.RmxType || row.Code == RrType.Apl))
            AppendEntries(text, presentation, inList);
        else
            _ = text.Append(' ').Append(Scalar(row, rdata, presentation)).Append('\n');
    }

    private static string Scalar(RdataType row, byte[] rdata, string presentation)
    {
        if (MappingOf(row, presentation) is { } mapping)
            return mapping;
        bool oneString = row.Code == RrType.Txt && rdata.Length == rdata[0] + 1 && rdata.Length > 1;
        string raw = oneString ? Encoding.Latin1.GetString(rdata.AsSpan(1)) : "";
        bool isRaw = oneString && RawText.Is(raw) && raw.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && !raw.Contains('\\', StringComparison.Ordinal);
        return YamlText.Scalar(isRaw ? raw.Replace(";", "\\;", StringComparison.Ordinal) : presentation);
    }

    /// <summary>Mappings for the types whose every field is one word that needs no quotes; as octoDNS writes them.</summary>
    private static string? MappingOf(RdataType row, string presentation)
    {
        if (row.Code is not (RrType.Mx or RrType.Srv) || !row.HasMapping)
            return null;
        IEnumerable<string> pairs = row.Fields.Zip(presentation.Split(' '), (field, value) => $"{field.MappingKeys[0].Names[0]}: {(field.IsName ? YamlText.Scalar(value) : value)}");
        return $"{{{string.Join(", ", pairs)}}}";
    }

    /// <summary>Entries, one a line. A tag without data stands without its colon, which YAML would take for a key's.</summary>
    private static void AppendEntries(StringBuilder text, string presentation, bool inList)
    {
        bool first = inList;
        if (!inList)
            _ = text.Append('\n');
        foreach (string entry in presentation.Split(' '))
        {
            bool bare = entry.IndexOf(':', StringComparison.Ordinal) == entry.Length - 1;
            _ = text.Append(first ? " " : inList ? "        " : "      ").Append("- ").Append(YamlText.Scalar(bare ? entry[..^1] : entry)).Append('\n');
            first = false;
        }
    }

    /// <summary>The SOA as a mapping; not one with an @ in its mailbox, which a mapping takes for an address.</summary>
    private static bool TryAppendSoa(StringBuilder text, RdataType row, SourceRecord soa, IReadOnlyList<MasterComment> beside)
    {
        string[] values = row.Format(soa.Rdata).Split(' ');
        if (values.Length != SoaKeys.Length || values[1].Contains('@', StringComparison.Ordinal))
            return false;
        _ = text.Append('\n');
        for (int i = 0; i < SoaKeys.Length; i++)
        {
            _ = text.Append("      ").Append(SoaKeys[i]).Append(": ").Append(i < 2 ? YamlText.Scalar(values[i]) : values[i]);
            bool lastOfLine = i + 1 == SoaKeys.Length || soa.TokenMark(i).Line != soa.TokenMark(i + 1).Line;
            foreach (MasterComment comment in beside.Where(comment => lastOfLine && comment.Line == soa.TokenMark(i).Line))
                _ = text.Append("  # ").Append(Shown(comment.Text));
            _ = text.Append('\n');
        }
        return true;
    }

    /// <summary>The comments that stand behind a field of the SOA, in a SOA of several lines.</summary>
    private static List<MasterComment> BesideFields(RrSet soa, IReadOnlyList<MasterComment> comments)
    {
        IReadOnlyList<SourceMark> tokens = soa.Records[0].Tokens ?? [];
        bool several = tokens.Count == SoaKeys.Length && tokens[0].Line != tokens[^1].Line && soa.Records.Count == 1;
        return [.. comments.Where(comment => several && tokens.Any(token => token.Line == comment.Line))];
    }

    private static void AppendComments(StringBuilder text, string indent, IEnumerable<string> comments)
    {
        foreach (string comment in comments)
            _ = text.Append(indent).Append("# ").Append(Shown(comment)).Append('\n');
    }

    /// <summary>The text of a comment, without what a terminal or a pipeline would act on.</summary>
    private static string Shown(string comment) => PipelineCommands.Defuse(FindingText.Escape(comment), "\\[");
}
