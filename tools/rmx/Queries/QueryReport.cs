using System.Globalization;
using System.Text.Json.Nodes;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Output;
using RmxDns.Tool.Sizes;
using RmxDns.Wire;

namespace RmxDns.Tool.Queries;

/// <summary>A response as <c>rmx query</c> prints it: header, records, the entries of RMX with what came along, sizes.</summary>
/// <param name="types">The record types.</param>
internal sealed class QueryReport(TypeTable types)
{
    private const int EdnsSize = 1232;

    private static readonly (ushort Bit, string Name)[] Flags =
        [(Header.Qr, "qr"), (Header.Aa, "aa"), (Header.Tc, "tc"), (Header.Rd, "rd"), (0x80, "ra"), (0x20, "ad"), (Header.Cd, "cd")];

    /// <summary>Prints a response for people.</summary>
    public void Write(Exchange exchange, Name name, ushort type, QuerySettings settings, Screen screen)
    {
        string edns = settings.EdnsSize is { } size ? $"EDNS {size}" : "no EDNS";
        screen.Line($"{name} {types.NameOf(type)} asked of {ServerAddress.Format(settings.Server)} over {exchange.Transport}, {edns}");
        foreach (string note in exchange.Notes)
            screen.Line($"note: {note}");
        if (exchange.Answer is not { } message)
            return;
        screen.Line($"{RcodeText.Of(message.Rcode)}, flags {FlagsOf(message)}, {message.Length} octets");
        WriteRecords(message, screen);
        WriteEntries(message, screen);
        WriteMalformed(message, screen);
        screen.Line();
        foreach (Packet packet in Packets(message))
            new Bar(packet, SizeReport.MarksOf(packet)).WriteTo(screen);
    }

    /// <summary>The same as JSON.</summary>
    public JsonObject ToJson(Exchange exchange, Name name, ushort type, QuerySettings settings)
    {
        var json = new JsonObject
        {
            ["name"] = name.ToString(),
            ["type"] = types.NameOf(type),
            ["server"] = ServerAddress.Format(settings.Server),
            ["transport"] = exchange.Transport,
            ["ednsSize"] = settings.EdnsSize,
            ["notes"] = JsonText.List(exchange.Notes.Select(note => JsonValue.Create(note))),
            ["truncatedOverUdp"] = exchange.Truncated is not null,
        };
        if (exchange.Answer is not { } message)
            return json;
        json["rcode"] = RcodeText.Of(message.Rcode);
        json["flags"] = JsonText.List(FlagsOf(message).Split(' ').Select(flag => JsonValue.Create(flag)));
        json["extendedErrors"] = JsonText.List((message.Opt is { } opt ? OptText.ErrorsOf(opt) : []).Select(error => new JsonObject
        {
            ["code"] = error.Code,
            ["name"] = error.Name,
            ["text"] = error.Text,
        }));
        json["octets"] = message.Length;
        json["fits512"] = message.Length <= Answerer.PlainUdpSize;
        json["fits1232"] = message.Length <= EdnsSize;
        json["records"] = JsonText.List(message.Records.Select(RecordOf));
        json["entries"] = JsonText.List(EntryReferences.Of(message, types).Select(row => new JsonObject
        {
            ["text"] = RmxText.Format(row.Entry),
            ["octets"] = row.Octets,
            ["cameAlong"] = JsonText.List(row.Came.Select(came => JsonValue.Create(came))),
            ["notSent"] = JsonText.List(row.Missing.Select(missing => JsonValue.Create(missing))),
        }));
        return json;
    }

    private JsonObject RecordOf(MessageRecord record) => new()
    {
        ["section"] = record.Section.ToString().ToLowerInvariant(),
        ["owner"] = record.Owner.ToString(),
        ["ttl"] = record.Type == RrType.Opt ? null : record.Ttl,
        ["type"] = types.NameOf(record.Type),
        ["data"] = types[record.Type].Format(record.Rdata),
        ["rdata"] = Convert.ToHexStringLower(record.Rdata),
        ["octets"] = record.Octets,
    };

    private void WriteRecords(Message message, Screen screen)
    {
        if (message.Records.Count == 0)
            return;
        screen.Line();
        var sheet = new Sheet("section", "owner", ">ttl", "type", ">octets", "data");
        foreach (MessageRecord record in message.Records)
        {
            bool opt = record.Type == RrType.Opt;
            string data = opt ? OptText.Of(record) : types[record.Type].Format(record.Rdata);
            sheet.Add(record.Section.ToString().ToLowerInvariant(), record.Owner.ToString(), opt ? "" : Number(record.Ttl), types.NameOf(record.Type), Number(record.Octets), data);
        }
        sheet.WriteTo(screen);
    }

    private void WriteEntries(Message message, Screen screen)
    {
        IReadOnlyList<EntryReferences> rows = EntryReferences.Of(message, types);
        if (rows.Count == 0)
            return;
        screen.Line();
        var sheet = new Sheet(">entry", ">octets", "text", "came along", "not sent");
        for (int i = 0; i < rows.Count; i++)
            sheet.Add(Number(i + 1), Number(rows[i].Octets), RmxText.Format(rows[i].Entry), string.Join(", ", rows[i].Came), string.Join(", ", rows[i].Missing));
        sheet.WriteTo(screen);
    }

    private void WriteMalformed(Message message, Screen screen)
    {
        foreach (MessageRecord record in message.In(Section.Answer).Where(record => record.Type == types.RmxType))
        {
            if (!RmxWire.TryDecode(record.Rdata, out _, out RmxFault fault))
                screen.Line($"malformed RMX at octet {fault.Offset}: {fault.Message}; rmx decode explains it");
        }
    }

    private static IEnumerable<Packet> Packets(Message message) =>
        ((int[])[Answerer.PlainUdpSize, EdnsSize]).Select(budget => Packet.Of("", budget, message));

    private static string FlagsOf(Message message) =>
        string.Join(' ', Flags.Where(flag => (message.Flags & flag.Bit) != 0).Select(flag => flag.Name));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
