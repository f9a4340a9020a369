namespace RmxDns.Testing;

/// <summary>The working tree that the tests were built from: found by walking up to <c>RmxDns.sln</c>.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>RmxDns.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>The absolute path of a file or folder named from the root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "RmxDns.sln")))
                return folder;
        }
        throw new DirectoryNotFoundException($"no RmxDns.sln at or above {AppContext.BaseDirectory}");
    }
}
