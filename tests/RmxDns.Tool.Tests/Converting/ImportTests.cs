using RmxDns.Testing;

namespace RmxDns.Tool.Tests.Converting;

/// <summary><c>rmx import</c> and <c>rmx export</c> write files as asked, and nothing where something is wrong.</summary>
public sealed class ImportTests : IDisposable
{
    private const string Sound = "$TTL 60\n@ SOA ns root 1 7200 900 1209600 60\n@ NS ns\nns A 192.0.2.1\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("rmx-import-").FullName;

    [Fact]
    public void Comments_stay_beside_what_they_stood_at()
    {
        string file = Write("a.example.zone", "; head\n\n" + Sound + "; above\nx A 192.0.2.1 ; behind\n  A 192.0.2.2 ; behind the second\nz MX ( 1 ; inside\n mail )\n;tail\n");
        Assert.Equal("""
            # head
            $ttl: 60
            '':
              - type: SOA
                value:
                  mname: ns.a.example.
                  rname: root.a.example.
                  serial: 1
                  refresh: 7200
                  retry: 900
                  expire: 1209600
                  minimum: 60
              - type: NS
                value: ns.a.example.
            ns:
              - type: A
                value: 192.0.2.1
            x:
              - type: A
                values:
                  # above
                  # behind
                  - 192.0.2.1
                  # behind the second
                  - 192.0.2.2
            z:
              # inside
              - type: MX
                value: {preference: 1, exchange: mail.a.example.}
            # tail

            """, RmxRun.Of("import", file).Output, ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("x A 192.0.2.300\n", "5:5: error:")]
    [InlineData("x CH A 192.0.2.3\n", "[wrong-class]")]
    [InlineData("$INCLUDE y\n", "[include-refused]")]
    public void A_file_with_an_error_is_not_imported(string line, string told)
    {
        RmxRun run = RmxRun.Of("import", Write("a.example.zone", Sound + line), "--output", Path.Combine(_folder, "out"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(told, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "out")));
    }

    [Fact]
    public void A_folder_becomes_a_folder_and_one_bad_file_keeps_none_back()
    {
        _ = Write("in/a.example.zone", Sound);
        _ = Write("in/b.example.db", "nonsense\n");
        _ = Write("in/c.zone", "$ORIGIN c.example.\n" + Sound);
        _ = Write("in/readme.txt", "no zone");
        _ = Write("in/128-25.2.0.192.in-addr.arpa.zone", "$ORIGIN 128/25.2.0.192.in-addr.arpa.\n" + Sound);
        string output = Path.Combine(_folder, "out");
        Assert.Equal(1, RmxRun.Of("import", Path.Combine(_folder, "in"), "--output", output).ExitCode);
        Assert.Equal(["128-25.2.0.192.in-addr.arpa.yaml", "a.example.yaml", "c.example.yaml"], Directory.EnumerateFiles(output).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Contains("$origin: 128/25.2.0.192.in-addr.arpa.", File.ReadAllText(Path.Combine(output, "128-25.2.0.192.in-addr.arpa.yaml")), StringComparison.Ordinal);
        Assert.Equal(0, RmxRun.Of("lint", output).ExitCode);
    }

    [Theory]
    [InlineData("import", "a.example.zone", Sound, "a.example.yaml")]
    [InlineData("export", "a.example.yaml", "'': {type: NS, value: ns.example.net.}", "a.example.zone")]
    public void A_file_that_is_there_is_replaced_only_by_force(string verb, string name, string text, string made)
    {
        string file = Write(name, text), output = Path.Combine(_folder, "out"), target = Path.Combine(output, made);
        _ = Directory.CreateDirectory(output);
        File.WriteAllText(target, "mine");
        RmxRun run = RmxRun.Of(verb, file, "--output", output);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--force", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(target));
        Assert.Equal(0, RmxRun.Of(verb, file, "--output", output, "--force").ExitCode);
        Assert.NotEqual("mine", File.ReadAllText(target));
        Assert.Equal([target], Directory.EnumerateFileSystemEntries(output));
    }

    [Fact]
    public void Two_files_of_one_zone_do_not_overwrite_each_other()
    {
        string first = Write("a.example.zone", Sound), second = Write("other.zone", "$ORIGIN a.example.\n$TTL 61\n@ NS ns.example.net.\n");
        RmxRun run = RmxRun.Of("import", first, second, "--force", "--output", Path.Combine(_folder, "out"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("$ttl: 60", File.ReadAllText(Path.Combine(_folder, "out", "a.example.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_zones_need_a_folder() => Assert.Equal(2, RmxRun.Of("export", Repository.PathOf("zones")).ExitCode);

    [Fact]
    public void No_such_file_ends_with_2() => Assert.Equal(2, RmxRun.Of("import", Path.Combine(_folder, "none.zone")).ExitCode);

    [Fact]
    public void A_folder_that_cannot_be_made_ends_with_2() =>
        Assert.Equal(2, RmxRun.Of("import", Write("a.example.zone", Sound), "--output", Write("file", "")).ExitCode);

    [Fact]
    public void A_serial_that_the_server_makes_is_the_time_of_the_file()
    {
        string file = Write("a.example.yaml", "'': {type: NS, value: ns.example.net.}");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch.AddSeconds(1_700_000_000));
        Assert.Contains(" 1700000000 7200 ", RmxRun.Of("export", file).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("generic", "TYPE65280 \\# 1 08 ; RMX mx:")]
    [InlineData("text", "RMX     mx:")]
    [InlineData("txt", "_rmx                            IN TXT     \"mx:\"")]
    public void Rmx_is_written_as_asked(string form, string line)
    {
        string output = RmxRun.Of("export", Write("a.example.yaml", "'':\n  - {type: NS, value: ns.example.net.}\n  - {type: RMX, value: mx}"), "--rmx-as", form).Output;
        Assert.Contains(line, output, StringComparison.Ordinal);
        Assert.Equal(1, output.Split("mx:").Length - 1);
    }

    [Fact]
    public void What_the_txt_form_cannot_hold_is_told()
    {
        RmxRun run = RmxRun.Of("export", Write("a.example.yaml", "'': {type: NS, value: ns.example.net.}\n'*': {type: RMX, value: mx}"), "--rmx-as", "txt");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("[rmx-txt-not-published]", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
