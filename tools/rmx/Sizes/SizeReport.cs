using System.Globalization;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Octets;
using RmxDns.Tool.Output;
using RmxDns.Wire;

namespace RmxDns.Tool.Sizes;

/// <summary>An <see cref="AnswerPicture"/> as text or JSON.</summary>
internal static class SizeReport
{
    private const string AdditionalMarks = "123456789abcdefgijklmnprstuvwxyz";

    /// <summary>Prints the picture for people: sums, bars, and a table of the pieces with what each client gets.</summary>
    public static void Write(AnswerPicture picture, TypeTable types, Screen screen)
    {
        Packet whole = picture.Whole;
        screen.Line($"{picture.Owner} {types.NameOf(picture.Type)}: {picture.AnswerSize} octets, {whole.Length} with additional records");
        foreach (Packet datagram in picture.Datagrams)
            screen.Line($"  {datagram.Title}, {datagram.Budget} octets: {Verdict(picture, datagram)}");
        foreach (string absent in picture.Absent)
            screen.Line($"  not in these zones: {absent}");
        screen.Line();
        IReadOnlyList<char> marks = MarksOf(whole);
        foreach (Packet datagram in picture.Datagrams)
            new Bar(datagram, MarksOf(datagram, whole, marks)).WriteTo(screen);
        screen.Line();
        var sheet = new Sheet(["", "part", "what", ">octets", ">ends at", .. picture.Datagrams.Select(datagram => Number(datagram.Budget))]);
        for (int i = 0; i < whole.Parts.Count; i++)
            AddRows(sheet, picture, types, whole.Parts[i], marks[i]);
        sheet.WriteTo(screen);
    }

    /// <summary>The same as JSON.</summary>
    public static JsonNode ToJson(AnswerPicture picture, TypeTable types) => new JsonObject
    {
        ["owner"] = picture.Owner.ToString(),
        ["type"] = types.NameOf(picture.Type),
        ["answerOctets"] = picture.AnswerSize,
        ["fullOctets"] = picture.Whole.Length,
        ["parts"] = JsonText.List(picture.Whole.Parts.Select(part => new JsonObject
        {
            ["part"] = NameOf(part.Kind),
            ["what"] = Describe(part, types, picture),
            ["octets"] = part.Octets,
            ["end"] = part.End,
        })),
        ["clients"] = JsonText.List(picture.Datagrams.Select(datagram => new JsonObject
        {
            ["client"] = datagram.Title,
            ["budget"] = datagram.Budget,
            ["octets"] = datagram.Length,
            ["truncated"] = datagram.Truncated,
            ["leftOut"] = JsonText.List(LeftOut(picture, datagram).Select(part => JsonValue.Create(Describe(part, types, picture)))),
        })),
        ["notInTheseZones"] = JsonText.List(picture.Absent.Select(absent => JsonValue.Create(absent))),
    };

    /// <summary>What a piece is, in words.</summary>
    public static string Describe(Part part, TypeTable types, AnswerPicture picture)
    {
        if (part.Record is not { } record)
            return part.Kind == PartKind.Question ? $"{picture.Owner} {types.NameOf(picture.Type)}" : "";
        string text = $"{record.Owner} {types.NameOf(record.Type)}";
        if (record.Type != types.RmxType)
            return $"{text} {types[record.Type].Format(record.Rdata)}";
        int entries = new RmxOctets(record.Rdata).Entries.Count;
        return $"{text}, {entries} {(entries == 1 ? "entry" : "entries")}";
    }

    /// <summary>A letter for each piece: H, Q, A, and for additional RRsets digits, then letters.</summary>
    public static IReadOnlyList<char> MarksOf(Packet packet)
    {
        var rrSets = new List<(Name, ushort)>();
        return [.. packet.Parts.Select(part =>
        {
            if (part.Kind != PartKind.Additional)
                return "HQAN_O"[(int)part.Kind];
            (Name, ushort) key = (part.Record!.Owner, part.Record.Type);
            if (!rrSets.Contains(key))
                rrSets.Add(key);
            return AdditionalMarks[rrSets.IndexOf(key) % AdditionalMarks.Length];
        })];
    }

    private static char[] MarksOf(Packet packet, Packet whole, IReadOnlyList<char> marks)
    {
        char MarkOf(Part part)
        {
            for (int i = 0; i < whole.Parts.Count; i++)
            {
                if (whole.Parts[i].Record is { } record && part.Record is { } own && record.Owner.Equals(own.Owner) && record.Type == own.Type && record.Section == own.Section)
                    return marks[i];
            }
            return "HQAN_O"[(int)part.Kind];
        }
        return [.. packet.Parts.Select(MarkOf)];
    }

    private static void AddRows(Sheet sheet, AnswerPicture picture, TypeTable types, Part part, char mark)
    {
        IEnumerable<string> held = picture.Datagrams.Select(datagram => part.Record is null || datagram.Holds(part.Record) ? "yes" : "no");
        sheet.Add([mark.ToString(), NameOf(part.Kind), Describe(part, types, picture), Number(part.Octets), Number(part.End), .. held]);
        if (part.Record is not { } record || record.Type != types.RmxType || record.Section != Section.Answer)
            return;
        sheet.Add("", "", "  owner, type, class, TTL, length", Number(part.Octets - record.Rdata.Length));
        foreach (EntryOctets entry in new RmxOctets(record.Rdata).Entries)
            sheet.Add("", "", $"  {entry.Text}", Number(entry.Length));
    }

    private static string Verdict(AnswerPicture picture, Packet datagram)
    {
        if (datagram.Truncated)
        {
            int opt = datagram.Parts.Where(part => part.Kind == PartKind.Opt).Sum(part => part.Octets);
            return $"the answer is {picture.AnswerSize + opt - datagram.Budget} too long; TC is set, and the client asks again over TCP";
        }
        int left = LeftOut(picture, datagram).Select(part => (part.Record!.Owner, part.Record.Type)).Distinct().Count();
        string free = $"{datagram.Length} used, {datagram.Budget - datagram.Length} free";
        return left == 0 ? $"everything fits ({free})" : $"the answer fits, {left} additional RRset{(left == 1 ? "" : "s")} left out ({free})";
    }

    private static IEnumerable<Part> LeftOut(AnswerPicture picture, Packet datagram) =>
        picture.Whole.Parts.Where(part => part.Record is { } record && !datagram.Holds(record));

    private static string NameOf(PartKind kind) => kind == PartKind.Opt ? "OPT" : kind.ToString().ToLowerInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
