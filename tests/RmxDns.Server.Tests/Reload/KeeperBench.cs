using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Server.Compiled;
using RmxDns.Server.Reload;
using RmxDns.Snapshot;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using RmxDns.Zones;

namespace RmxDns.Server.Tests.Reload;

/// <summary>A folder of zones of one's own, a keeper over it, a clock to set, and the log; no process and no socket.</summary>
internal sealed class KeeperBench : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rmxdns-reload-").FullName;
    private SerialStore? _serials;
    private CompiledStore? _compiled;
    private ZoneKeeper? _keeper;

    public KeeperBench()
    {
        Folder = PathOf("zones");
        _ = Directory.CreateDirectory(Folder);
        Settings = new ReloadSettings([Folder]);
    }

    public string Folder { get; }

    public ReloadSettings Settings { get; set; }

    public LoadSettings Load { get; set; } = new();

    public TypeTable Types { get; set; } = new();

    /// <summary>The state folder; none unless a test names one.</summary>
    public string? StatePath { get; set; }

    public SettableClock Clock { get; } = new();

    public CollectedLog Log { get; } = new();

    public CurrentZones Current { get; private set; } = new();

    public string PathOf(params string[] parts) => Path.Combine([_root, .. parts]);

    /// <summary>Loads everything as a new process would; the one before is ended as by a kill.</summary>
    public void Start()
    {
        Assert.True(TryStart(out string? fault), fault);
    }

    public bool TryStart(out string? fault)
    {
        _compiled?.Dispose();
        _serials?.Dispose();
        Current = new CurrentZones();
        if (!SerialStore.TryOpen(StatePath, Clock, out _serials, out string unusable))
        {
            fault = unusable;
            return false;
        }
        _compiled = CompiledStore.Open(_serials.Folder, CompiledKey.Of(Types, Load, Settings), Log, Clock);
        _keeper = new ZoneKeeper(Settings, Types, new ZoneFileLoader(Types, Load), _serials, _compiled, Current, Log, Clock);
        return _keeper.TryLoadFirst(out fault, TestContext.Current.CancellationToken);
    }

    /// <summary>What <c>--check</c> does.</summary>
    public int Check(TextWriter output, TextWriter error) =>
        ZoneCheck.Run(Settings, new ZoneFileLoader(Types, Load), Types, output, error);

    /// <summary>What the poll does.</summary>
    public void Poll() => _keeper!.Look(readAll: false, TestContext.Current.CancellationToken);

    /// <summary>What the server does once it serves, and after each look.</summary>
    public void Save() => _keeper!.SaveCompiled(TestContext.Current.CancellationToken);

    /// <summary>What SIGHUP does.</summary>
    public void Hangup() => _keeper!.Look(readAll: true, TestContext.Current.CancellationToken);

    public string FileOf(string zone) => Path.Combine(Folder, zone + ".yaml");

    /// <summary>Writes a zone in place.</summary>
    public string Write(string zone, string text)
    {
        File.WriteAllText(FileOf(zone), text);
        return FileOf(zone);
    }

    /// <summary>A small zone whose serial is the server's to choose, told from others by an address.</summary>
    public static string Text(string address, string head = "") =>
        $"{head}'': {{type: NS, value: ns.example.net.}}\nwww: {{type: A, value: {address}}}\n";

    /// <summary>The same with a serial of its own.</summary>
    public static string TextWithSerial(string address, uint serial) => $"""
        '':
          - type: SOA
            value: ns.example.net. hostmaster.example.net. {serial} 7200 900 1209600 3600
          - type: NS
            value: ns.example.net.
        www:
          type: A
          value: {address}

        """;

    /// <summary>Asks the zones that are served now.</summary>
    public DnsMessage Ask(string name, ushort type)
    {
        byte[] query = new DnsQuery(Name.Parse(name).Wire.ToArray(), type) { EdnsSize = 1232 }.Encode(1);
        byte[] response = new byte[65_535];
        int length = new Answerer(new AnswerSettings()).Answer(Current.Value, query, response, Transport.Stream);
        return MessageDecoder.Decode(response[..length]);
    }

    /// <summary>The address at www in a zone as four numbers; REFUSED and SERVFAIL as such.</summary>
    public string Www(string zone)
    {
        DnsMessage answer = Ask($"www.{zone}", RrType.A);
        return answer.Rcode switch
        {
            0 => string.Join('.', Convert.FromHexString(Assert.Single(answer.Answer).Rdata)),
            2 => "SERVFAIL",
            5 => "REFUSED",
            _ => $"RCODE {answer.Rcode}",
        };
    }

    public uint SerialOf(string zone)
    {
        Zone? found = Current.Value.Find(Name.Parse(zone));
        Assert.NotNull(found);
        return found.Serial;
    }

    public void Dispose()
    {
        _compiled?.Dispose();
        _serials?.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}

/// <summary>A clock that shows what a test sets; elapsed time is counted apart and only goes forward.</summary>
internal sealed class SettableClock : TimeProvider
{
    private long _timestamp;

    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Elapse(TimeSpan time) => _timestamp += time.Ticks;
}

/// <summary>Log lines as they come.</summary>
internal sealed class CollectedLog : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = [];

    /// <summary>The lines since the last call, each with its level in front.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (_lines.TryDequeue(out (LogLevel Level, string Text) line))
            taken.Add($"{line.Level}: {line.Text}");
        return taken;
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception)));
}
