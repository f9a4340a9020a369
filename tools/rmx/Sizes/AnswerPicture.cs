using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Tool.Messages;
using RmxDns.Wire;

namespace RmxDns.Tool.Sizes;

/// <summary>
/// The answer to one question as three clients get it: over TCP, where everything fits, over UDP without EDNS, and with EDNS.
/// Each is made by the server's own code and read back, so that a size said here is a size that is sent.
/// </summary>
internal sealed class AnswerPicture
{
    private AnswerPicture(Name owner, ushort type, Packet whole, IReadOnlyList<Packet> datagrams, IReadOnlyList<string> absent) =>
        (Owner, Type, Whole, Datagrams, Absent) = (owner, type, whole, datagrams, absent);

    /// <summary>The question's name.</summary>
    public Name Owner { get; }

    /// <summary>The question's type.</summary>
    public ushort Type { get; }

    /// <summary>The answer with all that it brings along, as over TCP.</summary>
    public Packet Whole { get; }

    /// <summary>The answer over UDP, without EDNS and with it.</summary>
    public IReadOnlyList<Packet> Datagrams { get; }

    /// <summary>What the answer refers to and no zone here has, as <c>NAME TYPE</c>.</summary>
    public IReadOnlyList<string> Absent { get; }

    /// <summary>The octets up to the last record of the answer section: the answer size of docs/rmx-record.md, "Size".</summary>
    public int AnswerSize => Whole.Parts.Last(part => part.Kind <= PartKind.Answer).End;

    /// <summary>Draws the answer; null when there is none: no such name or type in the zones.</summary>
    /// <param name="zones">What is served.</param>
    /// <param name="types">The record types.</param>
    /// <param name="owner">The name asked for.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="ednsSize">The most octets of a UDP answer to a client with EDNS.</param>
    public static AnswerPicture? Draw(ZoneSet zones, TypeTable types, Name owner, ushort type, int ednsSize)
    {
        var answerer = new Answerer(new AnswerSettings(ednsSize));
        byte[] response = new byte[ushort.MaxValue];
        Packet Ask(string title, int budget, int? edns, Transport transport)
        {
            int length = answerer.Answer(zones, QueryMessage.Encode(0, owner, type, edns, recursion: false), response, transport);
            return Packet.Of(title, budget, MessageReader.Read(response.AsSpan(0, length), types)!);
        }
        Packet whole = Ask("TCP", ushort.MaxValue, null, Transport.Stream);
        if (!whole.Parts.Any(part => part.Record is { Section: Section.Answer } record && record.Type == type))
            return null;
        return new AnswerPicture(
            owner, type, whole,
            [Ask("UDP without EDNS", Answerer.PlainUdpSize, null, Transport.Udp), Ask("UDP with EDNS", ednsSize, ednsSize, Transport.Udp)],
            FindAbsent(whole, types, type));
    }

    private static List<string> FindAbsent(Packet whole, TypeTable types, ushort type)
    {
        var absent = new List<string>();
        foreach (MessageRecord record in whole.Parts.Select(part => part.Record).OfType<MessageRecord>().Where(record => record.Section == Section.Answer && record.Type == type))
        {
            foreach (AdditionalReference reference in types[type].References(record.Rdata))
            {
                Name target = reference.Target ?? record.Owner;
                string text = $"{target} {string.Join(" or ", reference.Types.Select(types.NameOf))}";
                bool held = whole.Parts.Any(part => part.Record is { } own && own.Owner.Equals(target) && reference.Types.Contains(own.Type));
                if (!held && !absent.Contains(text))
                    absent.Add(text);
            }
        }
        return absent;
    }
}
