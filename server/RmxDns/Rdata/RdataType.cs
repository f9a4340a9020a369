using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using RmxDns.Rdata.Fields;
using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>
/// One record type: a row of <see cref="TypeTable"/>. Text to octets, octets to text, the check of octets, the YAML
/// mapping and the names inside all come from its fields. Immutable. Faults from outside are values.
/// </summary>
public sealed class RdataType
{
    private readonly TypeTable _types;

    internal RdataType(TypeTable types, ushort code, string? mnemonic, Field[] fields)
    {
        _types = types;
        Code = code;
        Mnemonic = mnemonic ?? string.Create(CultureInfo.InvariantCulture, $"TYPE{code}");
        IsKnown = mnemonic is not null;
        Fields = fields;
        HasMapping = fields.Length > 0 && fields.All(field => field.MappingKeys.Count > 0);
    }

    /// <summary>The type code.</summary>
    public ushort Code { get; }

    /// <summary>The mnemonic in upper case; <c>TYPEnnn</c> for a type without one.</summary>
    public string Mnemonic { get; }

    /// <summary>Whether the type has a mnemonic here.</summary>
    public bool IsKnown { get; }

    /// <summary>The fields in wire order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Whether a YAML mapping may hold a value.</summary>
    public bool HasMapping { get; }

    /// <summary>Whether the type is never in a zone: 0, OPT, and the meta types and QTYPEs from 128 to 255 (RFC 6895 §3.1).</summary>
    public bool IsMeta => Code is 0 or RrType.Opt or >= RrType.FirstMeta and <= RrType.Any;

    /// <summary>Other names of the mapping's keys, which mean different fields than the same words do above (DS in octoDNS); one for each field, or none.</summary>
    public IReadOnlyList<string> OldKeys { get; internal init; } = [];

    /// <summary>Which names a message may compress: those of the RFC 1035 types alone (RFC 3597 §4).</summary>
    public CompressibleNames CompressibleNames { get; internal init; }

    /// <summary>Which of the names in RDATA, counted from 0, refers to additional RRsets; -1 for none. RMX goes by its entries.</summary>
    public int AdditionalName { get; internal init; } = -1;

    /// <summary>The types of the RRsets that <see cref="AdditionalName"/> refers to.</summary>
    public IReadOnlyList<ushort> AdditionalTypes { get; internal init; } = [];

    /// <summary>
    /// Reads master-file RDATA (RFC 1035 §5.1), or the generic form <c>\# length hex</c> (RFC 3597 §5), whose octets
    /// are then checked as this type's. Comments and parentheses are no part of it.
    /// </summary>
    public bool TryParseText(string text, Name origin, out byte[] rdata, out TextFault fault)
    {
        rdata = [];
        fault = default;
        if (IsMeta)
        {
            fault = new TextFault(0, text.Length, $"{Mnemonic} is no type for data in a zone (RFC 6895 §3.1)");
            return false;
        }
        if (GenericText.IsGeneric(text))
            return GenericText.TryParse(text, this, _types, origin, out rdata, out fault);
        var cursor = new RdataText(text, origin, _types);
        var writer = new RdataWriter();
        foreach (Field field in Fields)
        {
            if (field.TryParse(ref cursor, writer))
                continue;
            fault = cursor.Fault;
            return false;
        }
        if (!cursor.AtEnd && cursor.TryNext("end", out Token extra))
            cursor.Fail(extra, $"nothing follows {(Fields.Count == 0 ? "here" : "the " + Fields[^1].Label)}");
        fault = cursor.Fault;
        return fault.Message is null && TryFinish(writer, text.Length, out rdata, out fault);
    }

    private static bool TryFinish(RdataWriter writer, int length, out byte[] rdata, out TextFault fault)
    {
        fault = writer.TooLong ? new TextFault(0, length, "RDATA over 65,535 octets") : default;
        rdata = writer.TooLong ? [] : writer.ToArray();
        return !writer.TooLong;
    }

    /// <summary>
    /// Reads a YAML mapping with octoDNS's keys. The parts of a nested mapping are given as <c>outer.inner</c>, a list
    /// inside it as one pair for each item. Keys that are unknown, missing or given twice are faults.
    /// </summary>
    public bool TryParseMapping(
        IReadOnlyList<KeyValuePair<string, string>> keys, Name origin, out byte[] rdata, out MappingFault fault)
    {
        rdata = [];
        if (!HasMapping || IsMeta)
        {
            fault = new MappingFault(-1, "", new TextFault(0, 0, $"{Mnemonic} has no mapping; write its RDATA as one string"));
            return false;
        }
        return MappingReader.TryParse(this, _types, keys, origin, out rdata, out fault);
    }

