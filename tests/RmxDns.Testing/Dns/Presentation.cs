using System.Globalization;
using System.Text;

namespace RmxDns.Testing.Dns;

/// <summary>Presentation form of names, written for the tests and independent of the server's code.</summary>
public static class Presentation
{
    /// <summary>
    /// Absolute, with <c>\DDD</c> for all octets but letters, digits, <c>-</c>, <c>_</c> and <c>*</c>: the form that every
    /// peer's master file and configuration reads alike.
    /// </summary>
    /// <param name="name">A name in wire form, uncompressed.</param>
    public static string Of(ReadOnlySpan<byte> name)
    {
        if (name[0] == 0)
            return ".";
        var text = new StringBuilder(name.Length);
        for (int at = 0; name[at] != 0; at += name[at] + 1)
        {
            foreach (byte octet in name.Slice(at + 1, name[at]))
            {
                if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'_' or (byte)'*')
                    text.Append((char)octet);
                else
                    text.Append('\\').Append(octet.ToString("000", CultureInfo.InvariantCulture));
            }
            text.Append('.');
        }
        return text.ToString();
    }
}
