using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Server.Reload;

/// <summary>
/// The text form of a <see cref="SerialBook"/>: a first line that names the format, a line for each zone, and a last line with
/// their count; a line <c>floor</c> follows the first one where zones may be missing. Each line ends in a check value of its own, so that damage to one does not cost the others; the last line
/// shows that none is missing. Zone names stand in presentation form, in which no octet can end a line or a field.
/// </summary>
internal static class SerialFile
{
    private const string FirstLine = "rmxdns serials 1";
    private const string FloorWord = "floor";
    private const string LastWord = "end";
    private const string NoContent = "-";

    /// <summary>Writes the book: ASCII, lines end in LF.</summary>
    public static void Write(TextWriter writer, SerialBook book)
    {
        WriteLine(writer, FirstLine);
        if (book.Floor is uint floor)
            WriteLine(writer, string.Create(CultureInfo.InvariantCulture, $"{FloorWord} {floor}"));
        foreach ((Name zone, SerialEntry entry) in book.Entries)
        {
            string content = entry.Content?.ToString() ?? NoContent;
            WriteLine(writer, string.Create(CultureInfo.InvariantCulture, $"{zone} {entry.Serial} {content}"));
        }
        WriteLine(writer, string.Create(CultureInfo.InvariantCulture, $"{LastWord} {book.Entries.Count}"));
    }

    /// <summary>Reads as much as is whole.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="now">The floor of what comes out when something is missing.</param>
    /// <param name="damage">What is wrong with it, line by line; empty when it is as it was written.</param>
    public static SerialBook Read(TextReader reader, uint now, out IReadOnlyList<string> damage)
    {
        var entries = new Dictionary<Name, SerialEntry>();
        var faults = new List<string>();
        uint? floor = null;
        int number = 0;
        bool ended = false;
        for (string? line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            string[] fields = Checked(line);
            string? fault = ++number switch
            {
                _ when ended => "text after the last line",
                _ when fields.Length == 0 => "the check value does not fit the line",
                1 => string.Join(' ', fields) == FirstLine ? null : "not a state file of this version",
                _ => ReadLine(fields, entries, ref floor, ref ended),
            };
            if (fault is not null)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"line {number}: {fault}"));
        }
        if (!ended)
            faults.Add("the last line is missing");
        damage = faults;
        return new SerialBook(entries, faults.Count > 0 ? now : floor);
    }

    private static string? ReadLine(string[] fields, Dictionary<Name, SerialEntry> entries, ref uint? floor, ref bool ended)
    {
        if (fields[0] == LastWord && fields.Length == 2)
        {
            ended = true;
            string count = entries.Count.ToString(CultureInfo.InvariantCulture);
            return fields[1] == count ? null : $"{count} whole lines of {fields[1]}";
        }
        if (fields[0] == FloorWord && fields.Length == 2 && TryParseSerial(fields[1], out uint serial))
        {
            floor = serial;
            return null;
        }
        if (!TryParse(fields, out Name zone, out SerialEntry entry))
            return "not a zone, a serial and a content";
        return entries.TryAdd(zone, entry) ? null : "a zone for the second time";
    }

    private static bool TryParse(string[] fields, out Name zone, out SerialEntry entry)
    {
        entry = default;
        zone = Name.Root;
        ContentHash hash = default;
        if (fields.Length != 3
            || !Name.TryParse(fields[0], null, out zone, out _)
            || !TryParseSerial(fields[1], out uint serial)
            || (fields[2] != NoContent && !ContentHash.TryParse(fields[2], out hash)))
            return false;
        entry = new SerialEntry(serial, fields[2] == NoContent ? null : hash);
        return true;
    }

    private static bool TryParseSerial(string text, out uint serial) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out serial);

    private static void WriteLine(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write(' ');
        writer.Write(CheckValue(text));
        writer.Write('\n');
    }

    /// <summary>The fields of a line without its check value; none when that does not fit.</summary>
    private static string[] Checked(string line)
    {
        int end = line.LastIndexOf(' ');
        return end > 0 && CheckValue(line[..end]) == line[(end + 1)..] ? line[..end].Split(' ') : [];
    }

    private static string CheckValue(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return Convert.ToHexStringLower(digest[..4]);
    }
}
