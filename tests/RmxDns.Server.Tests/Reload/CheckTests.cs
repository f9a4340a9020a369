using RmxDns.Server.Reload;
using RmxDns.Testing;

namespace RmxDns.Server.Tests.Reload;

/// <summary><c>--check</c> ends with 0, 1 or 2 as the linter does.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly KeeperBench _bench = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _bench.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void Zones_without_errors_end_with_0_and_their_findings_are_printed()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        Assert.Equal(0, _bench.Check(_output, _error));
        Assert.Equal($"{file}: info: ", _output.ToString()[..(file.Length + 8)]);
        Assert.EndsWith("1 zone file: 0 errors, 0 warnings, 1 note" + Environment.NewLine, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_ends_with_1()
    {
        string file = _bench.Write("a.test", "'': {type: NS, value: ns.example.net.}\nwww: {type: A, value: 192.0.2}\n");
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.1"));
        Assert.Equal(1, _bench.Check(_output, _error));
        Assert.Contains($"{file}:2:23: error: ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_linter_calls_an_error_ends_with_1_too()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1") + "loop: {type: CNAME, value: loop}\n");
        Assert.Equal(1, _bench.Check(_output, _error));
        Assert.Contains($"{file}:3:", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[cname-loop]", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_file_for_a_zone_is_an_error()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.1", "$origin: A.TEST.\n"));
        Assert.Equal(1, _bench.Check(_output, _error));
        Assert.Contains("[duplicate-zone]", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_and_a_path_that_does_not_exist_ends_with_2()
    {
        _ = File.CreateSymbolicLink(_bench.FileOf("a.test"), _bench.PathOf("nowhere"));
        Assert.Equal(1, _bench.Check(_output, _error));
        _bench.Settings = new ReloadSettings([_bench.Folder, _bench.PathOf("nowhere")]);
        Assert.Equal(2, _bench.Check(_output, _error));
        Assert.Contains(_bench.PathOf("nowhere"), _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", 0)]
    [InlineData("192.0.2", 1)]
    [InlineData(null, 2)]
    public async Task The_program_ends_with_it_and_serves_nothing(string? address, int code)
    {
        if (address is not null)
            _ = _bench.Write("a.test", KeeperBench.Text(address));
        await using var server = ServerProcess.Launch(FreeAddress.OwnAddress(), ["--zones", _bench.Folder, "--check"]);
        Assert.Equal(code, await server.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        Assert.DoesNotContain("ready", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_check_ends_with_2()
    {
        Assert.Equal(2, _bench.Check(_output, _error));
        Assert.Contains(_bench.Folder, _error.ToString(), StringComparison.Ordinal);
    }
}
