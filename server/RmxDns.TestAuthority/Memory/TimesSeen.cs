using System.Net;
using RmxDns.Wire;
using RmxDns.Zones.Faults;

namespace RmxDns.TestAuthority.Memory;

/// <summary>How often a client asked for a name, for faults that differ from time to time. Bounded; forgotten after ten minutes.</summary>
internal sealed class TimesSeen(TimeProvider clock)
{
    private const int MostEntries = 16_384;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly ExpiringTable<(IPAddress Client, Name Name, string Key), Counter> _times = new(MostEntries, Life, clock);

    /// <summary>Names and clients that are remembered.</summary>
    public int Entries => _times.Count;

    /// <summary>How often it was asked before, now counted too.</summary>
    public int Count(IPAddress client, Name name, FaultKey key) => _times.Get((client, name, key.Key)).Value++;

    /// <summary>Whether a fault of the first times, or of all times, happens now.</summary>
    public bool IsAmongFirst(IPAddress client, Name name, FaultKey key, Fault fault) => fault.Number(key) switch
    {
        null => false,
        long.MaxValue => true,
        { } times => Count(client, name, key) < times,
    };

    private sealed class Counter
    {
        public int Value { get; set; }
    }
}
