using RmxDns.Rdata;
using RmxDns.Rmx.Receiving;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Queries;

/// <summary>
/// Looks up RRsets at one server as a receiver does (<see cref="RmxLookup"/>): aliases are followed, each question is asked once,
/// and what was asked is kept. A referral is a failure: the server that was named does not know, and no other is asked.
/// </summary>
/// <param name="client">Asks the server.</param>
/// <param name="types">The record types.</param>
internal sealed class Lookups(DnsClient client, TypeTable types)
{
    private const int MostAliases = 16;
    private const int RecursionAvailable = 0x80;

    private readonly Dictionary<(Name, ushort), LookupAnswer> _known = [];
    private readonly List<LookupLine> _done = [];

    /// <summary>What was looked up, in order.</summary>
    public IReadOnlyList<LookupLine> Done => _done;

    /// <summary>Looks up an RRset.</summary>
    public LookupAnswer Find(Name name, ushort type)
    {
        if (_known.TryGetValue((name, type), out LookupAnswer known))
            return known;
        LookupAnswer answer = Follow(name, type);
        _known.Add((name, type), answer);
        string found = answer.Status switch
        {
            LookupStatus.Found => answer.Rdata.Count == 1 ? "1 record" : $"{answer.Rdata.Count} records",
            LookupStatus.NoData => "none",
            _ => $"failed: {answer.Reason}",
        };
        _done.Add(new LookupLine(name, types.NameOf(type), found));
        return answer;
    }

    /// <summary>The same for a check.</summary>
    public ValueTask<LookupAnswer> FindAsync(Name name, ushort type, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(Find(name, type));
    }

    private LookupAnswer Follow(Name name, ushort type)
    {
        Name owner = name;
        int links = 0;
        while (true)
        {
            Message? message = client.Ask(owner, type).Answer;
            if (Fault(message) is { } fault)
                return LookupAnswer.Failed(fault);
            Name asked = owner;
            byte[][] found;
            while ((found = RdataAt(message!, owner, type)).Length == 0 && RdataAt(message!, owner, RrType.Cname) is [var alias, ..])
            {
                if (++links > MostAliases)
                    return LookupAnswer.Failed($"over {MostAliases} aliases one behind the other");
                if (Name.FromWire(alias) is not { } target)
                    return LookupAnswer.Failed("a malformed CNAME");
                owner = target;
            }
            if (found.Length > 0)
                return LookupAnswer.Found(found);
            // An alias that leads out of the message is asked for by itself.
            if (owner.Equals(asked))
                return Nothing(message!);
        }
    }

    private static LookupAnswer Nothing(Message message)
    {
        bool referral = (message.Flags & (Header.Aa | RecursionAvailable)) == 0 && message.In(Section.Authority).Any(record => record.Type == RrType.Ns);
        return referral ? LookupAnswer.Failed("the server refers to others") : LookupAnswer.NoData;
    }

    private static byte[][] RdataAt(Message message, Name owner, ushort type) =>
        [.. message.In(Section.Answer).Where(record => record.Type == type && record.Class == RrClass.In && record.Owner.Equals(owner)).Select(record => record.Rdata)];

    private static string? Fault(Message? message) => message switch
    {
        null => "no response",
        { Fault: { } fault } => $"a malformed response: {fault.Message}",
        { Truncated: true } => "a truncated response",
        { Rcode: (int)Rcode.NoError or (int)Rcode.NxDomain } => null,
        _ => RcodeText.Of(message.Rcode),
    };
}

/// <summary>One lookup and what came of it.</summary>
internal sealed record LookupLine(Name Name, string Type, string Found);
