using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using RmxDns.Bench.Reports;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>How much is measured, and where everything goes.</summary>
internal sealed class Plan(bool goalOnly, string folder, Results results)
{
    private readonly Stopwatch _clock = new();
    private readonly ConcurrentBag<IDisposable> _started = [];
    private TimeSpan _most = TimeSpan.MaxValue;
    private int _seats;

    /// <summary>Whether the goal table alone is wanted.</summary>
    public bool GoalOnly { get; } = goalOnly;

    /// <summary>A folder for zones, configurations and state; removed at the end.</summary>
    public string Folder { get; } = folder;

    public Results Results { get; } = results;

    /// <summary>Rounds, in each of which every server has its turn.</summary>
    public int Rounds => GoalOnly ? GoalRounds : LongRounds;

    /// <summary>Rounds of what stands in the goal table and takes short, where one moment of a busy machine must not decide.</summary>
    public int GoalRounds => Quick ? 1 : 5;

    /// <summary>Rounds of what takes long and stands in the goal table.</summary>
    public int LongRounds => Quick ? 1 : 3;

    /// <summary>Whether to show only that everything works: one short round of everything.</summary>
    public bool Quick { get; init; }

    /// <summary>Seconds of one measurement of throughput.</summary>
    public int Seconds => Quick ? 1 : 2;

    /// <summary>Seconds at a steady rate, and at one over what can be answered.</summary>
    public (int Steady, int Overload) Long => Quick ? (1, 5) : (5, 60);

    /// <summary>Names of the large zone.</summary>
    public int LargeZone { get; init; } = 1_000_000;

    /// <summary>How many small zones.</summary>
    public int ManyZones { get; init; } = 100_000;

    /// <summary>The variants of the peers that were faster here; where a run does not compare them, the tuned ones.</summary>
    public Competitor Nsd { get; set; } = Competitor.NsdTuned;

    /// <inheritdoc cref="Nsd"/>
    public Competitor Knot { get; set; } = Competitor.KnotTuned;

    /// <inheritdoc cref="Nsd"/>
    public Competitor Bind { get; set; } = Competitor.BindTuned;

    /// <inheritdoc cref="Nsd"/>
    public Competitor PowerDns { get; set; } = Competitor.PowerDnsTuned;

    /// <summary>Those of the goal table: this server, NSD, Knot.</summary>
    public IReadOnlyList<Competitor> Compared => [Competitor.Rmx, Nsd, Knot];

    /// <summary>Those that serve zones and take part in this run.</summary>
    public IReadOnlyList<Competitor> Serving => GoalOnly ? Compared : [.. Compared, Bind, PowerDns];

    /// <summary>Begins a part of the run that may take so many minutes.</summary>
    public void Begin(int minutes)
    {
        _most = TimeSpan.FromMinutes(minutes);
        _clock.Restart();
    }

    /// <summary>A folder of its own.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>Starts a server on an address of its own; with one thread it has core 0, the client core 1.</summary>
    public RunningServer Start(Competitor competitor, IReadOnlyList<ZonePair> zones, int threads, string? state = null)
    {
        int number = ++_seats;
        // BIND takes only addresses that the machine is configured with, so that all have ports of 127.0.0.1.
        var seat = new Seat(IPAddress.Loopback, 5400 + number, NewFolder($"seat{number}"), threads, threads == 1 ? "0" : "0-1") { State = state };
        Console.WriteLine($"starting {Named(competitor, threads)}");
        RunningServer server = RunningServer.Start(competitor, seat, zones, _most - _clock.Elapsed);
        _started.Add(server);
        Results.Set($"{Named(competitor, threads)}, started by", Anonymous(server.CommandLine, seat));
        if (seat.Template is { } template)
            Results.Set($"tools/bench/peers/{template}", File.ReadAllText(Path.Combine(Folders.Peers, template)));
        return server;
    }

    /// <summary>Starts a process that uses all of core 0 that it gets.</summary>
    public Spinner Spin()
    {
        var spinner = new Spinner();
        _started.Add(spinner);
        return spinner;
    }

    /// <summary>Ends what was started and removes the folder, so that nothing stays behind.</summary>
    public void End()
    {
        foreach (IDisposable process in _started)
            process.Dispose();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts several; one that does not start is told as not measured.</summary>
    public List<RunningServer> StartEach(string measure, IReadOnlyList<Competitor> competitors, IReadOnlyList<ZonePair> zones, int threads)
    {
        var servers = new List<RunningServer>();
        foreach (Competitor competitor in competitors)
            Try(measure, Named(competitor, threads), () => servers.Add(Start(competitor, zones, threads)));
        return servers;
    }

    /// <summary>
    /// Measures one thing. What it throws is told as not measured, and the rest goes on: an hour of figures must not be lost to it.
    /// What comes when the part's time is over is told so, too.
    /// </summary>
    public void Try(string measure, string what, Action action)
    {
        if (_clock.Elapsed >= _most)
        {
            Results.Miss(measure, what, $"the {_most.TotalMinutes:0} minutes for this part of the run were over");
            return;
        }
        try
        {
            action();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Results.Miss(measure, what, fault.Message);
        }
    }

    /// <summary>The core that clients of a server with that many threads run on.</summary>
    public static string ClientCores(int threads) => threads == 1 ? "1" : "0-1";

    private static string Named(Competitor competitor, int threads) => $"{competitor.Title}, {threads} {(threads == 1 ? "thread" : "threads")}";

    /// <summary>A command line without the folders of this machine.</summary>
    private string Anonymous(string command, Seat seat) => command
        .Replace(seat.Folder, "SEAT", StringComparison.Ordinal).Replace(Folder, "DIR", StringComparison.Ordinal).Replace(Folders.Root, ".", StringComparison.Ordinal);
}
