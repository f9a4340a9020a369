using RmxDns.Answering;
using RmxDns.Server.Tcp;
using RmxDns.Wire;

namespace RmxDns.Server.Statistics;

/// <summary>
/// All answerers and counters of the process, so that they can be summed. UDP workers keep what they respond with;
/// streams rent it for as long as they have messages to answer.
/// </summary>
internal sealed class Workers(AnswerSettings settings, FaultLog faults, QueryLog? queries = null)
{
    private readonly Lock _gate = new();
    private readonly List<Answerer> _answerers = [];
    private readonly List<TransportCounters> _counters = [];
    private readonly Stack<StreamBuffers> _free = [];

    /// <summary>Takes what no responder can: faults of the workers themselves.</summary>
    public FaultLog Faults { get; } = faults;

    /// <summary>A new responder, counted from now on.</summary>
    public Responder CreateResponder()
    {
        var answerer = new Answerer(settings);
        lock (_gate)
            _answerers.Add(answerer);
        return new Responder(answerer, Faults, queries);
    }

    /// <summary>New counters, summed from now on.</summary>
    public TransportCounters CreateCounters()
    {
        var counters = new TransportCounters();
        lock (_gate)
            _counters.Add(counters);
        return counters;
    }

    /// <summary>What a stream answers with; to be given back.</summary>
    public StreamBuffers Rent()
    {
        lock (_gate)
        {
            if (_free.TryPop(out StreamBuffers? buffers))
                return buffers;
        }
        return new StreamBuffers(CreateResponder());
    }

    /// <summary>Gives back what was rented.</summary>
    public void Return(StreamBuffers buffers)
    {
        lock (_gate)
            _free.Push(buffers);
    }

    /// <summary>The sums since the start.</summary>
    public Totals Sum()
    {
        lock (_gate)
        {
            return new Totals(
                _answerers.Sum(a => a.Counters.Queries),
                _answerers.Sum(a => a.Counters.Silent) + _counters.Sum(c => c.Dropped),
                _answerers.Sum(a => a.Counters.Truncated),
                _answerers.Sum(a => a.Counters.Trimmed),
                _counters.Sum(c => c.SendErrors),
                _counters.Sum(c => c.ConnectionsClosed),
                _counters.Sum(c => c.Overflowed));
        }
    }

    /// <summary>The owners whose answers most often did not fit, the most frequent first.</summary>
    public IReadOnlyList<TruncationCount> MostTruncated(int most)
    {
        List<Answerer> answerers;
        lock (_gate)
            answerers = [.. _answerers];
        return [.. answerers.SelectMany(answerer => answerer.Truncations.Snapshot())
            .GroupBy(count => count.Owner)
            .Select(owner => new TruncationCount(owner.Key, owner.Sum(c => c.Truncated), owner.Sum(c => c.Trimmed)))
            .OrderByDescending(count => count.Truncated + count.Trimmed).ThenBy(count => count.Owner, Comparer<Name>.Default)
            .Take(most)];
    }
}

/// <summary>What the process has done since its start.</summary>
/// <param name="Queries">Requests that were answered.</param>
/// <param name="Dropped">Messages that got no answer.</param>
/// <param name="Truncated">Answers with TC.</param>
/// <param name="Trimmed">Answers that left an additional RRset out.</param>
/// <param name="SendErrors">Answers that could not be sent.</param>
/// <param name="ConnectionsClosed">Connections closed for a limit or broken off.</param>
/// <param name="Overflowed">Datagrams that the system dropped since nobody took them in time.</param>
internal readonly record struct Totals(
    long Queries, long Dropped, long Truncated, long Trimmed, long SendErrors, long ConnectionsClosed, long Overflowed);
