namespace RmxDns.Bench.Servers;

/// <summary>Where the parts of the benchmark lie.</summary>
internal static class Folders
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Templates of the peers' configurations.</summary>
    public static string Peers => Path.Combine(Root, "tools", "bench", "peers");

    /// <summary>What the run compiles.</summary>
    public static string Build => AppContext.BaseDirectory;

    /// <summary>This program.</summary>
    public static string Bench => Path.Combine(AppContext.BaseDirectory, "rmxdns-bench.dll");

    /// <summary>The server, as it was built.</summary>
    public static string Server => Path.Combine(Root, "server", "RmxDns.Server", "bin", "Release", "net10.0", "RmxDns.Server.dll");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "RmxDns.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the benchmark runs from a clone of the repository");
    }
}
