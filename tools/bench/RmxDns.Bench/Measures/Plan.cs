using System.Net;
using RmxDns.Bench.Reports;
using RmxDns.Bench.Servers;
using RmxDns.Bench.Zones;

namespace RmxDns.Bench.Measures;

/// <summary>How much is measured, and where everything goes.</summary>
internal sealed class Plan(bool goalOnly, string folder, Results results)
{
    private int _seats;

    /// <summary>Whether the goal table alone is wanted.</summary>
    public bool GoalOnly { get; } = goalOnly;

    /// <summary>A folder for zones, configurations and state; removed at the end.</summary>
    public string Folder { get; } = folder;

    public Results Results { get; } = results;

    /// <summary>Rounds, in each of which every server has its turn.</summary>
    public int Rounds => Quick ? 1 : GoalOnly ? 5 : 3;

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

    /// <summary>The variants of NSD and Knot that were faster here.</summary>
    public Competitor Nsd { get; set; } = Competitor.NsdTuned;

    /// <inheritdoc cref="Nsd"/>
    public Competitor Knot { get; set; } = Competitor.KnotTuned;

    /// <summary>A folder of its own.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;

    /// <summary>Starts a server on an address of its own; with one thread it has core 0, the client core 1.</summary>
    public RunningServer Start(Competitor competitor, IReadOnlyList<ZonePair> zones, int threads, string? state = null)
    {
        int number = ++_seats;
        // BIND takes only addresses that the machine is configured with, so that all have ports of 127.0.0.1.
        var seat = new Seat(IPAddress.Loopback, 5400 + number, NewFolder($"seat{number}"), threads, threads == 1 ? "0" : "0-1") { State = state };
        Console.WriteLine($"starting {competitor.Title}, {threads} {(threads == 1 ? "thread" : "threads")}");
        return RunningServer.Start(competitor, seat, zones);
    }

    /// <summary>The core that clients of a server with that many threads run on.</summary>
    public static string ClientCores(int threads) => threads == 1 ? "1" : "0-1";
}
