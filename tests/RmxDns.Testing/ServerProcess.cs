using System.Diagnostics;
using System.Net;
using System.Text;

namespace RmxDns.Testing;

/// <summary>
/// The server as a process of its own, as users start it: the built program, an address of its own, ready when its log
/// says so. Disposing ends it.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly Lock _gate = new();

    private ServerProcess(Process process, IPEndPoint endPoint)
    {
        _process = process;
        EndPoint = endPoint;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The configuration that the tests were built in.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>The built program, of the same configuration.</summary>
    public static string Program { get; } = Repository.PathOf("server", "RmxDns.Server", "bin", Configuration, "net10.0", "RmxDns.Server.dll");

    /// <summary>Where it answers.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The process.</summary>
    public Process Process => _process;

    /// <summary>What it has logged, standard error included.</summary>
    public string Log
    {
        get
        {
            lock (_gate)
                return _log.ToString();
        }
    }

    /// <summary>Starts it on an address of its own and waits until it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended or was not ready in time; the message holds its log.</exception>
    public static Task<ServerProcess> StartAsync(string zones, params string[] more)
    {
        IPEndPoint address = FreeAddress.OwnAddress();
        return StartAtAsync(address, ["--zones", zones, "--listen", address.ToString(), .. more]);
    }

    /// <summary>Starts it with these arguments alone and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAtAsync(IPEndPoint address, IReadOnlyList<string> arguments)
    {
        ServerProcess server = Launch(address, arguments);
        try
        {
            await server.WaitForLogAsync(" ready: ");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits for nothing.</summary>
    /// <param name="address">Where it will answer.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="wrapper">A program and its arguments to start it with, such as <c>prlimit</c>; none for itself.</param>
    public static ServerProcess Launch(IPEndPoint address, IReadOnlyList<string> arguments, params string[] wrapper)
    {
        string[] words = [.. wrapper, "dotnet", Program, .. arguments];
        return Launch(address, new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = Path.GetTempPath() });
    }

    /// <summary>Starts a command that starts it, and waits for nothing.</summary>
    public static ServerProcess Launch(IPEndPoint address, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        return new ServerProcess(Process.Start(start)!, address);
    }

    /// <summary>Waits until the log holds a text.</summary>
    /// <exception cref="InvalidOperationException">It ended without it, or took too long.</exception>
    public async Task WaitForLogAsync(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Log.Contains(text, StringComparison.Ordinal))
        {
            bool ended = _process.HasExited;
            if (ended)
                await _process.WaitForExitAsync();
            if ((ended && !Log.Contains(text, StringComparison.Ordinal)) || clock.Elapsed > Patience)
                throw new InvalidOperationException($"the server {(ended ? $"ended with {_process.ExitCode}" : "is running")} without logging '{text}':\n{Log}");
            await Task.Delay(20);
        }
    }

    /// <summary>Sends a signal by its name without SIG.</summary>
    public void Signal(string signal) => Signals.Send(_process, signal);

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"the server still runs after {patience}:\n{Log}");
        }
        return _process.ExitCode;
    }

    /// <summary>Ends it: SIGTERM, then SIGKILL.</summary>
    public ValueTask DisposeAsync()
    {
        Signals.Stop(_process, TimeSpan.FromSeconds(10));
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Append(string? line)
    {
        if (line is null)
            return;
        lock (_gate)
            _ = _log.AppendLine(line);
    }
}
