using RmxDns.Testing.Zones;

namespace RmxDns.Testing;

/// <summary>Generated zones written as files into a folder of their own and served by the server as a process; disposing ends both.</summary>
public sealed class ServedZones : IDisposable
{
    private readonly DirectoryInfo? _folder;

    private ServedZones(DirectoryInfo? folder, ServerProcess server)
    {
        _folder = folder;
        Server = server;
    }

    /// <summary>The server.</summary>
    public ServerProcess Server { get; }

    /// <summary>Writes the zones and starts the server; files are numbered, since the name of a zone can be any octets.</summary>
    /// <exception cref="InvalidOperationException">It did not become ready, or did not load a zone.</exception>
    public static ServedZones Start(IReadOnlyList<GeneratedZone> zones, params string[] more)
    {
        DirectoryInfo folder = Write(zones);
        return Checked(zones, new ServedZones(folder, ServerProcess.StartAsync(folder.FullName, more).GetAwaiter().GetResult()));
    }

    /// <summary>The same from a compiled snapshot that another process wrote.</summary>
    /// <exception cref="InvalidOperationException">It did not become ready, or did not take every zone from there.</exception>
    public static ServedZones StartCompiled(IReadOnlyList<GeneratedZone> zones, params string[] more)
    {
        DirectoryInfo folder = Write(zones);
        string[] arguments = ["--state", Path.Combine(folder.FullName, "state"), .. more];
        using (ServedZones first = new(null, ServerProcess.StartAsync(folder.FullName, arguments).GetAwaiter().GetResult()))
            first.Server.WaitForLogAsync("compiled snapshot written").GetAwaiter().GetResult();
        ServedZones served = Checked(zones, new ServedZones(folder, ServerProcess.StartAsync(folder.FullName, arguments).GetAwaiter().GetResult()));
        if (served.Server.Log.Contains($" {zones.Count} of {zones.Count} zones were taken from the compiled snapshot", StringComparison.Ordinal))
            return served;
        string log = served.Server.Log;
        served.Dispose();
        throw new InvalidOperationException($"not all of {zones.Count} zones came from the compiled snapshot:\n{log}");
    }

    private static DirectoryInfo Write(IReadOnlyList<GeneratedZone> zones)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rmxdns-served-");
        for (int i = 0; i < zones.Count; i++)
            File.WriteAllText(Path.Combine(folder.FullName, $"zone{i}.yaml"), zones[i].ToYaml());
        return folder;
    }

    private static ServedZones Checked(IReadOnlyList<GeneratedZone> zones, ServedZones served)
    {
        ServerProcess server = served.Server;
        if (server.Log.Contains($" ready: {zones.Count} zones", StringComparison.Ordinal) && server.Log.Contains(" 0 unavailable", StringComparison.Ordinal))
            return served;
        string log = server.Log;
        served.Dispose();
        throw new InvalidOperationException($"not all of {zones.Count} zones were loaded:\n{log}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder?.Delete(recursive: true);
    }
}
