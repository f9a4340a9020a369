using RmxDns.Wire;

namespace RmxDns.Testing.Zones;

/// <summary>Labels and names for generated zones: few plain labels, so that names meet, and some odd ones.</summary>
public sealed class LabelSource(Random random)
{
    private static readonly byte[][] Odd =
    [
        [0], [255, 128], "a.b"u8.ToArray(), "A"u8.ToArray(), "MiXed"u8.ToArray(), "_tcp"u8.ToArray(), " "u8.ToArray(),
        "\\"u8.ToArray(), "**"u8.ToArray(), "*a"u8.ToArray(), "=;@$("u8.ToArray(), "\""u8.ToArray(), [.. Enumerable.Repeat((byte)'L', 63)],
        [.. Enumerable.Repeat((byte)0xC3, 40)], "0"u8.ToArray(), "123"u8.ToArray(), "@"u8.ToArray(), [(byte)'[', (byte)'Z', (byte)'{'],
    ];

    private static readonly byte[][] Plain =
        [.. "a b c d e www mail ns host sub".Split(' ').Select(System.Text.Encoding.ASCII.GetBytes)];

    /// <summary>A label, one in ten an odd one; never a lone asterisk.</summary>
    public byte[] Next() => random.Next(10) == 0 ? Odd[random.Next(Odd.Length)] : Plain[random.Next(Plain.Length)];

    /// <summary>The name with a plain label in front, for apexes, which PowerDNS serves with no others.</summary>
    public Name PlainBelow(Name name) => name.Prepend(Plain[random.Next(Plain.Length)])!;

    /// <summary>The name with a label in front, or null when that does not fit.</summary>
    public Name? Below(Name name) => name.Prepend(Next());

    /// <summary>A name of 200 to 255 octets below another.</summary>
    public Name Long(Name name)
    {
        int goal = random.Next(3) == 0 ? NameOctets.MaxLength : random.Next(200, NameOctets.MaxLength + 1);
        while (goal - name.Wire.Length >= 2)
        {
            int room = goal - name.Wire.Length - 1;
            int length = room <= NameOctets.MaxLabel ? room : Math.Min(random.Next(20, NameOctets.MaxLabel + 1), room - 1);
            name = name.Prepend([.. Enumerable.Repeat((byte)('k' + random.Next(4)), length)])!;
        }
        return name;
    }

    /// <summary>The name with the case of its letters changed at random.</summary>
    public Name Recased(Name name)
    {
        byte[] wire = name.Wire.ToArray();
        for (int at = 0; wire[at] != 0; at += wire[at] + 1)
        {
            for (int i = at + 1; i <= at + wire[at]; i++)
            {
                if (char.IsAsciiLetter((char)wire[i]) && random.Next(2) == 0)
                    wire[i] ^= 0x20;
            }
        }
        return Name.FromWire(wire)!;
    }
}
