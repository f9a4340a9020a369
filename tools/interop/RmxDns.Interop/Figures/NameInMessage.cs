using System.Text;
using RmxDns.Wire;

namespace RmxDns.Interop.Figures;

/// <summary>A name as a receiver reads it that follows compression pointers in the message it happens to have (RFC 1035 §4.1.4). Loops and ends are told in words.</summary>
internal static class NameInMessage
{
    private const int MostPointers = 20;

    /// <summary>The name at an offset, or what comes in its place.</summary>
    public static string Read(ReadOnlySpan<byte> message, int at)
    {
        var wire = new List<byte>();
        for (int pointers = 0; ;)
        {
            if (at >= message.Length)
                return Broken(wire, "the message ends");
            int length = message[at];
            if (length >= 0xC0)
            {
                if (at + 1 >= message.Length)
                    return Broken(wire, "the message ends");
                if (++pointers > MostPointers)
                    return Broken(wire, "a circle");
                at = ((length & 0x3F) << 8) | message[at + 1];
                continue;
            }
            if (length > 63)
                return Broken(wire, $"a label of type {length >> 6}");
            if (at + 1 + length > message.Length)
                return Broken(wire, "the message ends");
            wire.AddRange(message.Slice(at, 1 + length));
            if (length == 0)
                return Name.FromWire(wire.ToArray()) is { } name ? $"`{name}`" : Broken(wire, "too long");
            at += 1 + length;
        }
    }

    private static string Broken(List<byte> labels, string what)
    {
        if (labels.Count == 0)
            return $"no name: {what}";
        var text = new StringBuilder();
        for (int at = 0; at < labels.Count; at += 1 + labels[at])
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{string.Concat(labels.Skip(at + 1).Take(labels[at]).Select(octet => octet is > 32 and < 127 and not (byte)'`' and not (byte)'|' ? ((char)octet).ToString() : $"\\{octet:000}"))}.");
        return $"`{text}`, then {what}";
    }
}
