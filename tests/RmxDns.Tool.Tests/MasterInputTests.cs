using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx lint</c> reads master files: which files those are, which zone they hold, what they may include.</summary>
public sealed class MasterInputTests : IDisposable
{
    private const string Sound = "$TTL 60\n@ SOA ns root 1 7200 900 1209600 60\n@ NS ns\nns A 192.0.2.1\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("rmx-master-").FullName;

    [Theory]
    [InlineData("a.example.zone", "auto", 0)]
    [InlineData("a.example.db", "auto", 0)]
    [InlineData("db.a.example", "auto", 1)]
    [InlineData("db.a.example", "master", 0)]
    [InlineData("a.example.zone", "yaml", 1)]
    public void The_name_or_the_option_tells_the_format(string name, string format, int exitCode) =>
        Assert.Equal(exitCode, RmxRun.Of("lint", Write(name, Sound), "--input-format", format).ExitCode);

    [Fact]
    public void A_folder_gives_files_of_both_formats()
    {
        _ = Write("a.example.zone", Sound + "x A 192.0.2.300\n");
        _ = Write("b.example.yaml", "'': {type: NS, value: ns.example.org.}\nx: {type: A, value: 192.0.2.300}\n");
        string output = RmxRun.Of("lint", _folder).Output;
        Assert.Contains("a.example.zone:5:5: error:", output, StringComparison.Ordinal);
        Assert.Contains("b.example.yaml:2:21: error:", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_origin_is_told()
    {
        string file = Write("whatever.zone", Sound + "www.a.example. A 192.0.2.1\n");
        Assert.Contains("[out-of-zone]", RmxRun.Of("lint", file).Output, StringComparison.Ordinal);
        Assert.Equal(0, RmxRun.Of("lint", file, "--origin", "a.example").ExitCode);
    }

    [Fact]
    public void Files_are_included_with_leave()
    {
        string file = Repository.PathOf("tests", "data", "master", "zones", "included.example.zone");
        Assert.Contains("[include-refused]", RmxRun.Of("lint", file).Output, StringComparison.Ordinal);
        Assert.Equal(0, RmxRun.Of("lint", file, "--allow-include", Path.GetDirectoryName(file)!).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
