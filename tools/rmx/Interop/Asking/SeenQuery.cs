using System.Globalization;

namespace RmxDns.Tool.Interop.Asking;

/// <summary>A query as the authority saw it, from a string of the control name (docs/interop-authority.md).</summary>
/// <param name="OverTcp">Whether it came over TCP.</param>
/// <param name="Edns">The UDP size that it allowed; null without EDNS.</param>
/// <param name="Type">The type code that was asked for.</param>
/// <param name="Name">The name in the case in which it was asked.</param>
internal sealed record SeenQuery(bool OverTcp, int? Edns, ushort Type, string Name)
{
    private static readonly char[] Blank = [' '];

    /// <summary>Reads a string; null when it is none. Words that are not known are for later versions.</summary>
    public static SeenQuery? Parse(string text)
    {
        string[] words = text.Split(Blank, StringSplitOptions.RemoveEmptyEntries);
        string? Value(string key) => Array.Find(words, word => word.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];
        if (!ushort.TryParse(Value("type"), NumberStyles.None, CultureInfo.InvariantCulture, out ushort type) || Value("name") is not { } name)
            return null;
        int? edns = ushort.TryParse(Value("edns"), NumberStyles.None, CultureInfo.InvariantCulture, out ushort size) ? size : null;
        return new SeenQuery(words.Contains("tcp"), edns, type, name);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(OverTcp ? "tcp" : "udp")} {(Edns is { } size ? $"edns={size}" : "plain")}";
}
