using RmxDns.Testing.Dns;

namespace RmxDns.Testing;

/// <summary>
/// The fewest octets that the records of a message can take, computed slowly and apart from the server's code: every
/// suffix of every name that a pointer may lead to is kept as text, and each name is cut at the longest suffix seen.
/// </summary>
public static class SmallestEncoding
{
    private static readonly HashSet<ushort> Rfc1035 = [2, 3, 4, 5, 6, 7, 8, 9, 12, 14, 15];

    /// <summary>The length of the message with names compressed as far as RFC 1035 §4.1.4 and RFC 3597 §4 let them be.</summary>
    public static int LengthOf(DnsMessage message)
    {
        var seen = new Dictionary<string, int>();
        int at = 12;
        foreach (byte[] question in message.Questions)
        {
            Write(question[..^4], seen, ref at);
            at += 4;
        }
        foreach (DnsRecord record in (DnsRecord[])[.. message.Answer, .. message.Authority, .. message.Additional])
        {
            Write(WireOf(record.Owner), seen, ref at);
            at += 10;
            // Names stand as names, all else as hexadecimal digits.
            string[] words = record.Rdata == @"\# 0" ? [] : record.Rdata.Split(' ');
            foreach (string word in words)
            {
                if (!word.EndsWith('.'))
                    at += word.Length / 2;
                else if (Rfc1035.Contains(record.Type))
                    Write(WireOf(word), seen, ref at);
                else
                    at += WireOf(word).Length;
            }
        }
        return at + (message.Opt.Count * 11);
    }

    private static void Write(byte[] name, Dictionary<string, int> seen, ref int at)
    {
        int start = at;
        for (int from = 0; ; from += name[from] + 1)
        {
            string suffix = Convert.ToHexString(Lower(name[from..]));
            if (name[from] == 0)
            {
                at = start + from + 1;
                return;
            }
            if (seen.TryGetValue(suffix, out int target) && target < 0x4000)
            {
                at = start + from + 2;
                return;
            }
            seen.TryAdd(suffix, start + from);
        }
    }

    private static byte[] Lower(byte[] octets) => [.. octets.Select(octet => octet is >= 0x41 and <= 0x5A ? (byte)(octet + 32) : octet)];

    private static byte[] WireOf(string owner)
    {
        // Owners are presented with \DDD escapes alone, or plain characters.
        if (owner == ".")
            return [0];
        var wire = new List<byte>();
        var label = new List<byte>();
        for (int i = 0; i < owner.Length; i++)
        {
            if (owner[i] == '.')
            {
                wire.Add((byte)label.Count);
                wire.AddRange(label);
                label.Clear();
            }
            else if (owner[i] == '\\' && char.IsAsciiDigit(owner[i + 1]))
            {
                label.Add(byte.Parse(owner.AsSpan(i + 1, 3), System.Globalization.CultureInfo.InvariantCulture));
                i += 3;
            }
            else
            {
                label.Add((byte)(owner[i] == '\\' ? owner[++i] : owner[i]));
            }
        }
        return [.. wire, 0];
    }
}
