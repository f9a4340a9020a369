using System.Collections.Frozen;
using System.Globalization;
using RmxDns.Rdata.Fields;
using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>
/// All record types: the known ones, RMX at the code that a setting gives, and a generic row for every other code.
/// Immutable and safe for any thread; made once and passed on.
/// </summary>
public sealed class TypeTable
{
    private readonly FrozenDictionary<ushort, RdataType> _byCode;
    private readonly FrozenDictionary<string, ushort> _byName;
    private readonly FrozenDictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <param name="rmxType">The code of RMX; a known type at that code gives way.</param>
    /// <param name="toAscii">
    /// Turns a name with characters outside ASCII, in presentation form, into ASCII (IDNA 2008); null for one that it
    /// cannot turn. Without it such names are faults.
    /// </param>
    public TypeTable(ushort rmxType = RrType.DefaultRmx, Func<string, string?>? toAscii = null)
    {
        RmxType = rmxType;
        ToAscii = toAscii;
        IEnumerable<RdataType> rows = KnownTypes.Rows.Where(row => row.Code != rmxType).Select(Build)
            .Append(new RdataType(this, rmxType, "RMX", [new RmxField()]));
        _byCode = rows.ToFrozenDictionary(row => row.Code);
        _byName = _byCode.Values.ToFrozenDictionary(row => row.Mnemonic, row => row.Code, StringComparer.OrdinalIgnoreCase);
        _bySpan = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Whether a setting may put RMX at a code: not where another type, a meta-type or the last code stands (RFC 6895 §3.1).</summary>
    public static bool MayBeRmx(ushort code)
    {
        var types = new TypeTable();
        return code == types.RmxType || !(types[code].IsKnown || types[code].IsMeta || code == ushort.MaxValue);
    }

    /// <summary>The code of RMX.</summary>
    public ushort RmxType { get; }

    /// <summary>The types that have a mnemonic, by code.</summary>
    public IEnumerable<RdataType> Known => _byCode.Values.OrderBy(row => row.Code);

    /// <summary>The row of a type; a generic one, which takes any octets, for a code that has no mnemonic.</summary>
    public RdataType this[ushort code] =>
        _byCode.TryGetValue(code, out RdataType? row) ? row : new RdataType(this, code, null, [new OpaqueField("data")]);

    internal Func<string, string?>? ToAscii { get; }

    /// <summary>Reads a mnemonic or <c>TYPEnnn</c> (RFC 3597 §5), in any letter case.</summary>
    public bool TryParseType(ReadOnlySpan<char> text, out ushort code)
    {
        if (_bySpan.TryGetValue(text, out code))
            return true;
        if (!text.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase) || !NumberField.TryRead(text[4..], ushort.MaxValue, out uint number))
            return false;
        code = (ushort)number;
        return true;
    }

    /// <summary>The mnemonic of a type, or <c>TYPEnnn</c>.</summary>
    public string NameOf(ushort code) => _byCode.TryGetValue(code, out RdataType? row)
        ? row.Mnemonic
        : string.Create(CultureInfo.InvariantCulture, $"TYPE{code}");

    private RdataType Build(KnownTypes.Row row) => new(this, row.Code, row.Mnemonic, row.Fields)
    {
        OldKeys = row.OldKeys,
        CompressibleNames = row.Compressible,
        AdditionalName = row.AdditionalName,
        AdditionalTypes = row.AdditionalName < 0 ? [] : row.AdditionalTypes,
    };
}
