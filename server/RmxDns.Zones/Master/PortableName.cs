using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Zones.Master;

/// <summary>
/// Names as every server reads them: letters, digits, hyphen, underscore, asterisk and slash as they are, all other octets as
/// <c>\DDD</c>. Knot takes no other sign without an escape, not even an equals sign.
/// </summary>
internal static class PortableName
{
    /// <summary>The name, absolute, or relative to an origin that it lies at or below; <c>@</c> for the origin itself.</summary>
    public static string Of(Name name, Name? origin)
    {
        ReadOnlySpan<byte> labels = name.Wire[..^(origin?.Wire.Length ?? 1)];
        if (labels.IsEmpty)
            return origin is null ? "." : "@";
        var text = new StringBuilder(labels.Length);
        for (int at = 0; at < labels.Length; at += labels[at] + 1)
        {
            foreach (byte octet in labels.Slice(at + 1, labels[at]))
                _ = IsPlain(octet) ? text.Append((char)octet) : text.Append(CultureInfo.InvariantCulture, $"\\{octet:D3}");
            _ = text.Append('.');
        }
        return origin is null ? text.ToString() : text.ToString(0, text.Length - 1);
    }

    private static bool IsPlain(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'_' or (byte)'*' or (byte)'/';
}
