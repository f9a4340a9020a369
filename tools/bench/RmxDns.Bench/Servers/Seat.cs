using System.Globalization;
using System.Net;

namespace RmxDns.Bench.Servers;

/// <summary>Where a server runs: its address, its folder, how many threads it has and on which cores.</summary>
/// <param name="address">A loopback address of its own.</param>
/// <param name="port">The port.</param>
/// <param name="folder">An empty folder for configuration and state.</param>
/// <param name="threads">Threads that answer.</param>
/// <param name="cores">Cores that it may run on, as taskset reads them.</param>
internal sealed class Seat(IPAddress address, int port, string folder, int threads, string cores)
{
    public IPAddress Address { get; } = address;

    public int Port { get; } = port;

    public string Folder { get; } = folder;

    public int Threads { get; } = threads;

    public string Cores { get; } = cores;

    /// <summary>Where this server keeps state; null for nowhere.</summary>
    public string? State { get; init; }

    /// <summary>The template of its configuration; null before it has one.</summary>
    public string? Template { get; private set; }

    public string PortText => Port.ToString(CultureInfo.InvariantCulture);

    public string ThreadText => Threads.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a configuration from its template and gives its path.</summary>
    /// <param name="template">A file of <c>tools/bench/peers</c>.</param>
    /// <param name="zones">What stands for each zone, at the end.</param>
    public string Configure(string template, IEnumerable<string> zones)
    {
        string text = File.ReadAllText(Path.Combine(Folders.Peers, template))
            .Replace("@ADDRESS@", Address.ToString(), StringComparison.Ordinal).Replace("@PORT@", PortText, StringComparison.Ordinal)
            .Replace("@DIR@", Folder, StringComparison.Ordinal).Replace("@THREADS@", ThreadText, StringComparison.Ordinal);
        string path = Path.Combine(Folder, template);
        Template = template;
        File.WriteAllText(path, $"{text}{string.Join('\n', zones)}\n");
        return path;
    }
}
