namespace RmxDns.Interop;

/// <summary>Where the parts of the matrix lie.</summary>
internal static class Folders
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Templates of the resolvers' configurations.</summary>
    public static string Resolvers => Path.Combine(Root, "tools", "interop", "resolvers");

    /// <summary>The test authority's zones.</summary>
    public static string Zones => Path.Combine(Root, "zones", "interop");

    /// <summary>The pages that a run writes.</summary>
    public static string Pages => Path.Combine(Root, "docs", "interop");

    /// <summary>What <c>tools/interop/run</c> unpacks and compiles.</summary>
    public static string Build => AppContext.BaseDirectory;

    /// <summary>The tool, as it was built, in the configuration of this program.</summary>
    public static string Tool => Path.Combine(Root, "tools", "rmx", "bin", AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", "rmx.dll");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "RmxDns.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the matrix runs from a clone of the repository");
    }
}
