using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>The lines that start with a dollar sign: <c>$ORIGIN</c>, <c>$TTL</c> (RFC 2308 §4), <c>$INCLUDE</c> and BIND's <c>$GENERATE</c>. Any other is a fault.</summary>
internal sealed class MasterDirectives(ZoneContext context, MasterZone zone, MasterRecords records, IncludedFiles included)
{
    /// <summary>Acts on a directive.</summary>
    /// <param name="tokens">Its words, the first of them its name.</param>
    /// <param name="source">Where they stand.</param>
    /// <param name="reader">Who reads them.</param>
    public void Run(IReadOnlyList<MasterToken> tokens, MasterSource source, MasterReader reader)
    {
        switch (source.TextOf(tokens[0]).ToUpperInvariant())
        {
            case "$ORIGIN":
                if (HasWords(tokens, reader, 2, 2, "$ORIGIN NAME") && reader.TryName(tokens[1], "$ORIGIN", out Name origin))
                    TakeOrigin(origin);
                break;
            case "$TTL":
                if (HasWords(tokens, reader, 2, 2, "$TTL SECONDS") && reader.TryTtl(tokens[1], out uint ttl))
                    (zone.DefaultTtl, zone.DefaultTtlMark) = (ttl, source.RecordPlace ?? source.MarkOf(tokens[1]));
                break;
            case "$INCLUDE":
                if (HasWords(tokens, reader, 2, 3, "$INCLUDE FILE [ORIGIN]"))
                    Include(tokens, source, reader);
                break;
            case "$GENERATE":
                if (HasWords(tokens, reader, 5, int.MaxValue, "$GENERATE RANGE OWNER [TTL] [CLASS] TYPE DATA"))
                    Generate(tokens, source, reader);
                break;
            default:
                zone.MayLack = true;
                _ = reader.Fail(MasterRules.MasterSyntax, tokens[0], $"{FindingText.Quote(source.TextOf(tokens[0]))} is no directive; there are $ORIGIN, $TTL, $INCLUDE and $GENERATE, and an owner that starts with a dollar sign is written \\$");
                break;
        }
    }

    private void TakeOrigin(Name origin)
    {
        zone.TakeOrigin(origin, records.IsEmpty);
        context.Findings.Zone = zone.Apex;
    }

    private bool HasWords(IReadOnlyList<MasterToken> tokens, MasterReader reader, int fewest, int most, string form)
    {
        if (tokens.Count >= fewest && tokens.Count <= most)
            return true;
        zone.MayLack = true;
        return reader.Fail(MasterRules.MasterSyntax, tokens[tokens.Count < fewest ? 0 : most], $"{(tokens.Count < fewest ? "something is missing" : "too many words")}: {form}");
    }

    private void Include(IReadOnlyList<MasterToken> tokens, MasterSource source, MasterReader reader)
    {
        Name outer = zone.Origin, inner = outer;
        if (tokens.Count > 2 && !reader.TryName(tokens[2], "the origin of $INCLUDE", out inner))
            return;
        SourceMark mark = source.RecordPlace ?? source.MarkOf(tokens[1]);
        string path = System.Text.Encoding.UTF8.GetString(source.OctetsOf(tokens[1]));
        if (!included.TryOpen(path, mark, out IncludedFile file, out string fault))
        {
            zone.MayLack = true;
            _ = reader.Fail(MasterRules.IncludeRefused, tokens[1], $"$INCLUDE {FindingText.Quote(path)}: {fault}");
            return;
        }
        (Name? owner, bool ownerSeen) = (zone.Owner, zone.OwnerSeen);
        (zone.Origin, zone.Owner, zone.OwnerSeen) = (inner, null, false);
        var deeper = new ZoneContext(context.Types, context.Origin, context.DefaultTtl, file.Findings) { ForLint = context.ForLint };
        new MasterReader(deeper, zone, records, file.Source, new MasterDirectives(deeper, zone, records, included)).Read(null, null);
        included.Close();
        (zone.Origin, zone.Owner, zone.OwnerSeen) = (outer, owner, ownerSeen);
    }

    private void Generate(IReadOnlyList<MasterToken> tokens, MasterSource source, MasterReader reader)
    {
        if (source.IsGenerated)
        {
            _ = reader.Fail(MasterRules.MasterSyntax, tokens[0], "a $GENERATE inside a $GENERATE");
            return;
        }
        if (!GeneratedRecords.TryMake(tokens, source, reader, zone, out byte[] octets))
        {
            zone.MayLack = true;
            return;
        }
        var generated = new MasterSource(octets, source.MarkOf(tokens[0]), source.RecordPlace ?? source.MarkOf(tokens[0]));
        (Name? owner, bool ownerSeen) = (zone.Owner, zone.OwnerSeen);
        new MasterReader(context, zone, records, generated, this).Read(null, null);
        (zone.Owner, zone.OwnerSeen) = (owner, ownerSeen);
    }
}
