using System.Diagnostics;

namespace RmxDns.Server.Tests.Reload;

/// <summary>
/// A zone folder as container systems mount one: each file a link into <c>..data</c>, itself a link to the folder of a version,
/// so that one rename turns all files at once. Needs <c>mv -T</c>.
/// </summary>
internal sealed class LinkedFolder : IDisposable
{
    private int _version;

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("rmxdns-linked-").FullName;

    /// <summary>Lets the folder hold these files, all at once, and removes the earlier version.</summary>
    public void Turn(IReadOnlyDictionary<string, string> files)
    {
        string before = System.IO.Path.Combine(Path, $"..v{_version}"), now = System.IO.Path.Combine(Path, $"..v{++_version}");
        _ = Directory.CreateDirectory(now);
        foreach ((string name, string text) in files)
            File.WriteAllText(System.IO.Path.Combine(now, name), text);
        string turned = System.IO.Path.Combine(Path, "..data_tmp");
        _ = Directory.CreateSymbolicLink(turned, $"..v{_version}");
        // rename(2); .NET renames no links to folders over others.
        using (var moved = Process.Start("mv", ["-T", turned, System.IO.Path.Combine(Path, "..data")]))
            Assert.True(moved.WaitForExit(10_000) && moved.ExitCode == 0);
        foreach (string name in files.Keys)
        {
            string link = System.IO.Path.Combine(Path, name);
            if (new FileInfo(link).LinkTarget is null)
                _ = File.CreateSymbolicLink(link, $"..data/{name}");
        }
        if (Directory.Exists(before))
            Directory.Delete(before, recursive: true);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
