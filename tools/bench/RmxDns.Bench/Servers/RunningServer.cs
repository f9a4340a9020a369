using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace RmxDns.Bench.Servers;

/// <summary>A server as a process: what it has used, and its end. All processes that it started count.</summary>
internal sealed partial class RunningServer : IDisposable
{
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private int _ended;

    private RunningServer(Competitor competitor, Seat seat, Process process) => (Competitor, Seat, _process) = (competitor, seat, process);

    public Competitor Competitor { get; }

    public Seat Seat { get; }

    /// <summary>From start to the first answer for the last zone, in seconds.</summary>
    public double ReadyAfter { get; private set; }

    /// <summary>Processor time until then, in seconds.</summary>
    public double ReadyCpu { get; private set; }

    /// <summary>Starts a server and waits until it answers for the last of the zones, three minutes at most and no longer than <paramref name="left"/>.</summary>
    /// <exception cref="InvalidOperationException">It ends, or does not answer.</exception>
    public static RunningServer Start(Competitor competitor, Seat seat, IReadOnlyList<Zones.ZonePair> zones, TimeSpan left)
    {
        IReadOnlyList<string> command = competitor.Command(seat, zones);
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("taskset", ["-c", seat.Cores, .. command]) { WorkingDirectory = seat.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Log(seat, line.Data);
        process.ErrorDataReceived += (_, line) => Log(seat, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new RunningServer(competitor, seat, process) { CommandLine = string.Join(' ', command) };
        try
        {
            server.AwaitAnswer(zones[^1].Origin, clock, left < Patience ? left : Patience);
        }
        catch
        {
            server.Dispose();
            throw;
        }
        return server;
    }

    /// <summary>Processor time of all its threads and processes so far, in seconds.</summary>
    public double Cpu => Processes().Sum(CpuOf);

    /// <summary>Memory of all its processes, shared pages counted once, in octets (proc(5), Pss).</summary>
    public long Memory => Processes().Sum(id => FieldOf(id, "smaps_rollup", PssLine()));

    /// <summary>The most memory that it held at once in octets, summed over its processes (proc(5), VmHWM).</summary>
    public long PeakMemory => Processes().Sum(id => FieldOf(id, "status", PeakLine()));

    /// <summary>From here on <see cref="PeakMemory"/> is that since now (proc(5), clear_refs).</summary>
    public void ForgetPeak() => Processes().ForEach(id => File.WriteAllText($"/proc/{id}/clear_refs", "5"));

    /// <summary>Datagrams that the kernel dropped at its sockets since their buffers were full (proc(5), net/udp).</summary>
    public long Overflowed
    {
        get
        {
            string port = Seat.Port.ToString("X4", CultureInfo.InvariantCulture);
            return File.ReadLines("/proc/net/udp").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields[1].EndsWith($":{port}", StringComparison.Ordinal)).Sum(fields => long.Parse(fields[^1], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What it was started by.</summary>
    public string CommandLine { get; private init; } = "";

    /// <summary>The process that was started.</summary>
    public int Id => _process.Id;

    /// <summary>Waits until its log holds a text.</summary>
    /// <exception cref="InvalidOperationException">It does not come.</exception>
    public void AwaitLog(string text)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(30); _ = timer.WaitForNextTickAsync().AsTask().Result)
        {
            lock (Seat)
            {
                if (File.Exists(LogPath) && File.ReadAllText(LogPath).Contains(text, StringComparison.Ordinal))
                    return;
            }
        }
        throw new InvalidOperationException($"{Competitor.Title} does not log '{text}'; its log is {LogPath}");
    }

    /// <summary>Ends it, once: the run and a signal that ends the run may both want to.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        if (!_process.HasExited)
        {
            using Process? kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill?.WaitForExit();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
                _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private void AwaitAnswer(string origin, Stopwatch clock, TimeSpan patience)
    {
        byte[] query = Load.QueryWriter.Make($"{origin} SOA", edns: false);
        using var socket = new Socket(Seat.Address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20 };
        byte[] response = new byte[4096];
        while (clock.Elapsed < patience)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"{Competitor.Title} ended with {_process.ExitCode}; its log is in {Seat.Folder}/log");
            try
            {
                socket.SendTo(query, new System.Net.IPEndPoint(Seat.Address, Seat.Port));
                int length = socket.Receive(response);
                // An echo is ready when it answers at all.
                if (length >= 12 && (!Competitor.Answers || ((response[3] & 15) == 0 && response[7] > 0)))
                {
                    (ReadyAfter, ReadyCpu) = (clock.Elapsed.TotalSeconds, Cpu);
                    return;
                }
            }
            catch (SocketException)
            {
                // Nobody listens yet, or nobody answers yet.
            }
        }
        throw new InvalidOperationException($"{Competitor.Title} does not answer for {origin} within {patience.TotalSeconds:0} s; its log is in {Seat.Folder}/log");
    }

    private List<int> Processes()
    {
        var parents = new Dictionary<int, int>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && Stat(id) is { } stat)
                parents[id] = int.Parse(stat[1], CultureInfo.InvariantCulture);
        }
        var found = new List<int> { _process.Id };
        for (int i = 0; i < found.Count; i++)
            found.AddRange(parents.Where(pair => pair.Value == found[i]).Select(pair => pair.Key));
        return found;
    }

    private static double CpuOf(int id) =>
        Stat(id) is { } stat ? (long.Parse(stat[11], CultureInfo.InvariantCulture) + long.Parse(stat[12], CultureInfo.InvariantCulture)) / TicksPerSecond : 0;

    /// <summary>The fields of <c>/proc/PID/stat</c> from the state on; null when the process is gone.</summary>
    private static string[]? Stat(int id)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long FieldOf(int id, string file, Regex line)
    {
        try
        {
            // A process that is about to end has no such line.
            return line.Match(File.ReadAllText($"/proc/{id}/{file}")) is { Success: true } found ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 : 0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private string LogPath => Path.Combine(Seat.Folder, "log");

    private static void Log(Seat seat, string? line)
    {
        if (line is null)
            return;
        lock (seat)
            File.AppendAllText(Path.Combine(seat.Folder, "log"), line + "\n");
    }

    [GeneratedRegex(@"^Pss:\s+(\d+) kB", RegexOptions.Multiline)]
    private static partial Regex PssLine();

    [GeneratedRegex(@"^VmHWM:\s+(\d+) kB", RegexOptions.Multiline)]
    private static partial Regex PeakLine();
}
