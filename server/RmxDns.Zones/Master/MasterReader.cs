using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Master;

/// <summary>
/// Entries of one source to records: owner, TTL and class in either order, type, RDATA. Every fault is reported with the word that it
/// is about, and reading goes on with the next entry.
/// </summary>
/// <param name="context">What values are read with, and where findings go.</param>
/// <param name="zone">What is carried from record to record.</param>
/// <param name="records">Where records go.</param>
/// <param name="source">The octets.</param>
/// <param name="directives">What lines do that start with a dollar sign.</param>
internal sealed class MasterReader(ZoneContext context, MasterZone zone, MasterRecords records, MasterSource source, MasterDirectives directives)
{
    private readonly MasterValue _value = new();
    private readonly MasterEntry _entry = new();

    /// <summary>Reads to the end, or until there are too many findings.</summary>
    /// <param name="comments">Where comments go; null to pass over them.</param>
    /// <param name="places">Where the places of records go; null when nobody asks.</param>
    public void Read(List<MasterComment>? comments, List<MasterPlace>? places)
    {
        var scanner = new MasterScanner(source, context, comments);
        int before = context.Findings.Count;
        while (scanner.TryNext(_entry))
        {
            if (!_entry.InheritsOwner && !_entry.Tokens[0].Quoted && source.OctetsOf(_entry.Tokens[0])[0] == (byte)'$')
                directives.Run(_entry.Tokens, source, this);
            else
                ReadRecord(places);
            context.Owner = null;
            // One fault of a $GENERATE stands for those of all its records.
            if (source.IsGenerated && context.Findings.Count > before)
                break;
        }
        zone.MayLack |= scanner.Incomplete;
    }

    /// <summary>Reports a fault of a word.</summary>
    public bool Fail(Rule rule, MasterToken token, string message) => context.Fail(rule, source.MarkOf(token), message);

    /// <summary>Reads a word as a name, relative to the origin.</summary>
    public bool TryName(MasterToken token, string what, out Name name)
    {
        name = Name.Root;
        string text = source.TextOf(token);
        if (token.Quoted)
            return Fail(RecordRules.NameSyntax, token, $"{what} in quotes: {FindingText.Quote(text)}; write it without");
        if (Name.TryParse(text, zone.Origin, out name, out TextFault fault))
            return true;
        bool verbatim = text.Length == token.Length;
        SourceMark mark = verbatim ? source.MarkOf(token.Line, token.LineStart, token.Start + fault.Offset, fault.Length) : source.MarkOf(token);
        return context.Fail(RecordRules.NameSyntax, mark, $"{what} {FindingText.Quote(text)}: {fault.Message}");
    }

    /// <summary>Reads a word as a TTL.</summary>
    public bool TryTtl(MasterToken token, out uint ttl) => context.TryTtl(source.TextOf(token), source.MarkOf(token), out ttl);

    /// <summary>Whether a word is a class, of any letter case.</summary>
    public static bool IsClass(string text, out bool isIn)
    {
        string upper = text.ToUpperInvariant();
        bool generic = upper.StartsWith("CLASS", StringComparison.Ordinal) && DecimalText.TryRead(upper.AsSpan(5), ushort.MaxValue, out _);
        isIn = upper == "IN" || (generic && DecimalText.TryRead(upper.AsSpan(5), ushort.MaxValue, out uint code) && code == RrClass.In);
        return generic || upper is "IN" or "CH" or "CHAOS" or "HS" or "HESIOD" or "CS" or "CSNET" or "ANY" or "NONE" or "RESERVED0";
    }

    private void ReadRecord(List<MasterPlace>? places)
    {
        int at = 0;
        bool sound = ReadOwner(ref at);
        context.Owner = zone.Owner;
        zone.OriginJustSet = false;
        sound &= ReadTtlAndClass(ref at, out uint? ttl, out SourceMark ttlMark);
        if (at == _entry.Tokens.Count)
        {
            zone.MayLack = true;
            _ = Fail(MasterRules.MasterSyntax, _entry.Tokens[^1], "no type behind this; a record is owner, TTL, class, type, data");
            return;
        }
        MasterToken typeToken = _entry.Tokens[at];
        if (!context.TryType(source.TextOf(typeToken), source.MarkOf(typeToken), out RdataType row))
        {
            zone.MayLack = true;
            return;
        }
        if (row.Code == RrType.Soa && zone.Owner is { } apex)
            TakeSoa(apex, at);
        sound &= ReadRdata(row, at + 1, out byte[] rdata);
        if (!sound || zone.Owner is not { } owner)
        {
            zone.MayLack |= row.Code is RrType.Soa or RrType.Ns;
            return;
        }
        if (ttl is not null)
            (zone.LastTtl, zone.LastTtlMark) = (ttl, ttlMark);
        uint seconds = Ttl(ttl, row.Code, rdata, typeToken);
        Add(owner, row.Code, seconds, rdata, typeToken, ttl is null ? zone.TtlMark : ttlMark);
        places?.Add(new MasterPlace(_entry.Tokens[0].Line, owner, row.Code));
    }

