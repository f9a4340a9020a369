using System.Globalization;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Tool.Output;

namespace RmxDns.Tool.Octets;

/// <summary>A record as <c>rmx encode</c> and <c>rmx decode</c> print it: text, generic form, and a table of its octets; or all of it as JSON.</summary>
internal static class OctetReport
{
    private const int OctetsInRow = 16;

    /// <summary>Prints a record for people.</summary>
    /// <param name="octets">The record.</param>
    /// <param name="type">The type code.</param>
    /// <param name="screen">Where to.</param>
    public static void Write(RmxOctets octets, ushort type, Screen screen)
    {
        if (octets.Fault is null)
            screen.Line(octets.Record.ToString());
        screen.Line($@"TYPE{type} {RdataType.FormatGeneric(octets.Rdata)}");
        if (octets.Notes.Count == 0)
            return;
        screen.Line();
        WriteNotes(octets.Notes, screen);
    }

    /// <summary>Prints octets and their meanings as a table.</summary>
    public static void WriteNotes(IReadOnlyList<OctetNote> notes, Screen screen)
    {
        var sheet = new Sheet(">offset", "octets", "meaning");
        foreach (OctetNote note in notes)
        {
            sheet.Add(Number(note.Offset), HexOf(note.Octets, 0), note.Meaning);
            for (int at = OctetsInRow; at < note.Octets.Length; at += OctetsInRow)
                sheet.Add(Number(note.Offset + at), HexOf(note.Octets, at));
        }
        sheet.WriteTo(screen);
    }

    /// <summary>The same as JSON.</summary>
    public static JsonNode ToJson(RmxOctets octets, ushort type)
    {
        var json = new JsonObject
        {
            ["type"] = $"TYPE{type}",
            ["octets"] = octets.Rdata.Length,
            ["hex"] = Convert.ToHexStringLower(octets.Rdata),
            ["generic"] = RdataType.FormatGeneric(octets.Rdata),
            ["text"] = octets.Fault is null ? octets.Record.ToString() : null,
            ["entries"] = JsonText.List(octets.Entries.Select(EntryOf)),
            ["meaning"] = JsonText.List(octets.Notes.Select(note => new JsonObject
            {
                ["offset"] = note.Offset,
                ["hex"] = Convert.ToHexStringLower(note.Octets),
                ["meaning"] = note.Meaning,
            })),
        };
        if (octets.Fault is { } fault)
            json["fault"] = new JsonObject { ["offset"] = fault.Offset, ["message"] = fault.Message };
        return json;
    }

    private static JsonObject EntryOf(EntryOctets entry) => new()
    {
        ["offset"] = entry.Offset,
        ["octets"] = entry.Length,
        ["code"] = (int)entry.Entry.Code,
        ["negated"] = entry.Entry.Negated,
        ["text"] = entry.Text,
    };

    private static string HexOf(byte[] octets, int start) =>
        string.Join(' ', octets.Skip(start).Take(OctetsInRow).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
