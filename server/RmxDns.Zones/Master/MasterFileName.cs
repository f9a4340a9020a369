using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Zones.Master;

/// <summary>What the names of master files say: <c>example.com.zone</c>, <c>example.com.db</c>, <c>db.example.com</c>.</summary>
public static class MasterFileName
{
    private const string Prefix = "db.";
    private static readonly string[] Extensions = [".zone", ".db"];
    private static readonly string[] KnownExtensions = [.. Extensions, ".dns", ".hosts", ".master", ".txt"];

    /// <summary>Whether a file's name tells that it is a master file: it ends in <c>.zone</c> or <c>.db</c> and starts with no dot.</summary>
    public static bool Is(string path)
    {
        string file = Path.GetFileName(path);
        return !file.StartsWith('.') && Array.Exists(Extensions, extension => file.EndsWith(extension, StringComparison.Ordinal));
    }

    /// <summary>The zone that a file's name gives; null, and why, when it gives none.</summary>
    internal static Name? OriginOf(string path, out string fault)
    {
        string file = Path.GetFileName(path);
        string? extension = Array.Find(KnownExtensions, known => file.EndsWith(known, StringComparison.Ordinal));
        string text = extension is null ? file : file[..^extension.Length];
        if (extension is null && text.StartsWith(Prefix, StringComparison.Ordinal))
            text = text[Prefix.Length..];
        if (Name.TryParse(text, null, out Name name, out TextFault wrong))
        {
            fault = "";
            return name;
        }
        fault = $"{FindingText.Quote(file)} gives no zone name: {wrong.Message}; --origin or an $ORIGIN line would";
        return null;
    }
}
