using System.Net;

namespace RmxDns.TestAuthority.Sockets;

/// <summary>
/// How much a test authority lets itself in for: answers to one address in a second, answers that wait, connections. What is over a
/// bound is dropped and counted.
/// </summary>
internal sealed class AuthorityBounds
{
    /// <summary>Answers to one address in a second.</summary>
    public const int AnswersPerSecond = 5_000;

    /// <summary>Answers that wait for their time.</summary>
    public const int MostHeld = 1_024;

    /// <summary>Of those, answers to one address.</summary>
    public const int MostHeldPerAddress = 512;

    /// <summary>Open connections.</summary>
    public const int MostConnections = 512;

    /// <summary>Of those, from one address.</summary>
    public const int MostConnectionsPerAddress = 256;

    private const int MostAddresses = 4_096;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _answered = [];
    private readonly Places _held = new(MostHeld, MostHeldPerAddress), _connections = new(MostConnections, MostConnectionsPerAddress);
    private long _second;
    private long _refused;

    /// <summary>How often something was over a bound.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Whether one more answer may go to an address now.</summary>
    public bool TryAnswer(IPAddress client)
    {
        lock (_gate)
        {
            long now = Environment.TickCount64 / 1_000;
            if (now != _second)
            {
                _answered.Clear();
                _second = now;
            }
            int answered = _answered.GetValueOrDefault(client);
            bool may = answered < AnswersPerSecond && (answered > 0 || _answered.Count < MostAddresses);
            if (may)
                _answered[client] = answered + 1;
            return Count(may);
        }
    }

    /// <summary>Takes a place for an answer that waits; to be given back.</summary>
    public bool TryHold(IPAddress client) => Enter(_held, client);

    /// <summary>Gives it back.</summary>
    public void Release(IPAddress client) => Leave(_held, client);

    /// <summary>Takes a place for a connection; to be given back.</summary>
    public bool TryConnect(IPAddress client) => Enter(_connections, client);

    /// <summary>Gives it back.</summary>
    public void Disconnect(IPAddress client) => Leave(_connections, client);

    private bool Enter(Places places, IPAddress client)
    {
        lock (_gate)
            return Count(places.TryEnter(client));
    }

    private void Leave(Places places, IPAddress client)
    {
        lock (_gate)
            places.Leave(client);
    }

    private bool Count(bool may)
    {
        if (!may)
            _ = Interlocked.Increment(ref _refused);
        return may;
    }

    /// <summary>So many places, and so many of them for one address.</summary>
    private sealed class Places(int most, int mostPerAddress)
    {
        private readonly Dictionary<IPAddress, int> _taken = [];
        private int _all;

        public bool TryEnter(IPAddress client)
        {
            int taken = _taken.GetValueOrDefault(client);
            if (_all >= most || taken >= mostPerAddress)
                return false;
            _all++;
            _taken[client] = taken + 1;
            return true;
        }

        public void Leave(IPAddress client)
        {
            _all--;
            if (--_taken[client] == 0)
                _ = _taken.Remove(client);
        }
    }
}
