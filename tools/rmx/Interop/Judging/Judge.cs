using RmxDns.Rdata;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Judging;

/// <summary>
/// Judges what came of a case by what the case says and by nothing else: first the rules that hold for every response, then what
/// passes, then what is tolerated. It asks nobody and keeps nothing.
/// </summary>
/// <param name="types">The record types.</param>
internal sealed class Judge(TypeTable types)
{
    private const int PlainUdpSize = 512;

    /// <summary>The verdict.</summary>
    /// <param name="subject">The case.</param>
    /// <param name="variant">How it was asked.</param>
    /// <param name="conversation">What came.</param>
    /// <param name="served">What the authority serves; null when nobody knows, which matters only where the case needs it.</param>
    /// <param name="seen">What the authority saw of it.</param>
    public Verdict Of(InteropCase subject, Variant variant, Conversation conversation, Served? served, Seen seen)
    {
        AnswerView? view = conversation.Response is { } response ? new AnswerView(response, conversation.Name, conversation.Type, types) : null;
        string came = Describe(conversation, view, seen);
        if (BrokenRule(conversation) is { } broken)
            return Failed(broken);
        if (Fits(subject.Pass) is not null)
            return new Verdict(Outcome.Pass, "as expected", came);
        if (Fits(subject.Tolerated) is { } tolerated)
            return new Verdict(Outcome.Tolerated, tolerated.Why!.TrimEnd('.'), came);
        Expectation wanted = subject.Pass.Find(expected => expected.IsFor(variant)) ?? subject.Pass[0];
        string reason = WhyNot(wanted, conversation, view, served, seen)!;
        return Failed(view?.Foreign is { } foreign && !reason.Contains(foreign, StringComparison.Ordinal) ? $"{reason}; {NotAsked(foreign)}" : reason);

        // The fresh label is another in each variant, and reasons are for all of them.
        Verdict Failed(string why) => new(Outcome.Fail, why.Replace(conversation.Name.ToString().Split('.')[0][1..], "NNNNNNN", StringComparison.Ordinal), came);

        Expectation? Fits(List<Expectation> expected) =>
            expected.Find(one => one.IsFor(variant) && WhyNot(one, conversation, view, served, seen) is null);
    }

    /// <summary>Which rule for every response is broken, if any (tools/interop/cases/README.md).</summary>
    private string? BrokenRule(Conversation conversation)
    {
        if (conversation.Messages.FirstOrDefault(message => IsTooLarge(message, conversation)) is { } large)
            return $"a UDP response of {large.Octets.Length} octets, more than the {Budget(conversation)} that the query allows";
        if (conversation.Response is not { } response)
            return null;
        if (response.Fault is { } fault)
            return $"the response is malformed at octet {fault.Offset}: {fault.Message}";
        if (response.Trailing > 0)
            return $"octets behind the last record of the response: {response.Trailing}";
        if ((response.Flags & Header.Qr) == 0)
            return "the response has QR clear";
        if (response.Questions is not [{ } question] || !question.Name.Wire.SequenceEqual(conversation.Name.Wire) || question.Type != conversation.Type || question.Class != RrClass.In)
            return $"the response's question is not the one that was asked: {(response.Questions.Count == 0 ? "none" : $"{response.Questions[0].Name} {types.NameOf(response.Questions[0].Type)}")}";
        return null;
    }

    /// <summary>Why a conversation is not what is expected; null when it is.</summary>
    private static string? WhyNot(Expectation expected, Conversation conversation, AnswerView? view, Served? served, Seen seen)
    {
        if (expected.Response == "none")
            return conversation.Response is null ? null : "a response came, and none is expected";
        if (conversation.Response is not { } response || view is null)
            return conversation.Silence ?? "no response";
        if (expected.Truncated)
            return conversation.EndedTruncated ? null : "the response is whole, and a truncated one is expected";
        if (conversation.EndedTruncated)
            return $"it is truncated, and over TCP {conversation.Silence}";
        return WhyNotRcode(expected, response) ?? WhyNotAnswer(expected, view, served) ?? WhyNotTtl(expected, view)
            ?? WhyNotOpt(expected, conversation.EdnsSize is not null, response.Opt is not null)
            ?? (expected.Soa && !view.HasSoa ? "no SOA in the authority section" : null)
            ?? (!expected.Foreign && view.Foreign is { } foreign ? NotAsked(foreign) : null)
            ?? WhyNotSeen(expected.Seen, conversation, seen);
    }

