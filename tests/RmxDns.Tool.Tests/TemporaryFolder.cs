namespace RmxDns.Tool.Tests;

/// <summary>A folder for one test's files; disposing removes it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rmx-tool-");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file, and folders on the way to it; its path.</summary>
    public string Write(string name, string text)
    {
        string path = PathOf(name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
