using System.Runtime.CompilerServices;
using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>
/// Request in, response out: the whole of what the server says. One object belongs to one worker and is not to be shared.
/// Nothing that a request holds makes it throw, allocate, log or look at a clock.
/// </summary>
public sealed class Answerer(AnswerSettings settings)
{
    /// <summary>The most octets of a response without EDNS over UDP (RFC 1035 §2.3.4).</summary>
    public const int PlainUdpSize = 512;

    private const int MaxMessage = ushort.MaxValue;

    private readonly AnswerScratch _scratch = new();
    private readonly OptWriter _opt = new(settings);
    private readonly Foresight _foresight = new();

    /// <summary>What this worker has done.</summary>
    public AnswerCounters Counters { get; } = new();

    /// <summary>The owners whose answers most often did not fit.</summary>
    public TruncationTally Truncations { get; } = new();

    /// <summary>Entries of additional lists looked at; tests bound the work by it.</summary>
    internal long Steps => _scratch.Steps;

    /// <summary>How many messages ahead of its turn one of a batch is to be foreseen.</summary>
    public const int ForesightDepth = Foresight.Far;

    /// <summary>
    /// Looks at a message of a batch ahead of its turn, so that what it asks for is on its way from memory meanwhile. Messages of a
    /// batch are numbered from 0 and foreseen in order.
    /// </summary>
    /// <param name="zones">What is served.</param>
    /// <param name="request">The message.</param>
    /// <param name="number">Its number.</param>
    public void Foresee(ZoneSet zones, ReadOnlySpan<byte> request, int number) => _foresight.Prepare(zones, request, number);

    /// <summary>Answers a message of a batch that was foreseen.</summary>
    /// <param name="zones">What is served.</param>
    /// <param name="request">The message.</param>
    /// <param name="response">Where the response goes, as for a message by itself.</param>
    /// <param name="transport">How the message came.</param>
    /// <param name="number">Its number.</param>
    /// <returns>The length of the response; 0 to say nothing.</returns>
    public int Answer(ZoneSet zones, ReadOnlySpan<byte> request, Span<byte> response, Transport transport, int number)
    {
        _foresight.Approach(number + Foresight.Near);
        return Answer(zones, request, response, transport, _foresight.NameOf(number));
    }

    /// <summary>A batch is at its end.</summary>
    public void Forget() => _foresight.Forget();

    /// <summary>Answers one message.</summary>
    /// <param name="zones">What is served.</param>
    /// <param name="request">The message, without a stream's length.</param>
    /// <param name="response">
    /// Where the response goes; at least 65,535 octets for a stream, for UDP as many as the larger of 512 and the EDNS size.
    /// It may begin where <paramref name="request"/> does, and is then written over it; it must not overlap it otherwise.
    /// </param>
    /// <param name="transport">How the message came.</param>
    /// <returns>The length of the response; 0 to say nothing.</returns>
    public int Answer(ZoneSet zones, ReadOnlySpan<byte> request, Span<byte> response, Transport transport) =>
        Answer(zones, request, response, transport, null);

    private int Answer(ZoneSet zones, ReadOnlySpan<byte> request, Span<byte> response, Transport transport, HashedName? prepared)
    {
        RequestFault fault = RequestReader.Read(request, out Request query);
        if (fault == RequestFault.Silent)
        {
            Counters.Silent++;
            return 0;
        }
        Counters.Queries++;
        query.Question.CopyTo(response[Header.Length..]);
        Outcome outcome = fault == RequestFault.None ? Resolve(zones, query, response, transport, prepared) : Refuse(fault);
        return Complete(query, fault, outcome, response);
    }

    private static Outcome Refuse(RequestFault fault) => fault switch
    {
        RequestFault.Opcode => new Outcome { Rcode = Rcode.NotImp },
        RequestFault.Version => new Outcome { Rcode = Rcode.BadVers },
        _ => new Outcome { Rcode = Rcode.FormErr },
    };

