using RmxDns.Server.Tests.Running;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.TestAuthority;

/// <summary>The server as a process with <c>--test-authority</c>, and what it does with the same zones without.</summary>
public sealed class TestAuthorityTests : IDisposable
{
    private const string Apex = "'': {type: NS, value: ns.elsewhere.test.}\n";
    private const string Canary = "canary: {type: RMX, value: unused}\n";

    private readonly ZoneFolderFixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_the_switch_a_name_answers_wrong_and_others_right()
    {
        WriteLab("wrong: {type: RMX, value: unused, rmxdns: {rcode: 5}}");
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Zones, "--test-authority");
        Assert.Contains("a test authority: where zones ask for it, answers are wrong on purpose", server.Log, StringComparison.Ordinal);
        Assert.Equal(5, Ask(server, "wrong.lab.test.").Rcode);
        Assert.Single(Ask(server, "canary.lab.test.").Answer);
        Assert.Single(DnsExchange.Tcp(server.EndPoint, Query("canary.lab.test."))!.Answer);
        server.Signal("TERM");
        Assert.Equal(0, await server.WaitForExitAsync(TimeSpan.FromSeconds(5)));
        Assert.Contains("statistics: 2 queries", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_switch_a_zone_that_asks_for_a_fault_is_refused_and_others_are_served()
    {
        WriteLab("wrong: {type: RMX, value: unused, rmxdns: {rcode: 5}}");
        await using ServerProcess server = await ServerProcess.StartAsync(_folder.Zones);
        Assert.Contains("lab.test.yaml:3:43: error: a fault at wrong.lab.test.: only a server with --test-authority answers wrong on purpose [fault-without-test-authority]", server.Log, StringComparison.Ordinal);
        Assert.Equal(2, Ask(server, "wrong.lab.test.").Rcode);
        Assert.Equal(0, Ask(server, "www.bench.test.").Rcode);
        Assert.DoesNotContain("test authority:", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_change_with_their_file_and_with_a_state_folder_they_come_back()
    {
        WriteLab("wrong: {type: RMX, value: unused, rmxdns: {rcode: 5}}");
        string[] settings = ["--test-authority", "--poll", "1s", "--state", _folder.PathOf("state")];
        await using (ServerProcess server = await ServerProcess.StartAsync(_folder.Zones, settings))
        {
            WriteLab("wrong: {type: RMX, value: unused, rmxdns: {rcode: 9}}");
            await ListenerBench.UntilAsync(() => Ask(server, "wrong.lab.test.").Rcode == 9, $"the fault stays:\n{server.Log}");
        }
        await using ServerProcess again = await ServerProcess.StartAsync(_folder.Zones, settings);
        Assert.Equal(9, Ask(again, "wrong.lab.test.").Rcode);
    }

    private void WriteLab(string owner) => File.WriteAllText(Path.Combine(_folder.Zones, "lab.test.yaml"), $"{Apex}{Canary}{owner}\n");

    private static DnsQuery Query(string name) => new(Name.Parse(name).Wire.ToArray(), RrType.DefaultRmx);

    private static DnsMessage Ask(ServerProcess server, string name) => DnsExchange.Udp(server.EndPoint, Query(name))!;
}
