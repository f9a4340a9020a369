using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>Mnemonics of the types that test zones use; all others are <c>TYPEnnn</c> (RFC 3597 §5).</summary>
public static class TypeName
{
    private static readonly Dictionary<string, ushort> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["A"] = RrType.A,
        ["NS"] = RrType.Ns,
        ["CNAME"] = RrType.Cname,
        ["SOA"] = RrType.Soa,
        ["PTR"] = RrType.Ptr,
        ["HINFO"] = 13,
        ["MX"] = RrType.Mx,
        ["TXT"] = RrType.Txt,
        ["AAAA"] = RrType.Aaaa,
        ["SRV"] = RrType.Srv,
        ["DNAME"] = RrType.Dname,
        ["APL"] = RrType.Apl,
        ["DS"] = RrType.Ds,
        ["ANY"] = RrType.Any,
    };

    private static readonly Dictionary<ushort, string> Names = Codes.ToDictionary(p => p.Value, p => p.Key);

    /// <summary>The mnemonic, or <c>TYPEnnn</c>.</summary>
    public static string Of(ushort type) => Names.GetValueOrDefault(type) ?? $"TYPE{type}";

    /// <summary>The code of a mnemonic or <c>TYPEnnn</c>.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static ushort Parse(string text) => Codes.TryGetValue(text, out ushort code) ? code
        : text.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase) ? ushort.Parse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture)
        : throw new FormatException($"no type {text}");
}
