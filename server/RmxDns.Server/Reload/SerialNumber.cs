namespace RmxDns.Server.Reload;

/// <summary>Serial numbers of zones: 32 bits that wrap, compared as RFC 1982 says.</summary>
internal static class SerialNumber
{
    /// <summary>Whether <paramref name="serial"/> comes after <paramref name="other"/> (RFC 1982 §3.2); undefined pairs do not.</summary>
    public static bool IsAfter(uint serial, uint other) => unchecked((int)(serial - other)) > 0;

    /// <summary>
    /// A serial after <paramref name="served"/>: the one wished for if it is, else the next one. Never 0, which some
    /// secondaries take for "no serial".
    /// </summary>
    public static uint After(uint served, uint wished)
    {
        uint serial = IsAfter(wished, served) ? wished : unchecked(served + 1);
        return serial == 0 ? 1 : serial;
    }
}