    private void Add(Name owner, ushort type, uint ttl, byte[] rdata, MasterToken typeToken, SourceMark ttlMark)
    {
        SourceMark mark = source.RecordPlace ?? source.MarkOf(typeToken);
        var record = new SourceRecord(rdata, source.RecordPlace ?? _value.Mark)
        {
            Tokens = context.ForLint && source.RecordPlace is null ? _value.Marks : null,
            IsGeneric = _value.IsGeneric,
        };
        records.Add(owner, type, ttl, record, mark, new RrSetPlaces(zone.OwnerMark, ttlMark), context);
    }

    private bool ReadOwner(ref int at)
    {
        if (_entry.InheritsOwner)
        {
            if (zone.OwnerSeen)
            {
                if (zone is { OriginJustSet: true, Owner: { } before })
                    context.Findings.Add(MasterRules.OwnerAfterOrigin, source.MarkOf(_entry.Tokens[0]), $"the record belongs to {before}, the owner in front of $ORIGIN, not to the new origin {zone.Origin}", before);
                return zone.Owner is not null;
            }
            zone.MayLack = true;
            return Fail(MasterRules.MasterSyntax, _entry.Tokens[0], "a line that starts with white space stands for the owner before it, and there is none");
        }
        zone.OwnerSeen = true;
        zone.OwnerMark = source.RecordPlace ?? source.MarkOf(_entry.Tokens[at]);
        zone.Owner = TryName(_entry.Tokens[at++], "owner", out Name owner) ? owner.Equals(zone.Owner) ? zone.Owner : owner : null;
        return zone.Owner is not null;
    }

    private bool ReadTtlAndClass(ref int at, out uint? ttl, out SourceMark ttlMark)
    {
        (ttl, ttlMark) = (null, default);
        bool sound = true, ttlSeen = false, classSeen = false;
        for (; at < _entry.Tokens.Count; at++)
        {
            MasterToken token = _entry.Tokens[at];
            string text = token.Length > 0 && !token.Quoted ? source.TextOf(token) : "";
            if (text.Length > 0 && char.IsAsciiDigit(text[0]) && !ttlSeen)
            {
                ttlSeen = true;
                if (TryTtl(token, out uint seconds))
                    ttl = seconds;
                else
                    sound = false;
                ttlMark = source.RecordPlace ?? source.MarkOf(token);
            }
            else if (!classSeen && IsClass(text, out bool isIn))
            {
                classSeen = true;
                if (!isIn)
                    sound = Fail(MasterRules.WrongClass, token, $"class {text.ToUpperInvariant()}; a zone here is of class IN, and the record is left out");
            }
            else
            {
                break;
            }
        }
        return sound;
    }

    private bool ReadRdata(RdataType row, int first, out byte[] rdata)
    {
        string text = _value.Join(source, _entry.Tokens, first);
        if (!row.TryParseText(text, zone.Origin, out rdata, out TextFault fault))
            return context.FailValue(row, _value.MarkOf(fault), text, fault);
        string[] entries = context.ForLint && row.Code == context.Types.RmxType ? text.Split(' ') : [];
        IReadOnlyList<SourceMark> marks = _value.Marks ?? [_value.Mark];
        for (int i = 0; i < entries.Length && entries.Length == marks.Count; i++)
            HostBits.Check(entries[i], source.RecordPlace ?? marks[i], context);
        return true;
    }

    private void TakeSoa(Name owner, int type)
    {
        zone.TakeSoa(owner, !_entry.InheritsOwner && IsAbsolute(source.TextOf(_entry.Tokens[0])));
        context.Findings.Zone = zone.Apex;
        if (type + 2 >= _entry.Tokens.Count)
            return;
        MasterToken rname = _entry.Tokens[type + 2];
        ReadOnlySpan<byte> written = source.OctetsOf(rname);
        int sign = written.IndexOf((byte)'@');
        if (sign > 0 && written[sign - 1] != (byte)'\\')
            context.Findings.Add(MasterRules.SoaRnameAt, source.MarkOf(rname), $"the mailbox {FindingText.Quote(source.TextOf(rname))} holds an @, which is no separator in a name", owner);
    }

    private static bool IsAbsolute(string text) => text.EndsWith('.') && !text.EndsWith("\\.", StringComparison.Ordinal);

    /// <summary>The TTL of a record (RFC 2308 §4, RFC 1035 §5.1); where the file gives none, what BIND takes for a SOA, else an hour.</summary>
    private uint Ttl(uint? written, ushort type, byte[] rdata, MasterToken token)
    {
        if ((written ?? zone.DefaultTtl ?? zone.LastTtl) is { } ttl)
            return ttl;
        bool soa = type == RrType.Soa;
        uint used = soa ? Math.Min(SoaDefaults.Minimum(rdata), int.MaxValue) : LoadSettings.DefaultTtl;
        if (!zone.TtlReported)
            context.Findings.Add(MasterRules.TtlMissing, source.MarkOf(token), $"no TTL here and no $TTL before; {(soa ? "the SOA's minimum" : "an hour")} is used", context.Owner);
        zone.TtlReported = true;
        if (soa)
            zone.DefaultTtl = used;
        return used;
    }
}
