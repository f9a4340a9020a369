using System.Net;
using RmxDns.Server.Settings;

namespace RmxDns.Server.Tests.Settings;

/// <summary>Settings as text: what each may be, where they come from and which of them counts.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rmxdns-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "zones", "", "a zone file or a folder" },
        { "listen", "192.0.2:53", "an address of this machine" },
        { "listen", "010.0.0.1:53", "an address of this machine" },
        { "listen", "::1:53", "an address of this machine" },
        { "listen", "[::1]", "an address of this machine" },
        { "listen", "127.0.0.1:0", "an address of this machine" },
        { "listen", "127.0.0.1:65536", "an address of this machine" },
        { "listen", "127.0.0.1:+53", "an address of this machine" },
        { "listen", "localhost:53", "an address of this machine" },
        { "default-ns", "a..b", "an absolute domain name" },
        { "state", "", "a folder that can be written to" },
        { "workers", "0", "from 1 to 256" },
        { "workers", " 5", "from 1 to 256" },
        { "udp", "fast", "batched (Linux) or portable" },
        { "udp-pause", "1001", "from 0 to 1000" },
        { "udp-pause", "50us", "from 0 to 1000" },
        { "edns-size", "511", "from 512 to 4096" },
        { "edns-size", "4097", "from 512 to 4096" },
        { "nsid", "0x123", "text of 1 to 128 octets" },
        { "nsid", "", "text of 1 to 128 octets" },
        { "rmx-type", "15", "a code from 65280" },
        { "rmx-type", "65536", "a code from 65280" },
        { "rmx-type", "255", "a code from 65280" },
        { "max-connections", "0", "from 1 to 1000000" },
        { "max-connections-per-address", "-1", "from 1 to 1000000" },
        { "poll", "5 s", "a time of at most 24d" },
        { "poll", "25d", "a time of at most 24d" },
        { "removed-zone-grace", "ever", "a time such as 10m, 0 or never" },
        { "strict", "yes", "true or false" },
        { "check", "1", "true or false" },
        { "test-authority", "on", "true or false" },
        { "test-authority-any-address", "1", "true or false" },
        { "log-format", "xml", "text or json" },
        { "log-queries", "0", "from 1 to 1000000" },
        { "stats-interval", "100w", "a time of at most 24d" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_value_is_a_fault_with_name_value_and_what_is_allowed(string name, string value, string allowed)
    {
        (_, List<string> faults, _) = Read([$"--{name}", value]);
        string fault = Assert.Single(faults);
        Assert.Contains($"--{name} \"{value}\"", fault, StringComparison.Ordinal);
        Assert.Contains(allowed, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--listen 127.94.0.1:53 --listen [::1]:53 --test-authority", "")]
    [InlineData("--test-authority", "")]
    [InlineData("--listen 192.0.2.1:53 --test-authority --test-authority-any-address", "")]
    [InlineData("--listen 0.0.0.0:53 --test-authority", "--listen 0.0.0.0:53: not a loopback address")]
    [InlineData("--listen [::]:53 --test-authority", "--listen [::]:53: not a loopback address")]
    [InlineData("--listen 192.0.2.1:53 --test-authority", "only with --test-authority-any-address")]
    [InlineData("--test-authority-any-address", "only beside --test-authority")]
    public void A_test_authority_keeps_to_loopback_addresses_unless_a_second_switch_says_otherwise(string arguments, string fault)
    {
        (_, List<string> faults, _) = Read(arguments.Split(' '));
        if (fault.Length == 0)
            Assert.Empty(faults);
        else
            Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_setting_with_a_value_has_a_wrong_one_above()
    {
        IEnumerable<string> tested = Wrong.Select(row => row.Data.Item1);
        Assert.Empty(Setting.All.Select(setting => setting.Name).Except([.. tested, "config"]));
    }

    [Fact]
    public void What_holds_when_nothing_is_set()
    {
        (ServerSettings settings, List<string> faults, List<string> notes) = Read([]);
        Assert.Empty(faults.Concat(notes));
        IPEndPoint[] both = [IPEndPoint.Parse("127.0.0.1:5300"), IPEndPoint.Parse("[::1]:5300")];
        bool hasIpv6 = File.Exists("/proc/net/if_inet6") && File.ReadAllText("/proc/net/if_inet6").Contains("00000000000000000000000000000001", StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Equal(hasIpv6 ? both : both[..1], settings.Listen);
        Assert.Equal(["zones"], settings.Zones);
        Assert.Equal((1232, 65280, 256), (settings.EdnsSize, settings.RmxType, settings.MaxConnectionsPerAddress));
        Assert.Equal(
            (null, null, null, null, Environment.ProcessorCount),
            (settings.State, settings.Nsid, settings.MaxConnections, settings.RemovedZoneGrace, settings.Workers));
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), 0), (settings.Poll, settings.StatsInterval, settings.LogQueries));
        Assert.Equal(TimeSpan.FromMicroseconds(50), settings.UdpPause);
        Assert.Equal((false, false, false, !OperatingSystem.IsLinux()), (settings.Strict, settings.Check, settings.JsonLog, settings.PortableUdp));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1000", 1000)]
    public void The_rest_between_batches_is_given_in_microseconds(string text, int microseconds)
    {
        (ServerSettings settings, List<string> faults, _) = Read(["--udp-pause", text]);
        Assert.Empty(faults);
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), settings.UdpPause);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        (_, List<string> faults, _) = Read(["--workers", "0", "--poll", "x", "--listen", "y", "--listen", "z"]);
        Assert.Equal(4, faults.Count);
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("word")]
    [InlineData("--version")]
    [InlineData("[diagram]")]
    [InlineData("@file")]
    [InlineData("--zones")]
    public void What_is_no_setting_is_a_fault(string argument) => Assert.NotEmpty(Read([argument]).Faults);

    [Fact]
    public void The_command_line_goes_before_the_environment_before_the_file_before_appsettings()
    {
        Write("appsettings.json", """{"RmxDns": {"edns-size": 600, "workers": 1, "nsid": "a", "rmx-type": 65281}}""");
        string config = Write("more.json", """{"RmxDns": {"edns-size": 700, "workers": 2, "nsid": "b"}}""");
        (ServerSettings settings, List<string> faults, _) = Read(
            ["--edns-size", "900", "--config", config], ("RMXDNS_EDNS_SIZE", "800"), ("RMXDNS_WORKERS", "3"));
        Assert.Empty(faults);
        Assert.Equal((900, 3, (byte)'b', 65281), (settings.EdnsSize, settings.Workers, settings.Nsid!.Single(), (int)settings.RmxType));
    }

    [Fact]
    public void Lists_come_from_json_and_with_commas_from_the_environment()
    {
        Write("appsettings.json", """{"RmxDns": {"listen": ["127.0.0.1:53", "[::1]:53", "127.0.0.1:53"], "zones": "one"}}""");
        (ServerSettings settings, List<string> faults, _) = Read([], ("RMXDNS_DEFAULT_NS", "a.test., b.test."));
        Assert.Empty(faults);
        Assert.Equal([IPEndPoint.Parse("127.0.0.1:53"), IPEndPoint.Parse("[::1]:53")], settings.Listen);
        Assert.Equal(["one"], settings.Zones);
        Assert.Equal(["a.test.", "b.test."], settings.DefaultNs.Select(name => name.ToString()));
    }

    [Theory]
    [InlineData("""{"RmxDns": {"edns": 1}}""", "RmxDns:edns is no setting")]
    [InlineData("""{"RmxDns": {"state": ["a", "b"]}}""", "RmxDns:state has 2 values")]
    [InlineData("""{"RmxDns": {"edns-size": 1}}""", "from 512 to 4096")]
    [InlineData("""{"edns-size": 600}""", "more.json: edns-size has to stand inside \"RmxDns\": {}")]
    [InlineData("""{"RmxDns": """, "more.json")]
    [InlineData("[]", "more.json")]
    public void A_file_that_is_not_right_is_a_fault(string json, string expected)
    {
        (_, List<string> faults, _) = Read(["--config", Write("more.json", json)]);
        Assert.Contains(faults, fault => fault.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void What_other_programs_keep_in_a_file_is_noted_and_no_fault()
    {
        (_, List<string> faults, List<string> notes) = Read(["--config", Write("more.json", """{"Kestrel": {}, "serilog": {}, "RmxDns": {}}""")]);
        Assert.Empty(faults);
        Assert.Contains("more.json: Kestrel is neither RmxDns nor Serilog", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"RmxDns": {"state": []}}""")]
    [InlineData("""{"RmxDns": {"removed-zone-grace": null}}""")]
    [InlineData("""{"RmxDns": {"listen": {"a": {"b": 1}}}}""")]
    public void No_shape_of_a_file_ends_the_reading(string json)
    {
        Exception? thrown = Record.Exception(() => Read(["--config", Write("more.json", json)]));
        Assert.Null(thrown);
    }

    [Fact]
    public void A_file_that_is_named_has_to_be_there() =>
        Assert.Contains("nowhere.json", Assert.Single(Read(["--config", Path.Combine(_folder, "nowhere.json")]).Faults), StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_is_no_setting_is_noted_and_no_fault()
    {
        (_, List<string> faults, List<string> notes) = Read([], ("RMXDNS_SERVICE_HOST", "10.0.0.1"));
        Assert.Empty(faults);
        Assert.Contains("RMXDNS_SERVICE_HOST", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Fact]
    public void The_help_has_every_setting_and_no_long_line()
    {
        string help = Usage.Text();
        foreach (Setting setting in Setting.All)
            Assert.Contains($"    --{setting.Name}{(setting.Placeholder is null ? "" : " " + setting.Placeholder)}\n", help.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.All(help.Split('\n'), line => Assert.True(line.Length <= 90, line));
    }

    private string Write(string name, string json)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, json);
        return path;
    }

    private (ServerSettings Settings, List<string> Faults, List<string> Notes) Read(string[] arguments, params (string Name, string Value)[] environment)
    {
        List<string> faults = [], notes = [];
        GatheredSettings gathered = SettingsReader.Gather(arguments, environment.ToDictionary(e => e.Name, e => e.Value), _folder, faults, notes);
        return (new SettingsParser(gathered.Values, faults).Parse(), faults, notes);
    }
}
