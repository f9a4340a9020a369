using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Pages;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Interop.Figures;

/// <summary>What the packets of a run say beyond the verdicts: pointers in RDATA, additional data, sizes, the cost of TCP.</summary>
internal sealed partial class FiguresPage
{
    private const string Edns = "first-udp-edns", Plain = "first-udp-plain", Cached = "cached-udp-edns";

    /// <summary>Answers that fit 1,232 octets, and some that do not, by a little.</summary>
    private static readonly string[] Small = ["rdata-1", "rdata-255", "rdata-256", "records-1", "records-5"], Large = ["rdata-2000", "records-90", "udp-1400", "udp-4096"];

    private readonly MatrixData _data;
    private readonly Answers _answers;
    private readonly StringBuilder _text = new();

    private FiguresPage(MatrixData data) => (_data, _answers) = (data, new Answers(data, Served.Load().Zones));

    public static string Of(MatrixData data)
    {
        var page = new FiguresPage(data);
        page._text.Append(CultureInfo.InvariantCulture, $"""
            # What the packets say

            From the packets of the run of {data.Run.Date} ([the matrix](README.md)); `tools/interop/run` writes this page with the others.
            [What it means](what-it-means.md) draws the conclusions.

            """);
        page.AppendPointers();
        page.AppendAdditional();
        page.AppendSizes();
        page.AppendAsked();
        page.AppendTimes();
        return page._text.ToString();
    }

