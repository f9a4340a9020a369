using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Rmx;

/// <summary>The text form of entries as a regular expression (ECMA 262), for the schema that editors read; made from the tags that the reader knows.</summary>
public static class RmxPattern
{
    private const string HexPairs = "(?:[0-9A-Fa-f]{2})";

    /// <summary>One entry, whole.</summary>
    public static string Entry { get; } = MakeEntry();

    /// <summary>The codes that are an entry by themselves, which YAML reads as numbers.</summary>
    public static IReadOnlyList<int> BareCodes { get; } =
        [(int)RmxCode.Domain, (int)RmxCode.Unused, (int)RmxCode.Full, (int)RmxCode.Mx, (int)RmxCode.Ipmap, (int)RmxCode.Ldap, (int)RmxCode.Sasl];

    private static string MakeEntry()
    {
        string name = TextPattern.Name;
        string[] negatable =
        [
            $"{Tag(RmxCode.Ipv4)}:{TextPattern.Ipv4}(?:/{TextPattern.UpTo(32)})?",
            $"{Tag(RmxCode.Ipv6)}:{TextPattern.Ipv6}(?:/{TextPattern.UpTo(128)})?",
            $"(?:{Tag(RmxCode.Host)}|{Tag(RmxCode.Apl)}):{name}",
            $"(?:{Tag(RmxCode.Domain)}|{Tag(RmxCode.Ipmap)}|{Tag(RmxCode.Ldap)})(?::{name}?)?",
            $"{Tag(RmxCode.Mx)}:?",
            $"{Tag(RmxCode.TlsFp)}:(?:{TextPattern.AnyCase(RmxText.Hashes[1])}:{HexPairs}{{32}}|{TextPattern.AnyCase(RmxText.Hashes[2])}:{HexPairs}{{64}})",
            $"{Tag(RmxCode.Sasl)}(?::(?:[0-9A-Za-z_-]{{1,20}}(?:,[0-9A-Za-z_-]{{1,20}})*)?)?",
            $"{Tag(RmxCode.Sig)}:(?:{string.Join('|', RmxText.KeyKinds[1..].Select(TextPattern.AnyCase))}):{HexPairs}+",
            $"(?:6[89]|[789][0-9]|1[01][0-9]|12[0-7])(?::{HexPairs}*)?",
        ];
        return $"(?:!?(?:{string.Join('|', negatable)})|(?:{Tag(RmxCode.Unused)}|{Tag(RmxCode.Full)}):?)";
    }

    private static string Tag(RmxCode code)
    {
        string tag = code < RmxCode.TlsFp ? RmxText.Tags[(int)code] : RmxText.ExperimentalTags[code - RmxCode.TlsFp];
        return string.Create(CultureInfo.InvariantCulture, $"(?:{TextPattern.AnyCase(tag)}|{(int)code})");
    }
}
