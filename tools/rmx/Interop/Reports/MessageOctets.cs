using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Octets;
using RmxDns.Tool.Output;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>A message octet by octet with what each part means; what cannot be read is shown as it is, with the place of the fault.</summary>
/// <param name="types">The record types.</param>
internal sealed class MessageOctets(TypeTable types)
{
    private const int LongestRdata = 64;
    private const int LongestText = 100;

    /// <summary>Prints a message.</summary>
    public void Write(byte[] octets, Screen screen) => OctetReport.WriteNotes(NotesOf(octets), screen);

    private List<OctetNote> NotesOf(byte[] octets)
    {
        var notes = new List<OctetNote>();
        int at = 0;
        void Note(int length, string meaning)
        {
            notes.Add(new OctetNote(at, octets.AsSpan(at, length).ToArray(), meaning));
            at += length;
        }
        if (MessageReader.Read(octets, types) is not { } message)
        {
            Note(octets.Length, "no message: shorter than a header");
            return notes;
        }
        Note(Header.Length, string.Create(CultureInfo.InvariantCulture,
            $"header: id {message.Id:x4}, flags {message.Flags:x4}, counts {Header.Count(octets, 0)} {Header.Count(octets, 1)} {Header.Count(octets, 2)} {Header.Count(octets, 3)}"));
        foreach (Question question in message.Questions)
            Note(question.Octets, $"question: {question.Name} {types.NameOf(question.Type)}");
        foreach (MessageRecord record in message.Records)
        {
            int rdata = WireLength(octets, record);
            Note(record.Octets - rdata, $"{record.Section.ToString().ToLowerInvariant()}: {record.Owner} {types.NameOf(record.Type)}, class {record.Class}, TTL {record.Ttl}, {rdata} octets of RDATA");
            NoteRdata(record, rdata);
        }
        if (at < octets.Length)
            Note(Math.Min(LongestRdata, octets.Length - at), message.Fault is { } fault ? $"malformed at octet {fault.Offset}: {fault.Message}" : "octets behind the message");
        return notes;

        void NoteRdata(MessageRecord record, int length)
        {
            if (length == 0)
                return;
            string text = types[record.Type].Format(record.Rdata);
            int shown = Math.Min(LongestRdata, length);
            notes.Add(new OctetNote(at, octets.AsSpan(at, shown).ToArray(), $"{(text.Length > LongestText ? text[..LongestText] + "…" : text)}{(shown < length ? $" (the first {shown} octets)" : "")}"));
            at += length;
        }
    }

    /// <summary>The octets of RDATA in the message, where its names may be compressed.</summary>
    private static int WireLength(byte[] octets, MessageRecord record)
    {
        // Behind the owner stand type, class, TTL and length; the owner ends where they say what the record says.
        int start = record.End - record.Octets, at = start;
        while (octets[at] is > 0 and < 0xC0)
            at += octets[at] + 1;
        at += octets[at] >= 0xC0 ? 2 : 1;
        return record.End - at - 10;
    }
}
