using System.Text;

namespace RmxDns.Wire;

/// <summary>The text of a TXT record that means one text: its character-strings with nothing between (RFC 7208 §3.3). RDATA that is no strings gives null.</summary>
public static class JoinedText
{
    /// <summary>The text, an octet a character; null where RDATA ends inside a string.</summary>
    public static string? Of(ReadOnlySpan<byte> rdata)
    {
        var text = new StringBuilder();
        var reader = new WireReader(rdata);
        while (!reader.AtEnd)
        {
            text.Append(Encoding.Latin1.GetString(reader.ReadOctets(reader.ReadU8())));
            if (reader.Failed)
                return null;
        }
        return text.ToString();
    }
}
