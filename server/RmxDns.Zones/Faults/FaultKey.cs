namespace RmxDns.Zones.Faults;

/// <summary>What stands behind a key of a fault.</summary>
public enum FaultValueKind
{
    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>A whole number within bounds.</summary>
    Number,

    /// <summary><c>always</c>, or <c>{first: N}</c> for the first N queries of a client for a name.</summary>
    Times,

    /// <summary>Octets in hexadecimal; none at all is allowed.</summary>
    Hex,

    /// <summary>A domain name.</summary>
    Name,
}

/// <summary>
/// A key inside <c>rmxdns</c> as a row of data: one way to answer wrong on purpose. The reader, the JSON Schema and the test
/// authority all go by this table.
/// </summary>
/// <param name="Key">The key as it is written.</param>
/// <param name="Kind">What stands behind it.</param>
/// <param name="Help">What it does, in one line.</param>
public sealed record FaultKey(string Key, FaultValueKind Kind, string Help)
{
    /// <summary>The words allowed.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The least number allowed.</summary>
    public long Least { get; init; }

    /// <summary>The greatest number allowed.</summary>
    public long Most { get; init; }

    /// <summary>Whether it changes a record, so that it has no meaning for a name as a whole.</summary>
    public bool NeedsRecord { get; init; }

    /// <summary>Keys of one group exclude each other; empty for none.</summary>
    public string Group { get; init; } = "";

    private const string Rdata = "what the RDATA is";
    private const string Outcome = "what the outcome is";

    /// <summary>Milliseconds until the answer is sent.</summary>
    public static readonly FaultKey Delay = Number("delay", 1, 60_000, "Milliseconds until the answer is sent.");

    /// <summary>Queries without an answer.</summary>
    public static readonly FaultKey Drop = new("drop", FaultValueKind.Times, "Queries are not answered: always, or the first of each client and name.") { Most = 100 };

    /// <summary>Queries answered with SERVFAIL.</summary>
    public static readonly FaultKey ServFail = new("servfail", FaultValueKind.Times, "Queries get SERVFAIL: always, or the first of each client and name.") { Most = 100 };

    /// <summary>The RCODE.</summary>
    public static readonly FaultKey Rcode = Number("rcode", 0, 4_095, "An RCODE in place of data; one over 15 has its upper bits in the OPT, and a query without one gets SERVFAIL.") with { Group = Outcome };

    /// <summary>A negative answer.</summary>
    public static readonly FaultKey Negative = Word("negative", "A negative answer, with the zone's SOA or bare.", "nodata-soa", "nodata-bare", "nxdomain-soa", "nxdomain-bare") with { Group = Outcome };

    /// <summary>TC without need.</summary>
    public static readonly FaultKey Tc = Word("tc", "TC is set over UDP without need; the answer is there all the same.", "always");

    /// <summary>The word of <see cref="Stream"/> for connections that do not come about.</summary>
    public const string Refused = "refused";

    /// <summary>What a connection goes through.</summary>
    public static readonly FaultKey Stream = Word("stream", "What TCP does: it refuses the connection (where the address serves other zones too, it resets it once the query is read), hangs, ends in the middle of the answer, puts a length too long or too short in front, or sends one octet at a time.", Refused, "hang", "close", "long", "short", "octets");

    /// <summary>How queries with EDNS fare.</summary>
    public static readonly FaultKey Edns = Word("edns", "How a query with EDNS fares: an error, silence, an answer as if it had none, BADVERS, or an answer larger than the client allows.", "formerr", "notimp", "drop", "ignore", "badvers", "size");

    /// <summary>The identifier.</summary>
    public static readonly FaultKey Id = Word("id", "An identifier that is not the query's, or two answers: another record with such an identifier, then the right one.", "wrong", "wrong-then-right");

    /// <summary>The question that is echoed.</summary>
    public static readonly FaultKey Question = Word("question", "The question that comes back: another name, the letter case changed, or all in lower case.", "other", "case", "lower");

    /// <summary>The type that is asked for.</summary>
    public static readonly FaultKey AskedType = Number("asked-type", 1, ushort.MaxValue, "The records answer queries of this type code, which may be one that no zone can hold.") with { NeedsRecord = true };

    /// <summary>The owner of the records.</summary>
    public static readonly FaultKey AnswerOwner = new("answer-owner", FaultValueKind.Name, "The records belong to this name.") { NeedsRecord = true };

