using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Tool.Messages;

/// <summary>RCODEs by the names of the IANA registry; those without one here as <c>RCODEn</c>.</summary>
internal static class RcodeText
{
    private const string Unnamed = "RCODE";

    /// <summary>Those that the server has no use for (RFC 2136 §2.2, RFC 8945 §3, RFC 2930 §2.6, RFC 7873 §8).</summary>
    private static readonly (int Code, string Name)[] Others =
    [
        (7, "YXRRSET"), (8, "NXRRSET"), (9, "NOTAUTH"), (10, "NOTZONE"), (17, "BADKEY"), (18, "BADTIME"), (19, "BADMODE"), (20, "BADNAME"), (21, "BADALG"),
        (22, "BADTRUNC"), (23, "BADCOOKIE"),
    ];

    /// <summary>The name of an RCODE.</summary>
    public static string Of(int rcode)
    {
        string known = ((Rcode)rcode).ToString().ToUpperInvariant();
        if (!known.All(char.IsAsciiDigit))
            return known;
        return Array.Find(Others, other => other.Code == rcode).Name ?? Unnamed + known;
    }

    /// <summary>The RCODE of a name; null when there is none.</summary>
    public static int? Find(string name)
    {
        if (name.StartsWith(Unnamed, StringComparison.Ordinal) && int.TryParse(name.AsSpan(Unnamed.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            return number;
        if (Array.Find(Others, other => other.Name == name) is { Name: not null } found)
            return found.Code;
        return Enum.TryParse(name, ignoreCase: true, out Rcode rcode) && !char.IsAsciiDigit(name[0]) ? (int)rcode : null;
    }
}
