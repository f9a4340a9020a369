using System.Net;
using RmxDns.Answering;
using RmxDns.Snapshot;

namespace RmxDns.Server.Statistics;

/// <summary>
/// What stands between a worker and its answerer: a fault of the program costs the one message that brought it out, and
/// queries are logged where that is asked for. Belongs to one worker at a time, as its answerer does.
/// </summary>
internal sealed class Responder(Answerer answerer, FaultLog faults, QueryLog? queries)
{
    public Answerer Answerer { get; } = answerer;

    /// <summary>Whether the message just answered is to be logged; only then is the client's address worth making.</summary>
    public bool IsSampled => queries is not null && queries.Takes();

    /// <summary>The same for a message of a batch that was foreseen under that number.</summary>
    public int Respond(ZoneSet zones, ReadOnlySpan<byte> request, Span<byte> response, Transport transport, int number)
    {
        try
        {
            return Answerer.Answer(zones, request, response, transport, number);
        }
        catch (Exception fault)
        {
            faults.Report(fault);
            return 0;
        }
    }

    /// <summary>The length of the response; 0 to say nothing.</summary>
    public int Respond(ZoneSet zones, ReadOnlySpan<byte> request, Span<byte> response, Transport transport)
    {
        try
        {
            return Answerer.Answer(zones, request, response, transport);
        }
        catch (Exception fault)
        {
            faults.Report(fault);
            return 0;
        }
    }

    /// <summary>Logs a message that <see cref="IsSampled"/> chose.</summary>
    public void Log(EndPoint? client, Transport transport, ReadOnlySpan<byte> request, ReadOnlySpan<byte> response) =>
        queries?.Add(client, transport, request, response);
}
