using System.Globalization;
using System.Text;

namespace RmxDns.Rmx;

/// <summary>
/// Writes the canonical text form (draft-danisch-dns-rr-smtp §5.1): lower-case tags, the colon always there, full prefix
/// lengths left out, names absolute. Reading is <see cref="RmxTextReader"/>'s.
/// </summary>
public static class RmxText
{
    internal static readonly string[] Tags = ["", "ipv4", "ipv6", "host", "apl", "domain", "unused", "full", "mx", "ipmap"];
    internal static readonly string[] ExperimentalTags = ["tlsfp", "ldap", "sasl", "sig"];
    internal static readonly string[] Hashes = ["", "sha256", "sha512"];
    internal static readonly string[] KeyKinds = ["", "openpgp", "smime"];

    /// <summary>The record as text; <c>\# 0</c> when it has no entries.</summary>
    public static string Format(RmxRecord record) =>
        record.Entries.Count == 0 ? @"\# 0" : string.Join(' ', record.Entries.Select(Format));

    /// <summary>One entry as text.</summary>
    public static string Format(RmxEntry entry)
    {
        var text = new StringBuilder(entry.Negated ? "!" : "").Append(TagOf(entry.Code)).Append(':');
        switch (entry.Code)
        {
            case RmxCode.Ipv4 or RmxCode.Ipv6:
                text.Append(entry.Prefix);
                break;
            case RmxCode.Host or RmxCode.Apl or RmxCode.Domain or RmxCode.Ipmap or RmxCode.Ldap:
                text.Append(entry.Value.Length == 1 ? "" : entry.Name!.ToString());
                break;
            case RmxCode.TlsFp or RmxCode.Sig:
                text.Append((entry.Code == RmxCode.TlsFp ? Hashes : KeyKinds)[entry.Value[0]]).Append(':');
                text.Append(Convert.ToHexStringLower(entry.Value[1..]));
                break;
            case RmxCode.Sasl:
                text.Append(Encoding.ASCII.GetString(entry.Value).Replace(' ', ','));
                break;
            case > RmxCode.Sig:
                text.Append(Convert.ToHexStringLower(entry.Value));
                break;
        }
        return text.ToString();
    }

    private static string TagOf(RmxCode code) => code switch
    {
        < RmxCode.TlsFp => Tags[(int)code],
        <= RmxCode.Sig => ExperimentalTags[code - RmxCode.TlsFp],
        _ => ((int)code).ToString(CultureInfo.InvariantCulture),
    };
}