    private Outcome Resolve(ZoneSet zones, in Request query, Span<byte> response, Transport transport, HashedName? prepared)
    {
        if (query.Class != RrClass.In)
            return new Outcome { Rcode = Rcode.Refused, Error = ExtendedError.NotSupported };
        if (query.Type is >= RrType.FirstMeta and < RrType.Any || query.Type == RrType.Opt)
            return RefuseMetaType(query.Type);
        HashedName name = prepared ?? _scratch.Name;
        if (prepared is null)
            name.Set(query.Name);
        LookupResult found = Lookup.Find(zones, name, query.Type);
        if (found.Kind == LookupKind.NotHosted)
            return new Outcome { Rcode = Rcode.Refused, Error = ExtendedError.NotAuthoritative };
        if (found.Kind == LookupKind.Unavailable)
            return new Outcome { Rcode = Rcode.ServFail, Error = ExtendedError.InvalidData };
        int limit = Limit(query, transport) - _opt.Length(query);
        if (Template.TryCopy(found, query, response, limit, out Outcome outcome))
            return outcome;
        return Assemble(zones, query, found, response, limit, transport);
    }

    /// <summary>Kept out of the short way, which else would have to clear the memory of this one's variables for each query.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Outcome Assemble(ZoneSet zones, in Request query, in LookupResult found, Span<byte> response, int limit, Transport transport)
    {
        var writer = new ResponseWriter(response, limit, query.Question.Length, _scratch.Compression);
        Outcome outcome = AnswerAssembler.Assemble(
            zones, _scratch, found, query.Name, query.Type, transport == Transport.Stream, ref writer);
        CountLoss(found, outcome);
        return outcome;
    }

    /// <summary>Types that ask for something other than data (RFC 6895 §3.1); transfers are not offered.</summary>
    private static Outcome RefuseMetaType(ushort type) => type switch
    {
        RrType.Axfr or RrType.Ixfr => new Outcome { Rcode = Rcode.Refused, Error = ExtendedError.Prohibited },
        RrType.Maila or RrType.Mailb => new Outcome { Rcode = Rcode.NotImp, Error = ExtendedError.NotSupported },
        _ => new Outcome { Rcode = Rcode.FormErr },
    };

    private int Limit(in Request query, Transport transport)
    {
        if (transport == Transport.Stream)
            return MaxMessage;
        return query.Edns.Present ? Math.Clamp(query.Edns.PayloadSize, PlainUdpSize, settings.EdnsSize) : PlainUdpSize;
    }

    private void CountLoss(in LookupResult found, in Outcome outcome)
    {
        if (!outcome.Truncated && !outcome.Trimmed)
            return;
        if (outcome.Truncated)
            Counters.Truncated++;
        else
            Counters.Trimmed++;
        Truncations.Count(found.Zone!.NameOf(found.Node), outcome.Truncated);
    }

    /// <summary>Writes OPT and the header around what stands there.</summary>
    private int Complete(in Request query, RequestFault fault, in Outcome outcome, Span<byte> response)
    {
        Counters.Rcodes[Math.Min((int)outcome.Rcode, 15)]++;
        int questions = query.Question.IsEmpty ? 0 : 1;
        int length = Math.Max(outcome.Length, Header.Length + query.Question.Length);
        int additionals = outcome.Additionals;
        if (query.Edns.Present && fault != RequestFault.Malformed)
        {
            length += _opt.Write(response[length..], query, outcome);
            additionals++;
        }
        int flags = Header.Qr | (query.Flags & Header.OpcodeMask) | ((int)outcome.Rcode & 0xF);
        if (fault != RequestFault.Opcode)
            flags |= query.Flags & (Header.Rd | Header.Cd);
        if (outcome.Authoritative)
            flags |= Header.Aa;
        if (outcome.Truncated)
            flags |= Header.Tc;
        Header.Write(response, query.Id, (ushort)flags, questions, outcome.Answers, outcome.Authorities, additionals);
        return length;
    }
}
