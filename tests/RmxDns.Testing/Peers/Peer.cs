using System.Diagnostics;
using System.Net;
using System.Text;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Testing.Peers;

/// <summary>
/// An authoritative server of somebody else's, run as a process of ours with a private folder, configuration and loopback
/// address. A program that is not installed, refuses a zone or does not get ready in time is a <see cref="PeerException"/>
/// that carries the end of its output. Disposing stops the process by its id and removes the folder.
/// </summary>
public abstract class Peer : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RefusalLimit = TimeSpan.FromSeconds(6);

    private readonly Queue<string> _output = new();
    private readonly string _program;
    private Process? _process;

    private protected Peer(string program, IPEndPoint address)
    {
        _program = program;
        Address = address;
        Folder = Directory.CreateTempSubdirectory($"rmxdns-{program}-").FullName;
    }

    /// <summary>The program's name, for messages and for <see cref="WhyMissing"/>.</summary>
    public string Program => _program;

    /// <summary>Where it answers, UDP and TCP.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Its own folder: configuration, zones, state.</summary>
    protected string Folder { get; }

    /// <summary>Writes the configuration into <see cref="Folder"/> and gives the program's arguments.</summary>
    /// <param name="zones">The zones; <paramref name="files"/> holds the path of each.</param>
    /// <param name="files">Master files, one for each zone, in the same order.</param>
    protected abstract IReadOnlyList<string> Configure(IReadOnlyList<PeerZone> zones, IReadOnlyList<string> files);

    /// <summary>Why a program cannot be run, to skip a test with; null when it can.</summary>
    public static string? WhyMissing(string program) =>
        Locate(program) is null ? $"{program} is not installed; tests/run installs it" : null;

    /// <summary>Starts the peer and waits until it serves every zone.</summary>
    /// <exception cref="PeerException">It is not installed, ended, or some zone has no SOA after a minute, or SERVFAIL for six seconds.</exception>
    private protected void Run(IReadOnlyList<PeerZone> zones)
    {
        try
        {
            var files = new List<string>();
            foreach (PeerZone zone in zones)
            {
                string file = Path.Combine(Folder, $"z{files.Count}.zone");
                File.WriteAllText(file, zone.Text, Encoding.Latin1);
                files.Add(file);
            }
            Launch(Configure(zones, files));
            AwaitZones(zones);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private void Launch(IReadOnlyList<string> arguments)
    {
        string path = Locate(_program) ?? throw new PeerException(WhyMissing(_program)!);
        _process = Process.Start(new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Folder,
        })!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void AwaitZones(IReadOnlyList<PeerZone> zones)
    {
        var open = new Queue<PeerZone>(zones);
        Stopwatch clock = Stopwatch.StartNew(), failing = new();
        while (open.TryPeek(out PeerZone? zone))
        {
            var query = new DnsQuery(Name.Parse(zone.Origin).Wire.ToArray(), RrType.Soa);
            DnsMessage? answer = DnsExchange.Udp(Address, query.Encode(1), TimeSpan.FromMilliseconds(200)) is byte[] octets
                ? MessageDecoder.Decode(octets) : null;
            if (answer is { Rcode: (int)Rcode.NoError, Answer.Count: > 0 })
            {
                open.Dequeue();
                failing.Reset();
                continue;
            }
            if (answer is { Rcode: (int)Rcode.ServFail })
                failing.Start();
            if (_process!.WaitForExit(TimeSpan.FromMilliseconds(50)))
                throw new PeerException($"{_program} ended with {_process.ExitCode}:\n{Output}");
            if (clock.Elapsed > StartLimit || failing.Elapsed > RefusalLimit)
                throw new PeerException($"{_program} does not serve {zone.Origin}: {answer}\n{Output}");
        }
    }

    /// <summary>The last lines that it printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            Signals.Stop(_process, TimeSpan.FromSeconds(5));
            _process.Dispose();
            _process = null;
        }
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a file into <see cref="Folder"/> and gives its path.</summary>
    protected string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text, Encoding.Latin1);
        return path;
    }

    private static string? Locate(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin"])
            .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > 100)
                _output.Dequeue();
        }
    }
}

/// <summary>A peer could not be started.</summary>
public sealed class PeerException(string message) : Exception(message);