    /// <summary>The type of the records.</summary>
    public static readonly FaultKey AnswerType = Number("answer-type", 0, ushort.MaxValue, "The records have this type code.") with { NeedsRecord = true };

    /// <summary>The class of the records.</summary>
    public static readonly FaultKey AnswerClass = Number("answer-class", 0, ushort.MaxValue, "The records have this class.") with { NeedsRecord = true };

    /// <summary>A compressed name in RDATA.</summary>
    public static readonly FaultKey Pointer = Word("pointer", "The first name in the first record's RDATA, or the end of it, is a compression pointer.", "question", "suffix", "additional", "self", "forward") with { NeedsRecord = true, Group = Rdata };

    /// <summary>RDATA as octets.</summary>
    public static readonly FaultKey RawRdata = new("rdata", FaultValueKind.Hex, "One record with these octets, whatever they are.") { NeedsRecord = true, Group = Rdata, Most = ushort.MaxValue };

    /// <summary>RDATA of a size.</summary>
    public static readonly FaultKey RdataSize = Number("rdata-size", 0, 65_200, "One record with well-formed RMX data of so many octets.") with { NeedsRecord = true, Group = Rdata };

    /// <summary>A message of a size.</summary>
    public static readonly FaultKey MessageSize = Number("message-size", 512, 4_096, "One record, so large that an answer with OPT has so many octets; over UDP as far as the client allows.") with { NeedsRecord = true, Group = Rdata };

    /// <summary>The number of records.</summary>
    public static readonly FaultKey Records = Number("records", 1, 500, "So many records.") with { NeedsRecord = true, Group = Rdata };

    /// <summary>The TTL.</summary>
    public static readonly FaultKey Ttl = Number("ttl", 0, uint.MaxValue, "The TTL, with the top bit too.") with { NeedsRecord = true };

    /// <summary>The additional section.</summary>
    public static readonly FaultKey Additional = Word("additional", "The addresses of the hosts that the records name: left out, three hundred of them, or wrong ones, with the query's token in front of the name.", "none", "many", "wrong") with { NeedsRecord = true };

    /// <summary>A foreign record.</summary>
    public static readonly FaultKey Poison = Word("poison", "A record of another domain in that section.", "answer", "authority", "additional") with { NeedsRecord = true };

    /// <summary>AA.</summary>
    public static readonly FaultKey Aa = Word("aa", "AA is clear.", "clear");

    /// <summary>The number of answers.</summary>
    public static readonly FaultKey Answers = Word("answers", "Two answers to one query; the second one says something else.", "two") with { NeedsRecord = true };

    /// <summary>The order of records.</summary>
    public static readonly FaultKey Order = Word("order", "The records begin with another one each time.", "rotated") with { NeedsRecord = true };

    /// <summary>The counts of the header.</summary>
    public static readonly FaultKey Counts = Word("counts", "ANCOUNT is one too high or too low, or the count of another section one too high.", "high", "low", "question", "authority", "additional");

    /// <summary>RDLENGTH.</summary>
    public static readonly FaultKey RdLength = Word("rdlength", "RDLENGTH of the first record is too long, past the end of the message, or one too short.", "long", "short") with { NeedsRecord = true };

    /// <summary>Octets after the message.</summary>
    public static readonly FaultKey Trailing = Number("trailing", 1, 1_000, "So many octets after the message.");

    /// <summary>All keys, in the order of the documents.</summary>
    public static IReadOnlyList<FaultKey> All { get; } =
    [
        Delay, Drop, ServFail, Rcode, Negative, Tc, Stream, Edns, Id, Question, AskedType, AnswerOwner, AnswerType, AnswerClass,
        Pointer, RawRdata, RdataSize, MessageSize, Records, Ttl, Additional, Poison, Aa, Answers, Order, Counts, RdLength, Trailing,
    ];

    /// <summary>The key of that spelling; null when there is none.</summary>
    public static FaultKey? Find(string key) => All.FirstOrDefault(row => row.Key == key);

    private static FaultKey Word(string key, string help, params string[] words) => new(key, FaultValueKind.Word, help) { Words = words };

    private static FaultKey Number(string key, long least, long most, string help) => new(key, FaultValueKind.Number, help) { Least = least, Most = most };
}
