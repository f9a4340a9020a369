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
        IReadOnlyList<CheckResult>[] pairs = await Task.WhenAll(Variant.First.Select(first => AskPairAsync(subject, type, first, served, ending)));
        return [.. pairs.SelectMany(pair => pair.Take(1)), .. pairs.SelectMany(pair => pair.Skip(1))];
    }

    private static bool IsServed(Expectation expected) => expected.Answer == "served";

    /// <summary>Results for a case that cannot be judged.</summary>
    public static IReadOnlyList<CheckResult> Unjudged(InteropCase subject, string reason)
    {
        var verdict = new Verdict(Outcome.Error, reason);
        return [.. Variant.First.Concat(Variant.First.Select(first => first with { Cached = true })).Select(variant => new CheckResult(subject, variant, verdict, null))];
    }

    /// <summary>Whether the resolver hands on the canary, and whether its query came as far as the authority.</summary>
    public async Task<(bool Answered, bool Arrived)> CanaryAsync(CancellationToken ending)
    {
        string label = labels.Next();
        Name name = Labels.NameOf(label, CaseFiles.Canary.Name);
        Conversation said = await new InteropClient(settings.Resolver, types, TimeSpan.FromSeconds(2)).AskAsync(name, types.RmxType, overTcp: false, EdnsSize, ending);
        IReadOnlyList<SeenQuery> seen = await _authority.SeenAsync(label, ending) ?? [];
        bool answered = said.Response is { Rcode: (int)Rcode.NoError } response && new AnswerView(response, name, types.RmxType, types).Records.Count > 0;
        return (answered, seen.Count > 0);
    }

    private async Task<IReadOnlyList<CheckResult>> AskPairAsync(InteropCase subject, ushort type, Variant first, Served? served, CancellationToken ending)
    {
        string label = labels.Next();
        var results = new List<CheckResult>();
        foreach (Variant variant in (Variant[])[first, first with { Cached = true }])
        {
            Conversation said = await _resolver.AskAsync(Labels.NameOf(label, subject.Name), type, variant.OverTcp, variant.Edns ? EdnsSize : null, ending);
            results.Add(await JudgeAsync(subject, variant, label, said, served, ending));
        }
        if (subject.Afterwards is not { } afterwards || !await IsPoisonedAsync(afterwards, label, ending))
            return results;
        var verdict = new Verdict(Outcome.Fail, $"the cache is poisoned: asked for the foreign record's name, with type {afterwards.Type}, the resolver gives that record");
        return [.. results.Select(result => result with { Verdict = verdict })];
    }

    private async Task<CheckResult> JudgeAsync(InteropCase subject, Variant variant, string label, Conversation said, Served? served, CancellationToken ending)
    {
        IReadOnlyList<SeenQuery>? seen = await _authority.SeenAsync(label, ending);
        Verdict verdict = seen is not null
            ? _judge.Of(subject, variant, said, served, seen)
            : new Verdict(Outcome.Error, $"the authority {settings.Authority} did not say what it saw");
        return new CheckResult(subject, variant, verdict, said) { Seen = [.. (seen ?? []).Where(query => query.Type == said.Type)] };
    }

    private async Task<bool> IsPoisonedAsync(Afterwards afterwards, string label, CancellationToken ending)
    {
        _ = types.TryParseType(afterwards.Type, out ushort type);
        Name name = Name.Parse($"{label}.{afterwards.Name}");
        Conversation said = await _resolver.AskAsync(name, type, overTcp: false, EdnsSize, ending);
        byte[] foreign = Convert.FromHexString(afterwards.RdataNot);
        return said.Response is { } response && response.In(Section.Answer).Any(record => record.Type == type && record.Rdata.AsSpan().SequenceEqual(foreign));
    }
}
