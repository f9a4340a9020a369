using RmxDns.Rdata;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Interop.Running;

/// <summary>Asks one case in all variants and judges each: first with a fresh label, then the same again, which a cache may answer.</summary>
/// <param name="settings">What is checked.</param>
/// <param name="types">The record types.</param>
/// <param name="labels">Where fresh labels come from.</param>
internal sealed class CaseRun(CheckSettings settings, TypeTable types, Labels labels)
{
    /// <summary>The UDP size that nearly all clients allow.</summary>
    private const int EdnsSize = 1232;

    private readonly Judge _judge = new(types);
    private readonly InteropClient _resolver = new(settings.Resolver, types, settings.Patience);
    private readonly AuthorityProbe _authority = new(settings.Authority, types, labels);

    /// <summary>The results of a case in the order of the variants.</summary>
    public async Task<IReadOnlyList<CheckResult>> AskAsync(InteropCase subject, CancellationToken ending)
    {
        _ = types.TryParseType(subject.Type, out ushort type);
        bool passes = subject.Pass.Exists(IsServed);
        Served? served = passes || subject.Tolerated.Exists(IsServed) ? await _authority.ServedAsync(subject, type, ending) : null;
        if (passes && served is not { Count: > 0 })
            return Unjudged(subject, $"the authority {settings.Authority} did not say what it serves for {subject.Name}.interop.test. {subject.Type}");
        Asked[][] pairs = await Task.WhenAll(Variant.First.Select(first => AskPairAsync(subject, type, first, ending)));
        SeenQuery[] seen = [.. pairs.SelectMany(pair => pair[^1].Seen ?? [])];
        return [.. pairs.SelectMany(pair => pair.Take(1)).Concat(pairs.SelectMany(pair => pair.Skip(1)))
            .Select(asked => new CheckResult(subject, asked.Variant, VerdictOf(subject, asked, served, seen), asked.Said) { Seen = asked.OfType })];
    }

    private static bool IsServed(Expectation expected) => expected.Answer == "served";

    /// <summary>Results for a case that cannot be judged.</summary>
    public static IReadOnlyList<CheckResult> Unjudged(InteropCase subject, string reason)
    {
        var verdict = new Verdict(Outcome.Error, reason);
        return [.. Variant.First.Concat(Variant.First.Select(first => first with { Cached = true })).Select(variant => new CheckResult(subject, variant, verdict, null))];
    }

    /// <summary>Whether the resolver hands on the canary, and whether its query came as far as the authority.</summary>
    public async Task<(bool Answered, bool Arrived)> CanaryAsync(bool overTcp, CancellationToken ending)
    {
        string label = labels.Next();
        Name name = Labels.NameOf(label, CaseFiles.Canary.Name);
        Conversation said = await new InteropClient(settings.Resolver, types, TimeSpan.FromSeconds(2)).AskAsync(name, types.RmxType, overTcp, EdnsSize, ending);
        IReadOnlyList<SeenQuery> seen = await _authority.SeenAsync(label, ending) ?? [];
        bool answered = said.Response is { Rcode: (int)Rcode.NoError } response && new AnswerView(response, name, types.RmxType, types).Records.Count > 0;
        return (answered, seen.Count > 0);
    }

    private async Task<Asked[]> AskPairAsync(InteropCase subject, ushort type, Variant first, CancellationToken ending)
    {
        string label = labels.Next();
        var pair = new List<Asked>();
        foreach (Variant variant in (Variant[])[first, first with { Cached = true }])
        {
            Conversation said = await _resolver.AskAsync(Labels.NameOf(label, subject.Name), type, variant.OverTcp, variant.Edns ? EdnsSize : null, ending);
            pair.Add(new Asked(variant, said, await _authority.SeenAsync(label, ending), Poisoned: false));
        }
        bool poisoned = subject.Afterwards is { } afterwards && await IsPoisonedAsync(afterwards, label, ending);
        return [.. pair.Select(asked => asked with { Poisoned = poisoned })];
    }

    private Verdict VerdictOf(InteropCase subject, Asked asked, Served? served, IReadOnlyList<SeenQuery> ofCase) => asked switch
    {
        { Poisoned: true } => new Verdict(Outcome.Fail, $"the cache is poisoned: asked for the foreign record's name, with type {subject.Afterwards!.Type}, the resolver gives that record"),
        { Seen: { } ofLabel } => _judge.Of(subject, asked.Variant, asked.Said, served, new Seen(ofLabel, ofCase)),
        _ => new Verdict(Outcome.Error, $"the authority {settings.Authority} did not say what it saw"),
    };

    private async Task<bool> IsPoisonedAsync(Afterwards afterwards, string label, CancellationToken ending)
    {
        _ = types.TryParseType(afterwards.Type, out ushort type);
        Name name = Name.Parse($"{label}.{afterwards.Name}");
        Conversation said = await _resolver.AskAsync(name, type, overTcp: false, EdnsSize, ending);
        byte[] foreign = Convert.FromHexString(afterwards.RdataNot);
        return said.Response is { } response && response.In(Section.Answer).Any(record => record.Type == type && record.Rdata.AsSpan().SequenceEqual(foreign));
    }

    /// <summary>A case asked in a variant.</summary>
    /// <param name="Variant">The variant.</param>
    /// <param name="Said">What came.</param>
    /// <param name="Seen">What the authority saw of the label by then; null when it did not say.</param>
    /// <param name="Poisoned">Whether the resolver gave the foreign record afterwards.</param>
    private sealed record Asked(Variant Variant, Conversation Said, IReadOnlyList<SeenQuery>? Seen, bool Poisoned)
    {
        /// <summary>Of what was seen, the queries of the type asked for.</summary>
        public IReadOnlyList<SeenQuery> OfType => [.. (Seen ?? []).Where(query => query.Type == Said.Type)];
    }
}
