using System.Net;
using RmxDns.Answering;
using RmxDns.TestAuthority.Answers;
using RmxDns.TestAuthority.Memory;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority;

/// <summary>What to do with a query.</summary>
/// <param name="Messages">What to send, in this order; nothing to say nothing.</param>
/// <param name="Delay">How long to wait before.</param>
/// <param name="Stream">What a connection goes through (<see cref="FaultKey.Stream"/>); null for nothing.</param>
public sealed record Reaction(IReadOnlyList<byte[]> Messages, TimeSpan Delay, string? Stream)
{
    /// <summary>Says nothing.</summary>
    public static Reaction Silence { get; } = new([], TimeSpan.Zero, null);
}

/// <summary>
/// An authoritative server that answers right except where its zones ask for a fault, and tells what it was asked
/// (<see cref="ControlName"/>). What it remembers is bounded and expires. Any octets are a query or get what the server says to
/// malformed ones; nothing is thrown. Safe for several threads, which it lets in one at a time.
/// </summary>
public sealed class Authority
{
    /// <summary>The most octets of a wrong answer over UDP, to a client that allows as many.</summary>
    public const int UdpSize = 4_096;

    /// <summary>The value of <see cref="FaultKey.Id"/> of which two messages come.</summary>
    private const string ForgedFirst = "wrong-then-right";

    private readonly Lock _gate = new();
    private readonly Answerer _answerer;
    private readonly byte[] _response = new byte[ushort.MaxValue];
    private readonly Sightings _sightings;
    private readonly TimesSeen _times;
    private AuthorityZones _zones;

    /// <param name="zones">What it serves.</param>
    /// <param name="clock">Tells how long things are remembered.</param>
    /// <param name="answerer">Gives the right answers and counts them; one of its own when null.</param>
    public Authority(AuthorityZones zones, TimeProvider clock, Answerer? answerer = null)
    {
        _zones = zones;
        _answerer = answerer ?? new Answerer(new AnswerSettings());
        _sightings = new Sightings(clock);
        _times = new TimesSeen(clock);
    }

    /// <summary>What it serves; setting publishes other zones.</summary>
    public AuthorityZones Zones
    {
        get => Volatile.Read(ref _zones);
        set => Volatile.Write(ref _zones, value);
    }

    /// <summary>Things remembered; tests bound the memory by it.</summary>
    internal int Remembered => _times.Entries + _sightings.Count;

    /// <summary>Answers one message, right or wrong.</summary>
    /// <param name="request">The message, without a stream's length.</param>
    /// <param name="transport">How it came.</param>
    /// <param name="client">Who asks.</param>
    /// <param name="local">The address that was asked.</param>
    public Reaction Answer(ReadOnlySpan<byte> request, Transport transport, IPAddress client, IPAddress local)
    {
        AuthorityView view = Zones.At(local);
        lock (_gate)
        {
            if (RequestReader.Read(request, out Request read) != RequestFault.None || read.Class != RrClass.In)
                return Send(Right(view, request, transport));
            var query = new Query(read, transport);
            if (ControlName.Find(query, view) is { } token)
                return Send(ControlName.Answer(query, _sightings.Of(token)));
            _sightings.Add(query);
            (PlacedFault? ofRecord, PlacedFault? ofName) = view.Find(query.Name, query.Type);
            return ofRecord is null && ofName is null ? Send(Right(view, request, transport)) : Wrong(view, query, ofRecord, ofName, client);
        }
    }

    private Reaction Wrong(AuthorityView view, Query query, PlacedFault? ofRecord, PlacedFault? ofName, IPAddress client)
    {
        Fault fault = ofName is null ? ofRecord!.Fault : ofRecord is null ? ofName.Fault : ofRecord.Fault.With(ofName.Fault);
        string? edns = query.EdnsSize is null ? null : fault.Word(FaultKey.Edns);
        if (edns == "drop" || _times.IsAmongFirst(client, query.Name, FaultKey.Drop, fault))
            return Reaction.Silence;
        if (edns is "ignore" or "formerr" or "notimp")
            query = query.WithoutEdns();
        int? rcode = edns switch
        {
            "formerr" => (int)Rcode.FormErr,
            "notimp" => (int)Rcode.NotImp,
            "badvers" => (int)Rcode.BadVers,
            _ when _times.IsAmongFirst(client, query.Name, FaultKey.ServFail, fault) => (int)Rcode.ServFail,
            _ => (int?)fault.Number(FaultKey.Rcode),
        };
        if (rcode is { } error)
            return Finish(query, fault, [new FaultyResponse(query).Refuse(error)]);
        if (fault.Word(FaultKey.Negative) is { } negative)
            return Finish(query, fault, [new FaultyResponse(query).Deny(negative, view.ZoneOf(query.Name))]);
        if (ofRecord is null)
            return Finish(query, fault, [Right(view, query.Encode(), query.Transport)]);
        return FromRecords(query, fault, ofRecord, oversize: edns == "size", client);
    }

    private Reaction FromRecords(Query query, Fault fault, PlacedFault placed, bool oversize, IPAddress client)
    {
        bool rotated = fault.Word(FaultKey.Order) is not null;
        var records = new FaultyRecords(placed.RrSet!, fault, rotated ? _times.Count(client, query.Name, FaultKey.Order) : 0);
        int limit = oversize && query.Transport == Transport.Udp ? UdpSize : query.Limit;
        byte[] Answered(FaultyRecords said) => new FaultyResponse(query).Answer(said, fault, limit);
        List<byte[]> messages = [Answered(records)];
        if (fault.Word(FaultKey.Answers) == "two")
            messages.Add(Answered(FaultyRecords.Other(placed.RrSet!)));
        // What a forger sends says something else, so that it is seen who takes it.
        if (fault.Word(FaultKey.Id) == ForgedFirst)
            messages = [Answered(FaultyRecords.Other(placed.RrSet!)), messages[0]];
        return Finish(query, fault, messages);
    }

    /// <summary>Does to whole messages what needs no knowledge of their records.</summary>
    private static Reaction Finish(Query query, Fault fault, List<byte[]> messages)
    {
        messages = [.. messages.Where(message => message.Length > 0).Select(message => MessageFaults.Apply(message, query, fault))];
        if (fault.Word(FaultKey.Id) is { } id && messages.Count > 0)
        {
            byte[] wrong = MessageFaults.WithWrongId(messages[0]);
            messages = id == ForgedFirst ? [wrong, messages[^1]] : [wrong];
        }
        return new Reaction(messages, TimeSpan.FromMilliseconds(fault.Number(FaultKey.Delay) ?? 0), fault.Word(FaultKey.Stream));
    }

    private byte[] Right(AuthorityView view, ReadOnlySpan<byte> request, Transport transport) =>
        _response[.._answerer.Answer(view.Served, request, _response, transport)];

    private static Reaction Send(byte[] message) => message.Length == 0 ? Reaction.Silence : new Reaction([message], TimeSpan.Zero, null);
}
