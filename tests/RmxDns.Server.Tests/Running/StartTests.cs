using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using RmxDns.Testing;
using RmxDns.Testing.Dns;

namespace RmxDns.Server.Tests.Running;

/// <summary>The process from outside: what starts it, what stops the start, and how it ends.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ZoneFolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_wrong_setting_stops_the_start_with_its_name_its_value_and_what_is_allowed()
    {
        (int code, string log) = await RunAsync("--zones", _folder.Zones, "--edns-size", "99\u001b[2J", "--poll", "never");
        Assert.Equal(2, code);
        Assert.Contains("--edns-size \"99\\u001B[2J\": not allowed here; it is a whole number from 512 to 4096", log, StringComparison.Ordinal);
        Assert.Contains("--poll \"never\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', log);
    }

    [Fact]
    public async Task The_help_ends_at_once()
    {
        (int code, string log) = await RunAsync("--help");
        Assert.Equal(0, code);
        Assert.Contains("--max-connections-per-address N", log, StringComparison.Ordinal);
        Assert.Contains("EXIT STATUS", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_ends_with_what_it_found()
    {
        Assert.Equal(0, (await RunAsync("--zones", _folder.Zones, "--check")).Code);
        File.WriteAllText(Path.Combine(_folder.Zones, "bad.test.yaml"), "www: {type: A, value: 192.0.2}\n");
        (int code, string log) = await RunAsync("--zones", _folder.Zones, "--check");
        Assert.Equal(1, code);
        Assert.Contains("bad.test.yaml:1:", log, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("--zones", _folder.PathOf("nowhere"), "--check")).Code);
    }

    [Theory]
    [InlineData(SocketType.Dgram)]
    [InlineData(SocketType.Stream)]
    public async Task An_address_in_use_is_told_and_ends_with_1(SocketType type)
    {
        IPEndPoint address = FreeAddress.OwnAddress();
        using var taken = new Socket(AddressFamily.InterNetwork, type, ProtocolType.Unspecified);
        taken.Bind(address);
        if (type == SocketType.Stream)
            taken.Listen();
        (int code, string log) = await RunAsync("--zones", _folder.Zones, "--listen", address.ToString());
        Assert.Equal(1, code);
        Assert.Contains($"cannot listen on {address}: another process listens there (address already in use)", log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task It_ends_when_told_to_with_a_hundred_connections_open(string signal)
    {
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Zones);
        List<Socket> open = [];
        for (int i = 0; i < 100; i++)
        {
            open.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
            open[i].Connect(server.EndPoint);
        }
        Assert.NotNull(DnsExchange.OverStream(open[0], ListenerBench.Www.Encode(1)));
        server.Signal(signal);
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.Contains(" stopped", server.Log, StringComparison.Ordinal);
        Assert.Contains("statistics: 1 queries, 0 truncated", server.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Log, StringComparison.Ordinal);
        open.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task It_ends_when_told_to_while_one_large_file_is_still_loaded()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals");
        using (StreamWriter file = File.AppendText(Path.Combine(_folder.Zones, "bench.test.yaml")))
        {
            for (int i = 0; i < 500_000; i++)
                file.Write($"n{i}: {{type: TXT, value: text}}\n");
        }
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(address, ["--zones", _folder.Zones, "--listen", address.ToString()]);
        await ListenerBench.UntilAsync(
            () => { server.Process.Refresh(); return server.Process.WorkingSet64 > 150 << 20; }, $"it loads nothing:\n{server.Log}");
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(3)));
        Assert.DoesNotContain("ready", server.Log, StringComparison.Ordinal);
        Assert.Contains(" stopped", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_beside_the_program_the_environment_and_the_command_line_come_together_in_another_folder()
    {
        string program = _folder.PathOf("program");
        _ = Directory.CreateDirectory(program);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(ServerProcess.Program)!))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        IPEndPoint address = FreeAddress.OwnAddress(), other = FreeAddress.OwnAddress();
        File.WriteAllText(
            Path.Combine(program, "appsettings.json"),
            $$"""{"RmxDns": {"listen": ["{{other}}"], "log-format": "json", "nsid": "from-json", "zones": "nowhere"} }""");
        using var server = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "dotnet", [Path.Combine(program, "RmxDns.Server.dll"), "--listen", address.ToString()])
        {
            WorkingDirectory = _folder.PathOf(),
            Environment = { ["RMXDNS_ZONES"] = "zones", ["RMXDNS_NSID"] = "from-environment" },
            RedirectStandardOutput = true,
        })!;
        try
        {
            await UntilReadyAsync(server.StandardOutput);
            Assert.NotNull(DnsExchange.Udp(address, ListenerBench.Www.Encode(1)));
            Assert.Null(DnsExchange.Udp(other, ListenerBench.Www.Encode(1), TimeSpan.FromMilliseconds(100)));
            byte[] nsid = [.. new DnsQuery(ListenerBench.Www.Name, 1) { EdnsSize = 1232 }.Encode(1)[..^1], 4, 0, 3, 0, 0];
            Assert.Contains("from-environment", System.Text.Encoding.Latin1.GetString(DnsExchange.Udp(address, nsid)!), StringComparison.Ordinal);
        }
        finally
        {
            Signals.Stop(server, TimeSpan.FromSeconds(10));
        }
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task Every_line_of_a_json_log_is_an_object()
    {
        File.WriteAllText(Path.Combine(_folder.Zones, "bad\n\u001b[2J.test.yaml"), "www: {type: A, value: 192.0.2}\n");
        IPEndPoint address = FreeAddress.OwnAddress();
        await using var server = ServerProcess.Launch(
            address, ["--zones", _folder.Zones, "--listen", address.ToString(), "--log-format", "json", "--log-queries", "1"]);
        await server.WaitForLogAsync("ready: ");
        Assert.NotNull(DnsExchange.Udp(address, new DnsQuery([3, 10, 0x1B, (byte)'"', 0], 1).Encode(1)));
        await server.WaitForLogAsync("query: ");
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.DoesNotContain('\u001b', server.Log);
        string[] messages = [.. server.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("RenderedMessage").GetString()!)];
        Assert.Single(messages, message => message.StartsWith("ready: 1 zones, 3 names, ", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains(@"\010\027", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_name_of_a_file_or_a_query_starts_a_line_or_reaches_the_terminal()
    {
        File.WriteAllText(Path.Combine(_folder.Zones, "bad\nFTL forged\u001b[2J.test.yaml"), "www: {type: A, value: \"192.0.2\\e[2J\\n\"}\n");
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Zones, "--log-queries", "1");
        Assert.NotNull(DnsExchange.Udp(server.EndPoint, new DnsQuery([7, 10, 0x1B, (byte)'F', (byte)'T', (byte)'L', 13, 0x9B, 0], 1).Encode(1)));
        await server.WaitForLogAsync("query: ");
        Assert.DoesNotContain('\u001b', server.Log);
        Assert.DoesNotContain('\u009b', server.Log);
        Assert.All(server.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^[0-9]{4}-.* (INF|WRN|ERR|FTL) ", line));
    }

    private static async Task UntilReadyAsync(StreamReader log)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await log.ReadLineAsync(limit.Token) is { } line)
        {
            if (JsonDocument.Parse(line).RootElement.GetProperty("RenderedMessage").GetString()!.StartsWith("ready", StringComparison.Ordinal))
                return;
        }
        Assert.Fail("it ended before it was ready");
    }

    private static async Task<(int Code, string Log)> RunAsync(params string[] arguments)
    {
        await using var server = ServerProcess.Launch(new IPEndPoint(IPAddress.Loopback, 0), arguments);
        int code = await server.WaitForExitAsync(Patience);
        return (code, server.Log);
    }
}
