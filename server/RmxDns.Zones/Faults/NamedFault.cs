namespace RmxDns.Zones.Faults;

/// <summary>A fault that has a name: <c>fault: NAME</c> stands for these keys, each of which may be given another value beside it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Settings">The keys.</param>
public sealed record NamedFault(string Name, params IReadOnlyList<(FaultKey Key, FaultValue Value)> Settings)
{
    /// <summary>All named faults.</summary>
    public static IReadOnlyList<NamedFault> All { get; } =
    [
        .. Words(FaultKey.Pointer, "ptr-"),
        new("raw", (FaultKey.RawRdata, new FaultValue("03c00c", 0))),
        Number(FaultKey.RdataSize, 600),
        Number(FaultKey.MessageSize, 1_400),
        Number(FaultKey.Records, 90),
        Number(FaultKey.Ttl, 0x8000_0E10),
        new("tc-always", TruncatedAlways),
        .. FaultKey.Stream.Words.Select(word => new NamedFault($"tc-tcp-{word}", TruncatedAlways, (FaultKey.Stream, new FaultValue(word, 0)))),
        .. Words(FaultKey.Edns, "edns-"),
        Number(FaultKey.Rcode, 5),
        Number(FaultKey.Delay, 1_500),
        new("drop-type", (FaultKey.Drop, FaultValue.Always)),
        new("drop-once", (FaultKey.Drop, FaultValue.First(1))),
        new("servfail-once", (FaultKey.ServFail, FaultValue.First(1))),
        .. Words(FaultKey.Id, "id-"),
        .. Words(FaultKey.Question, "question-"),
        new("owner-other", (FaultKey.AnswerOwner, new FaultValue("other.test.", 0))),
        new("type-other", (FaultKey.AnswerType, FaultValue.Of(65_400))),
        new("class-other", (FaultKey.AnswerClass, FaultValue.Of(3))),
        .. Words(FaultKey.Poison, "poison-"),
        .. Words(FaultKey.Additional, "additional-"),
        new("aa-clear", (FaultKey.Aa, new FaultValue("clear", 0))),
        .. Words(FaultKey.Negative, ""),
        .. Words(FaultKey.Counts, "count-"),
        .. Words(FaultKey.RdLength, "rdlength-"),
        Number(FaultKey.Trailing, 16, "trailing-octets"),
        new("order-rotated", (FaultKey.Order, new FaultValue("rotated", 0))),
        new("answers-two", (FaultKey.Answers, new FaultValue("two", 0))),
    ];

    private static (FaultKey, FaultValue) TruncatedAlways => (FaultKey.Tc, new FaultValue("always", 0));

    /// <summary>The fault of that name; null when there is none.</summary>
    public static NamedFault? Find(string name) => All.FirstOrDefault(fault => fault.Name == name);

    private static IEnumerable<NamedFault> Words(FaultKey key, string prefix) =>
        key.Words.Select(word => new NamedFault(prefix + word, (key, new FaultValue(word, 0))));

    private static NamedFault Number(FaultKey key, long number, string? name = null) =>
        new(name ?? key.Key, (key, FaultValue.Of(number)));
}
