namespace RmxDns.Tool.Linting.Reports;

/// <summary>
/// Files as pipelines name them: relative to the repository, which is the nearest folder upward that holds <c>.git</c>, or else the
/// working directory.
/// </summary>
internal sealed class RepositoryPaths
{
    private readonly string _root = Root(Directory.GetCurrentDirectory());

    /// <summary>The path with forward slashes; null for a file outside the repository.</summary>
    public string? Relative(string file)
    {
        string relative = Path.GetRelativePath(_root, Path.GetFullPath(file)).Replace('\\', '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }

    /// <summary>The path from the repository, or the one that the user gave.</summary>
    public string Of(string file) => Relative(file) ?? file;

    private static string Root(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
                return at.FullName;
        }
        return folder;
    }
}