    /// <summary>What is wrong with RDATA in wire form; null when nothing is. Names in it are uncompressed.</summary>
    public RdataFault? Check(ReadOnlySpan<byte> rdata)
    {
        if (Code == _types.RmxType)
            return RmxEntriesField.Fault(rdata);
        var reader = new WireReader(rdata);
        foreach (Field field in Fields)
        {
            int start = reader.Position;
            string? message = field.Check(ref reader);
            if (reader.Failed)
                return new RdataFault(start, message ?? $"RDATA ends inside the {field.Label}");
            if (message is not null)
                return new RdataFault(start, message);
        }
        return reader.AtEnd ? null : new RdataFault(reader.Position, $"{reader.Remaining} octets too many after the {(Fields.Count == 0 ? "end" : Fields[^1].Label)}");
    }

    /// <summary>Presentation form, which reads back as the same octets; the generic form for RDATA that is not valid or that has no other.</summary>
    public string Format(ReadOnlySpan<byte> rdata)
    {
        if (Check(rdata) is not null)
            return FormatGeneric(rdata);
        var text = new StringBuilder();
        var reader = new WireReader(rdata);
        foreach (Field field in Fields)
        {
            if (!field.CanFormat(rdata))
                return FormatGeneric(rdata);
            int length = text.Length;
            field.Format(ref reader, text, _types);
            if (length > 0 && text.Length > length)
                text.Insert(length, ' ');
        }
        return text.ToString();
    }

    /// <summary>The generic form <c>\# length hex</c> (RFC 3597 §5).</summary>
    public static string FormatGeneric(ReadOnlySpan<byte> rdata) => rdata.IsEmpty
        ? @"\# 0"
        : string.Create(CultureInfo.InvariantCulture, $@"\# {rdata.Length} {Convert.ToHexStringLower(rdata)}");

    /// <summary>The names in valid RDATA that are fields of their own, in wire order; gateways and RMX entries are not among them.</summary>
    public IReadOnlyList<Name> NamesIn(ReadOnlySpan<byte> rdata)
    {
        List<Name>? names = null;
        var reader = new WireReader(rdata);
        foreach (Field field in Fields)
        {
            int end = reader.Position;
            field.Check(ref reader);
            for (int at = end; field.IsName && at < reader.Position && Name.FromWire(rdata.Slice(at, NameOctets.LengthOfUncompressed(rdata[at..]))) is { } name; at += name.Wire.Length)
                (names ??= []).Add(name);
        }
        return names ?? (IReadOnlyList<Name>)[];
    }

    /// <summary>The references of valid RDATA to additional RRsets, in the order in which they are added.</summary>
    public IReadOnlyList<AdditionalReference> References(ReadOnlySpan<byte> rdata)
    {
        if (Code == _types.RmxType)
            return RmxEntriesField.References(rdata);
        if (AdditionalName < 0)
            return [];
        Name target = NamesIn(rdata)[AdditionalName];
        return Code switch
        {
            RrType.Svcb or RrType.Https => ServiceReferences(rdata, target),
            RrType.Naptr => NaptrReferences(rdata, target),
            _ => target.IsRoot ? [] : [new AdditionalReference(target, AdditionalTypes)],
        };
    }

    /// <summary>RFC 9460 §4.1 and §2.5: '.' is the owner in ServiceMode, and nothing in AliasMode, where the target's own records of the type go first.</summary>
    private IReadOnlyList<AdditionalReference> ServiceReferences(ReadOnlySpan<byte> rdata, Name target)
    {
        bool alias = BinaryPrimitives.ReadUInt16BigEndian(rdata) == 0;
        if (target.IsRoot)
            return alias ? [] : [new AdditionalReference(null, AdditionalTypes)];
        return [new AdditionalReference(target, alias ? [Code, .. AdditionalTypes] : AdditionalTypes)];
    }

    /// <summary>RFC 3404 §4.4: the flag "S" leads to SRV, "A" to addresses, others to nothing.</summary>
    private IReadOnlyList<AdditionalReference> NaptrReferences(ReadOnlySpan<byte> rdata, Name target)
    {
        ReadOnlySpan<byte> flags = rdata.Slice(5, rdata[4]);
        if (target.IsRoot || flags.Length != 1)
            return [];
        return NameOctets.Fold(flags[0]) switch
        {
            (byte)'s' => [new AdditionalReference(target, [RrType.Srv])],
            (byte)'a' => [new AdditionalReference(target, AdditionalTypes)],
            _ => [],
        };
    }
}

/// <summary>Where the compressible names of RDATA are: one after the other, after a fixed number of octets.</summary>
/// <param name="Prefix">The octets in front of the first name.</param>
/// <param name="Count">How many names; 0 where none may be compressed.</param>
public readonly record struct CompressibleNames(int Prefix, int Count);
