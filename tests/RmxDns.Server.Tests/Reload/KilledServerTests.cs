using System.Collections.Concurrent;
using System.Globalization;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Reload;

/// <summary>
/// The server is killed at random moments, most often while it loads: it starts again, its serial never goes back, and no serial
/// ever stands for two contents.
/// </summary>
public sealed class KilledServerTests
{
    private const int Kills = 8;

    [Fact]
    public async Task No_serial_goes_back_or_stands_for_two_contents()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        string root = Directory.CreateTempSubdirectory("rmxdns-kill-").FullName;
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        try
        {
            string zones = Path.Combine(root, "zones"), state = Path.Combine(root, "state");
            _ = Directory.CreateDirectory(zones);
            var contents = new ConcurrentDictionary<uint, string>();
            uint highest = 0;
            int content = 0;
            Write(zones, content, random);
            for (int kill = 0; kill < Kills; kill++)
            {
                await using ServerProcess server = await ServerProcess.StartAsync(zones, "--state", state, "--poll", "0");
                uint first = Observe(server, contents);
                Assert.True(first >= highest, $"serial {first} after {highest}, seed {seed}\n{server.Log}");
                highest = first;
                int changes = random.Next(1, 5);
                for (int change = 0; change < changes; change++)
                {
                    Write(zones, ++content, random);
                    server.Signal("HUP");
                    await Task.Delay(random.Next(0, 60), TestContext.Current.CancellationToken);
                    uint serial = Observe(server, contents);
                    Assert.True(serial >= highest, $"serial {serial} after {highest}, seed {seed}\n{server.Log}");
                    highest = serial;
                }
                Write(zones, ++content, random);
                server.Signal("HUP");
                await Task.Delay(random.Next(0, 30), TestContext.Current.CancellationToken);
                server.Process.Kill();
                await server.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }
            Assert.True(contents.Count > Kills, $"{contents.Count} serials seen, seed {seed}");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Serial and content in one record, so that both are of one version: the MNAME is the first NS.</summary>
    private static uint Observe(ServerProcess server, ConcurrentDictionary<uint, string> contents)
    {
        var query = new DnsQuery(Name.Parse("a.test").Wire.ToArray(), RrType.Soa);
        DnsMessage? answer = DnsExchange.Udp(server.EndPoint, query);
        Assert.NotNull(answer);
        string soa = Assert.Single(answer.Answer).Rdata;
        // MNAME RNAME and five numbers of eight hexadecimal digits.
        string numbers = soa[^40..];
        uint serial = uint.Parse(numbers[..8], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        string content = soa[..^40];
        Assert.Equal(content, contents.GetOrAdd(serial, content));
        return serial;
    }

    /// <summary>The modification time jumps about, so that it alone would let the serial go back.</summary>
    private static void Write(string zones, int content, Random random)
    {
        string file = Path.Combine(zones, "a.test.yaml");
        string text = string.Create(CultureInfo.InvariantCulture, $"'': {{type: NS, value: ns{content}.example.net.}}\n");
        File.WriteAllText(file + ".new", text);
        File.SetLastWriteTimeUtc(file + ".new", DateTime.UnixEpoch.AddSeconds(1_700_000_000 + random.Next(0, 5)));
        File.Move(file + ".new", file, overwrite: true);
    }
}
