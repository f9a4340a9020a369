using System.Globalization;
using RmxDns.Answering;
using RmxDns.Wire;

namespace RmxDns.TestAuthority.Answers;

/// <summary>A well-formed query, as faults look at it.</summary>
internal sealed record Query
{
    /// <param name="request">What was read.</param>
    /// <param name="transport">How it came.</param>
    public Query(in Request request, Transport transport)
    {
        (Id, Flags, Type, Class, Transport) = (request.Id, request.Flags, request.Type, request.Class, transport);
        Name = Name.FromWire(request.Name)!;
        EdnsSize = request.Edns.Present ? request.Edns.PayloadSize : null;
        DnssecOk = request.Edns.DnssecOk;
        Question = request.Question.ToArray();
    }

    /// <summary>The identifier, and the flags with the opcode.</summary>
    public ushort Id { get; }

    /// <summary>The flags.</summary>
    public ushort Flags { get; }

    /// <summary>The name, case as sent.</summary>
    public Name Name { get; }

    /// <summary>The type.</summary>
    public ushort Type { get; }

    /// <summary>The class.</summary>
    public ushort Class { get; }

    /// <summary>The client's EDNS size; null without EDNS.</summary>
    public ushort? EdnsSize { get; private init; }

    /// <summary>DO.</summary>
    public bool DnssecOk { get; }

    /// <summary>How it came.</summary>
    public Transport Transport { get; }

    /// <summary>The question's octets as sent.</summary>
    public byte[] Question { get; }

    /// <summary>The most octets that the answer may have.</summary>
    public int Limit => Transport == Transport.Stream ? ushort.MaxValue
        : EdnsSize is { } size ? Math.Clamp(size, (ushort)Answerer.PlainUdpSize, (ushort)Authority.UdpSize) : Answerer.PlainUdpSize;

    /// <summary>The same without EDNS.</summary>
    public Query WithoutEdns() => this with { EdnsSize = null };

    /// <summary>The query as a client without options would send it.</summary>
    public byte[] Encode()
    {
        var writer = new OctetWriter();
        writer.WriteHeader(Id, Flags, 1, 0, 0, EdnsSize is null ? 0 : 1);
        writer.Write(Question);
        if (EdnsSize is { } size)
            writer.WriteOpt(size, 0, DnssecOk);
        return writer.ToArray();
    }

    /// <summary>What the control name tells of it.</summary>
    public string Describe(long milliseconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"t={milliseconds} {(Transport == Transport.Udp ? "udp" : "tcp")} edns={(EdnsSize is { } size ? size.ToString(CultureInfo.InvariantCulture) : "none")} flags={Flags:x4} type={Type} name={Name}");
}