    private void AppendPointers()
    {
        _text.Append("""

            ## A compressed name becomes another

            The authority sends RMX whose `host` entry ends in a compression pointer. No resolver looks into the type, so the octets arrive
            unchanged; but a pointer counts from the start of a message, and the message is another. This is the name that a receiver
            gets which follows the pointer, from the response with EDNS and from the one without (LABEL stands for the label that is
            new in each query). *In the authority's own response* is what was meant.

            """);
        foreach (string id in (string[])["ptr-question", "ptr-suffix", "ptr-additional", "ptr-self", "ptr-forward"])
        {
            if (!_data.Places.Any(place => _answers.Find(place, id, Edns) is not null))
                continue;
            (string Edns, string Plain) meant = (PointedAt(_answers.OfAuthority(_data.Places[0], id, Edns)), PointedAt(_answers.OfAuthority(_data.Places[0], id, Plain)));
            _text.Append(CultureInfo.InvariantCulture, $"\n`{id}`, octets `{Octets(_answers.OfAuthority(_data.Places[0], id, Edns))}`\n\n| through | with EDNS | without |\n|---|---|---|\n| in the authority's own response | {meant.Edns} | {meant.Plain} |\n");
            foreach (IGrouping<(string, string), Place> like in _data.Places.GroupBy(place => (PointedAt(_answers.Of(place, id, Edns)), PointedAt(_answers.Of(place, id, Plain)))))
                _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", like.Select(Title))} | {like.Key.Item1} | {like.Key.Item2} |\n");
        }
    }

    private void AppendAdditional()
    {
        _text.Append("""

            ## Does additional data arrive?

            `additional-full`: the RRsets that the authority adds to the answer for RMX, those that came along through the resolver, and how
            many queries a receiver needs then to have all.

            | through | first: RRsets along | queries | from the cache: RRsets along | queries |
            |---|---|---|---|---|

            """);
        foreach (IGrouping<(int, int, int), Place> like in _data.Places.GroupBy(place => (Along(_answers.OfAuthority(place, "additional-full", Edns)), Along(_answers.Of(place, "additional-full", Edns)), Along(_answers.Of(place, "additional-full", Cached)))))
        {
            (int sent, int first, int cached) = like.Key;
            _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", like.Select(Title))} | {first} of {sent} | {1 + Math.Max(0, sent - first)} | {cached} of {sent} | {1 + Math.Max(0, sent - cached)} |\n");
        }
    }

    private void AppendSizes()
    {
        _text.Append("""

            ## How large an answer may be

            Of the resolvers and modes, how many deliver every octet, asked first over UDP without EDNS and with 1,232 octets of it, and how
            often the client had to go on to TCP for that. 1,232 is what the check allows, not a bound of the resolvers; what these
            allow when they ask is in [the next table](#how-the-authority-is-asked).

            | case | without EDNS | of these over TCP | with EDNS | of these over TCP | not delivered |
            |---|---|---|---|---|---|

            """);
        foreach (CheckedCase each in _data.Run.Cases.Where(each => each.Group == "sizes"))
        {
            CaseResult[] plain = Delivered(each, Plain), edns = Delivered(each, Edns);
            string missing = string.Join(", ", _data.Places.Where(place => !plain.Concat(edns).Any(result => result.Resolver == place.Resolver.Id && result.Mode == place.Mode)).Select(Title));
            _text.Append(CultureInfo.InvariantCulture, $"| `{each.Id}` {each.Title} | {plain.Length} of {_data.Places.Count} | {plain.Count(OverTcp)} | {edns.Length} of {_data.Places.Count} | {edns.Count(OverTcp)} | {missing} |\n");
        }
    }

    private void AppendAsked()
    {
        _text.Append("""

            ## How the authority is asked

            The queries that the authority saw for an answer that fits UDP (`rdata-255`) and for one that does not (`rdata-2000`), when the
            resolver was asked over UDP with 1,232 octets of EDNS and without EDNS: transport, and the size that the resolver allows.

            | through | 255, with EDNS | 255, without | 2,000, with EDNS | 2,000, without |
            |---|---|---|---|---|

            """);
        foreach (IGrouping<string, Place> like in _data.Places.GroupBy(place => Cells(place, [Edns, Plain], ["rdata-255"], ["rdata-2000"], Asked)))
            _text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", like.Select(Title))} | {like.Key} |\n");
    }

    private void AppendTimes()
    {
        _text.Append(CultureInfo.InvariantCulture, $"""

            ## What TCP costs in time

            Milliseconds until the verdict for answers that fit UDP (*small*: {Quoted(Small)}) and for those that do not (*large*: {Quoted(Large)};
            truncated, then asked again over TCP), with EDNS, first and from the cache: the middle one, and in brackets the least and the most.
            Each is asked once on loopback while other cases and other resolvers are under way, so differences of a few milliseconds are
            noise; on a real path TCP adds two round trips.

            | through | small, first | small, cached | large, first | large, cached |
            |---|---|---|---|---|

            """);
        foreach (Place place in _data.Places)
            _text.Append(CultureInfo.InvariantCulture, $"| {Title(place)} | {Cells(place, [Edns, Cached], Small, Large, Times)} |\n");
    }

    /// <summary>Cells for two sets of cases in two variants.</summary>
    private static string Cells(Place place, string[] variants, string[] first, string[] second, Func<Place, string[], string, string> cell) =>
        string.Join(" | ", ((string[][])[first, second]).SelectMany(ids => variants.Select(variant => cell(place, ids, variant))));

    private CaseResult[] Delivered(CheckedCase each, string variant) =>
        [.. _data.Places.Select(place => _answers.Find(place, each.Id, variant)).OfType<CaseResult>().Where(result => result.Outcome == CaseResult.Pass)];

    private static bool OverTcp(CaseResult result) => result.SentOver.Contains("tcp");

    private string Asked(Place place, string[] ids, string variant) =>
        _answers.Find(place, ids[0], variant) is { Seen: { Count: > 0 } seen } ? string.Join(", ", seen) : "–";

    private string Times(Place place, string[] ids, string variant)
    {
        double[] times = [.. ids.Select(id => _answers.Find(place, id, variant)).OfType<CaseResult>().Where(result => result.Outcome == CaseResult.Pass).Select(result => result.Milliseconds).Order()];
        return times.Length == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{times[times.Length / 2]:0} ({times[0]:0}–{times[^1]:0})");
    }

    private static string Quoted(string[] ids) => string.Join(", ", ids.Select(id => $"`{id}`"));

    /// <summary>The name of the first RMX record's one entry, pointers followed in this message.</summary>
    private string PointedAt(byte[]? message) =>
        Record(message) is { Rdata.Length: > 1 } record ? FreshLabel().Replace(NameInMessage.Read(message, record.End - record.Rdata.Length + 1), "LABEL") : "no record came";

    private string Octets(byte[]? message) => Record(message) is { } record ? Convert.ToHexStringLower(record.Rdata) : "";

    private MessageRecord? Record(byte[]? message) =>
        _answers.Read(message)?.Records.FirstOrDefault(record => record.Section == Section.Answer && record.Type == _answers.Types.RmxType);

    /// <summary>The RRsets of the additional section but OPT.</summary>
    private int Along(byte[]? message) =>
        (_answers.Read(message)?.Records ?? []).Where(record => record.Section == Section.Additional && record.Type != RrType.Opt).DistinctBy(record => (record.Owner, record.Type)).Count();

    private static string Title(Place place) => $"{place.Resolver.Id} {place.Mode}";

    /// <summary>The label in front of a case's name, another in each query.</summary>
    [GeneratedRegex(@"\br\d{7}\b")]
    private static partial Regex FreshLabel();
}
