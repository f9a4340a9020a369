using RmxDns.Wire;

namespace RmxDns.TestAuthority.Answers;

/// <summary>
/// RDATA whose first name ends in a compression pointer (RFC 1035 §4.1.4), which RFC 3597 §4 forbids in types that RFC 1035 does
/// not define. RDATA without such a name stays as it is.
/// <code>
/// | first octet | labels that are left | 11 offset:14 | what follows the name |
/// </code>
/// </summary>
internal static class PointerRdata
{
    private const int PointerOctets = 2;

    /// <param name="rdata">The RDATA, its name in full.</param>
    /// <param name="kind">Where the pointer leads.</param>
    /// <param name="question">The name asked for, which stands behind the header.</param>
    /// <param name="at">Where in the message the RDATA starts.</param>
    public static byte[] Of(byte[] rdata, string kind, Name question, int at)
    {
        if (FaultyRecords.FirstName(rdata) is not { } name)
            return rdata;
        byte[] rest = rdata[(1 + name.Wire.Length)..];
        int end = at + 1 + PointerOctets + rest.Length;
        return kind switch
        {
            "question" => [rdata[0], .. To(Header.Length), .. rest],
            "suffix" => [rdata[0], .. Shortened(name, question), .. rest],
            "self" => [rdata[0], .. To(at + 1), .. rest],
            // The name itself, in full, stands right behind the pointer.
            "forward" => [rdata[0], .. To(at + 1 + PointerOctets), .. name.Wire, .. rest],
            // The first record of the additional section comes next, and its owner is the name.
            _ => [rdata[0], .. To(end), .. rest],
        };
    }

    private static byte[] To(int offset) => [(byte)(0xC0 | (offset >> 8)), (byte)offset];

    private static byte[] Shortened(Name name, Name question)
    {
        for (Name? suffix = name; suffix is { IsRoot: false }; suffix = suffix.Parent)
        {
            if (question.IsAtOrBelow(suffix))
                return [.. name.Wire[..^suffix.Wire.Length], .. To(Header.Length + question.Wire.Length - suffix.Wire.Length)];
        }
        return name.Wire.ToArray();
    }
}
