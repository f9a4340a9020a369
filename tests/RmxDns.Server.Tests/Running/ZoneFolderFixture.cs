namespace RmxDns.Server.Tests.Running;

/// <summary>A folder with one small zone, readable by every user, and room beside it.</summary>
internal sealed class ZoneFolderFixture : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("rmxdns-process-").FullName;

    public ZoneFolderFixture()
    {
        _ = Directory.CreateDirectory(Zones);
        File.WriteAllText(Path.Combine(Zones, "bench.test.yaml"), "'': {type: NS, value: ns.bench.test.}\nns: {type: A, value: 127.0.0.1}\nwww: {type: A, value: 192.0.2.1}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_root, File.GetUnixFileMode(_root) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    public string Zones => PathOf("zones");

    public string PathOf(params string[] parts) => Path.Combine([_root, .. parts]);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
