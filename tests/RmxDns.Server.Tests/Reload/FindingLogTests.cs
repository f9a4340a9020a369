using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RmxDns.Server.Tests.Reload;

/// <summary>What is wrong with zones reaches the log, whole, with its place, and harmless to the terminal.</summary>
public sealed class FindingLogTests : IDisposable
{
    private readonly KeeperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Findings_of_zones_that_are_served_are_logged_with_place_and_level()
    {
        string file = _bench.Write("a.test", "'': {type: NS, value: ns.example.net.}\nwww: {type: A, values: [192.0.2.1, 192.0.2.1]}\n");
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        IReadOnlyList<string> log = _bench.Log.Take();
        Assert.Contains(log, line => line.StartsWith($"Warning: {file}:2:36: warning: ", StringComparison.Ordinal));
        Assert.Contains(log, line => line.StartsWith($"Information: {file}", StringComparison.Ordinal) && line.EndsWith("[soa-missing]", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_characters_in_file_names_and_zones_never_reach_the_log()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs such file names");
        _ = _bench.Write("a\u001b[2J\n.test", KeeperBench.Text("192.0.2.1"));
        _ = _bench.Write("b.test", "'': {type: NS, value: ns.example.net.}\n\"w\\e[31m\\n\": {type: \"A\\e]0;x\\a\", value: \"\\r\\n::error::\"}\n");
        _ = _bench.Write("c.test", KeeperBench.Text("192.0.2.1", "$origin: 'x\\027\\010y.test.'\n"));
        _bench.Start();
        _ = _bench.Write("c.test", "broken");
        _bench.Poll();
        IReadOnlyList<string> log = _bench.Log.Take();
        Assert.True(log.Count > 5);
        Assert.All(log, line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Fact]
    public void All_faults_are_reported_at_once_and_those_left_out_of_the_log_are_counted()
    {
        var text = new StringBuilder("'': {type: NS, value: ns.example.net.}\n");
        for (int i = 0; i < 1500; i++)
            _ = text.Append(CultureInfo.InvariantCulture, $"h{i}: {{type: A, value: 192.0.2}}\n");
        string file = _bench.Write("a.test", text.ToString());
        _bench.Start();
        IReadOnlyList<string> log = _bench.Log.Take();
        int logged = log.Count(line => line.StartsWith($"Error: {file}:", StringComparison.Ordinal) && line.Contains(": error: ", StringComparison.Ordinal));
        using var output = new StringWriter();
        Assert.Equal(1, _bench.Check(output, TextWriter.Null));
        int all = output.ToString().Split('\n').Count(line => line.StartsWith($"{file}:", StringComparison.Ordinal));
        Assert.True(all >= 1500);
        Assert.InRange(logged, 900, 1000);
        Assert.Contains($"Warning: {file}: {all - 1000} more findings are left out here; --check prints all", log);
    }

    [Fact]
    public void Each_load_says_how_many_zones_names_and_RRsets_and_how_long_it_took_and_how_much_memory()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _ = _bench.Write("b.test", "broken");
        _bench.Start();
        string line = Assert.Single(_bench.Log.Take(), line => line.StartsWith("Information: loaded ", StringComparison.Ordinal));
        string pattern = @"^Information: loaded 1 zones with 2 names and \d RRsets in \d+ ms, \d+ octets of memory; 2 zones are served, 1 unavailable, "
            + @"0 in a previous version; \d+ octets in the managed heap, \d+ in the process$";
        Assert.True(Regex.IsMatch(line, pattern), line);
    }

    [Fact]
    public void Strict_refuses_a_zone_with_an_error_and_keeps_what_was_served()
    {
        string served = KeeperBench.Text("192.0.2.1");
        _ = _bench.Write("a.test", served);
        _bench.Settings = _bench.Settings with { Strict = true };
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.2") + Oversized());
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Assert.Contains(_bench.Log.Take(), line => line.StartsWith($"Error: {file} is refused because of --strict", StringComparison.Ordinal));
        _bench.Settings = _bench.Settings with { Strict = false };
        _bench.Start();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
        Assert.Contains(_bench.Log.Take(), line => line.Contains("answer-over-512", StringComparison.Ordinal));
    }

    [Fact]
    public void Strict_judges_a_zone_by_all_that_is_served_beside_it_and_refuses_no_other()
    {
        const string Refers = "'': {type: NS, value: ns.example.net.}\nwww: [{type: A, value: 192.0.2.1}, {type: RMX, value: 'host:www.b.test.'}]\n";
        _ = _bench.Write("a.test", Refers);
        _ = _bench.Write("b.test", KeeperBench.Text("192.0.2.2"));
        _ = _bench.Write("c.test", Refers.Replace("www.b.test", "no.b.test", StringComparison.Ordinal));
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("c.test"));
        _bench.Settings = _bench.Settings with { Strict = true };
        _bench.Start();
        Assert.Equal(("192.0.2.1", "192.0.2.2", "SERVFAIL"), (_bench.Www("a.test"), _bench.Www("b.test"), _bench.Www("c.test")));
        Assert.Contains(_bench.Log.Take(), line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.EndsWith("[rmx-dangling-reference]", StringComparison.Ordinal));
        _ = _bench.Write("a.test", Refers.Replace("www.b.test", "www.a.test", StringComparison.Ordinal));
        _ = _bench.Write("c.test", Refers);
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("c.test"));
        Assert.DoesNotContain(_bench.Log.Take(), line => line.StartsWith("Error: ", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_fit_in_512_octets_is_logged_at_each_load_with_its_size_and_what_costs_most()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1") + Oversized() + Trimmed());
        // Header 12, question 12 + 4, owner 2, fixed fields 10, 200 entries of 6 octets each; 472 octets are left for 78 of them.
        const string Over = "the answer for big.a.test. RMX takes 1240 octets, 728 more than the 512 of a UDP answer without EDNS; "
            + "the first 78 of its 200 entries would fit; what takes most: ipv4:10.9.0.1 (6 octets), ipv4:10.9.1.1 (6 octets), ipv4:10.9.2.1 (6 octets) [answer-over-512]";
        // 12, 10 + 4, 12, 76 entries of 6 octets and one of 13: 507; www.a.test. as a label and a pointer, 10 and 4: 20 more.
        const string Dropped = "with all that it refers to the RMX answer of l.a.test. takes 527 octets; in 512 there is no room for www.a.test. A: "
            + "a receiver without EDNS asks 1 more query [additional-dropped]";
        foreach (Action load in (Action[])[_bench.Start, Change])
        {
            load();
            IReadOnlyList<string> log = _bench.Log.Take();
            Assert.Single(log, line => line.StartsWith($"Error: {file}:3:", StringComparison.Ordinal) && line.EndsWith($": error: {Over}", StringComparison.Ordinal));
            Assert.Single(log, line => line.StartsWith($"Information: {file}:4:", StringComparison.Ordinal) && line.EndsWith($": info: {Dropped}", StringComparison.Ordinal));
        }

        void Change()
        {
            File.AppendAllText(file, "# changed\n");
            _bench.Poll();
        }
    }

    /// <summary>An RMX record whose answer takes 507 octets and brings along what no longer fits.</summary>
    private static string Trimmed()
    {
        IEnumerable<string> entries = Enumerable.Range(0, 76).Select(i => string.Create(CultureInfo.InvariantCulture, $"'ipv4:10.9.{i}.1'"));
        return $"l: {{type: RMX, value: ['host:www.a.test.', {string.Join(", ", entries)}]}}\n";
    }

    /// <summary>An RMX record over 512 octets: an error that keeps no zone from being served.</summary>
    private static string Oversized()
    {
        IEnumerable<string> entries = Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"ipv4:10.9.{i}.1"));
        return $"big: {{type: RMX, value: [{string.Join(", ", entries.Select(entry => $"'{entry}'"))}]}}\n";
    }
}