    private static string NotAsked(string foreign) => $"a record that has nothing to do with the question: {foreign}";

    private static string? WhyNotRcode(Expectation expected, Message response)
    {
        IReadOnlyList<string> wanted = expected.Rcode.Count > 0 ? expected.Rcode : [RcodeText.Of((int)Rcode.NoError)];
        return wanted.Any(name => RcodeText.Find(name) == response.Rcode) ? null : $"{RcodeText.Of(response.Rcode)} came, and {string.Join(" or ", wanted)} is expected";
    }

    private static string? WhyNotAnswer(Expectation expected, AnswerView view, Served? served) => expected.Answer switch
    {
        "served" => served is null ? "what the authority serves is not known" : served.WhyNot(view.Records.Select(record => record.Rdata)),
        "none" => view.Records.Count == 0 ? null : "no record of the type is expected",
        _ => null,
    };

    private static string? WhyNotOpt(Expectation expected, bool asked, bool came) =>
        expected.Opt is null || asked == came ? null : asked ? "no OPT in the response to a query with one" : "the response has OPT, and the query had none";

    private static string? WhyNotTtl(Expectation expected, AnswerView view)
    {
        if (view.Records.FirstOrDefault(record => record.Ttl > (expected.TtlAtMost ?? uint.MaxValue)) is { } large)
            return $"a TTL of {large.Ttl}, and {expected.TtlAtMost} at most is expected";
        return view.Records.FirstOrDefault(record => record.Ttl < (expected.TtlAtLeast ?? 0)) is { } small ? $"a TTL of {small.Ttl}, and {expected.TtlAtLeast} at least is expected" : null;
    }

    private static string? WhyNotSeen(SeenExpectation? expected, Conversation conversation, Seen seen)
    {
        if (expected is null)
            return null;
        SeenQuery[] ofType = [.. seen.OfLabel.Where(query => query.Type == conversation.Type)];
        if (ofType.Length < expected.AtLeast)
            return $"the authority saw {ofType.Length} queries, and {expected.AtLeast} are expected";
        if (expected.Tcp && !Array.Exists(ofType, query => query.OverTcp))
            return "the authority saw no query over TCP";
        return expected.Edns && !seen.OfCase.Any(query => query.Edns is not null) ? "the authority saw no query with EDNS" : null;
    }

    private static string Describe(Conversation conversation, AnswerView? view, Seen seen)
    {
        if (conversation.Response is not { } response || view is null)
            return conversation.Silence ?? "no response";
        var parts = new List<string> { RcodeText.Of(response.Rcode) };
        if (view.Aliases > 0)
            parts.Add(Count(view.Aliases, "alias", "aliases"));
        parts.Add(view.Records.Count == 0 ? "no record" : $"{Count(view.Records.Count, "record", "records")} with TTL {view.Records[0].Ttl}");
        if (view.Additional > 0)
            parts.Add($"{view.Additional} additional");
        if (view.Foreign is { } foreign)
            parts.Add($"beside the question: {foreign}");
        parts.Add($"{response.Length} octets over {(conversation.OverTcp ? "TCP" : "UDP")}{(conversation.FellBack ? " behind TC" : "")}");
        SeenQuery[] ofType = [.. seen.OfLabel.Where(query => query.Type == conversation.Type)];
        parts.Add(ofType.Length == 0 ? "the authority saw no query" : $"the authority saw {string.Join(", ", ofType.GroupBy(query => query.ToString()).Select(group => group.Count() == 1 ? group.Key : $"{group.Count()}× {group.Key}"))}");
        return string.Join(", ", parts);
    }

    private static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    private static bool IsTooLarge(Carried message, Conversation conversation) => message is { Outward: false, OverTcp: false } && message.Octets.Length > Budget(conversation);

    private static int Budget(Conversation conversation) => Math.Max(conversation.EdnsSize ?? PlainUdpSize, PlainUdpSize);
}
