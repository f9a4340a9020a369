namespace RmxDns.Zones.Lint;

/// <summary>Rules on how long answers are.</summary>
internal static class SizeRules
{
    internal static readonly Rule AnswerOver512 = Rule.Error("answer-over-512", "the answer does not fit in 512 octets", "RFC 1035 §4.2.1");

    internal static readonly Rule AnswerOverEdns = Rule.Warning("answer-over-edns", "the answer does not fit in a UDP response with EDNS", "RFC 6891 §6.2.5, RFC 9715 §3.1");

    internal static readonly Rule AnswerOver65535 = Rule.Refusing("answer-over-65535", "the answer does not fit in any message", "RFC 1035 §4.2.2");

    internal static readonly Rule AdditionalDropped = Rule.Info("additional-dropped", "additional data does not fit in 512 octets", "RFC 2181 §9");

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } =
    [
        AnswerOver512, AnswerOverEdns, AnswerOver65535, AdditionalDropped,
    ];
}
