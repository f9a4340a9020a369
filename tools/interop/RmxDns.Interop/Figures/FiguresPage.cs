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
            often the client had to go on to TCP for that.

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

    private void AppendTimes()
    {
        _text.Append("""

            ## What TCP costs in time

            Milliseconds until the verdict for an answer that fits UDP (`rdata-255`) and one that does not (`rdata-2000`: truncated, then asked
            again over TCP), first and from the cache. Loopback, single queries, several resolvers at a time: differences of a few milliseconds are
            noise; on a real path TCP adds two round trips.

            | through | 255 first | 2,000 first | 255 cached | 2,000 cached |
            |---|---|---|---|---|

            """);
        string[] variants = [Edns, Cached];
        foreach (Place place in _data.Places)
        {
            IEnumerable<string> cells = variants.SelectMany(variant => ((string[])["rdata-255", "rdata-2000"]).Select(id => Time(place, id, variant)));
            _text.Append(CultureInfo.InvariantCulture, $"| {Title(place)} | {string.Join(" | ", cells)} |\n");
        }
    }

    private CaseResult[] Delivered(CheckedCase each, string variant) =>
        [.. _data.Places.Select(place => _answers.Find(place, each.Id, variant)).OfType<CaseResult>().Where(result => result.Outcome == CaseResult.Pass)];

    private static bool OverTcp(CaseResult result) => result.SentOver.Contains("tcp");

    private string Time(Place place, string id, string variant) =>
        _answers.Find(place, id, variant) is { Outcome: CaseResult.Pass } result ? result.Milliseconds.ToString("0", CultureInfo.InvariantCulture) : "–";

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
