using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RmxDns.Interop.Resolvers;

/// <summary>
/// A server under test or the authority as a process of its own. It is ready when it takes a TCP connection, which no query
/// has to go out for. Disposing ends it by its id, SIGTERM first.
/// </summary>
internal sealed class RunningProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _title;
    private readonly string _log;

    private RunningProcess(string title, Process process, string log) => (_title, _process, _log) = (title, process, log);

    /// <summary>Starts a program and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not listen in time; the message holds the end of its log.</exception>
    public static async Task<RunningProcess> StartAsync(string title, IReadOnlyList<string> command, IPEndPoint address, string log, CancellationToken stop)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = Path.GetDirectoryName(log)!, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{title}: {command[0]} does not start");
        var running = new RunningProcess(title, process, log);
        process.OutputDataReceived += (_, line) => running.Keep(line.Data);
        process.ErrorDataReceived += (_, line) => running.Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await running.WaitUntilItListensAsync(address, stop);
            return running;
        }
        catch
        {
            running.Dispose();
            throw;
        }
    }

    /// <summary>Whether it still runs.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>The end of what it printed.</summary>
    public string LogEnd()
    {
        lock (_process)
            return File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(5)) : "";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
                kill.WaitForExit();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
                _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        _process.Dispose();
    }

    private async Task WaitUntilItListensAsync(IPEndPoint address, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (_process.HasExited)
            {
                await _process.WaitForExitAsync(stop);
                throw new InvalidOperationException($"{_title} ended with {_process.ExitCode}:\n{LogEnd()}");
            }
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(address, stop);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, stop);
            }
        }
        throw new InvalidOperationException($"{_title} does not listen on {address} after {Patience.TotalSeconds:0} s:\n{LogEnd()}");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_process)
            File.AppendAllText(_log, line + "\n");
    }
}
