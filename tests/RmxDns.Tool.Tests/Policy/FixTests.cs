using System.Diagnostics;
using System.Text;

namespace RmxDns.Tool.Tests.Policy;

/// <summary><c>rmx lint --fix</c>: what changes in a file, what stays as it stands, and what is never touched.</summary>
public sealed class FixTests : IDisposable
{
    private const string Head = "'': [{type: SOA, value: {mname: ns1, serial: 1}}, {type: NS, values: [ns1, ns2.example.net.]}]\nns1: {type: A, value: 192.0.2.53}\n";
    private const string MasterHead = "@ 3600 IN SOA ns1 hostmaster 1 7200 900 1209600 3600\n@ NS ns1\n@ NS ns2.example.net.\nns1 A 192.0.2.53\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Lines of YAML before and after; the same where nothing may change.</summary>
    public static TheoryData<string, string> Layouts() => new()
    {
        // Lists of lines.
        { "a:\n  type: RMX\n  value:\n    - ipv4:198.51.100.0/25   # one\n    - ipv4:198.51.100.128/25\n    - mx\n", "a:\n  type: RMX\n  value:\n    - ipv4:198.51.100.0/24   # one\n    - mx\n" },
        { "a:\n  type: RMX\n  value:\n  - 'ipv4:198.51.100.0/25'\n  - \"ipv4:198.51.100.128/25\" # two\n", "a:\n  type: RMX\n  value:\n  - 'ipv4:198.51.100.0/24'\n  # two\n" },
        { "a:\n  type: RMX\n  value:\n    - !ipv4:192.0.2.66\n    - ipv4:192.0.2.0/24\n    - !ipv4:192.0.2.66\n", "a:\n  type: RMX\n  value:\n    - !ipv4:192.0.2.66\n    - ipv4:192.0.2.0/24\n" },
        { "a:\n  type: RMX\n  value:\n    - mx:\n    - ipv6:2001:db8::1/48\n", "a:\n  type: RMX\n  value:\n    - mx:\n    - ipv6:2001:db8::/48\n" },

        // Lists in brackets.
        { "a: {type: RMX, value: [mx, ipv4:198.51.100.7, 'ipv4:198.51.100.7' , mx ]} # c\n", "a: {type: RMX, value: [mx, ipv4:198.51.100.7 ]} # c\n" },
        { "a: {type: RMX, value: [ 'ipv4:198.51.100.0/25','ipv4:198.51.100.128/25', mx ]}\n", "a: {type: RMX, value: [ 'ipv4:198.51.100.0/24', mx ]}\n" },
        { "a: {type: RMX, value: [ipv4:198.51.100.7,\n  mx, # c\n  ipv4:198.51.100.7]}\n", "a: {type: RMX, value: [ipv4:198.51.100.7,\n  mx, # c\n  ]}\n" },

        { "a: {type: RMX, value: ['ipv4:198.51.100.0/25', '!ipv4:198.51.100.200', 'ipv4:198.51.100.128/25']}\n", "a: {type: RMX, value: ['!ipv4:198.51.100.200', 'ipv4:198.51.100.0/24']}\n" },

        // One text.
        { "a: {type: RMX, value: 'ipv4:198.51.100.0/25 ipv4:198.51.100.128/25 mx'}\n", "a: {type: RMX, value: 'ipv4:198.51.100.0/24 mx'}\n" },
        { "a:\n  type: RMX\n  value: mx ipv4:198.51.100.7/24  mx # c\n", "a:\n  type: RMX\n  value: mx ipv4:198.51.100.0/24 # c\n" },

        // Ends of lines, a mark in front, names outside ASCII.
        { "a:\r\n  type: RMX\r\n  value:\r\n    - mx\r\n    - mx\r\n    - ipv4:192.0.2.1\r\n", "a:\r\n  type: RMX\r\n  value:\r\n    - mx\r\n    - ipv4:192.0.2.1\r\n" },
        { "b: {type: TXT, value: 'Ä ✉ 😀'}\na: {type: RMX, value: ['host:bücher.example.', mx, mx]} # ü\n", "b: {type: TXT, value: 'Ä ✉ 😀'}\na: {type: RMX, value: ['host:bücher.example.', mx]} # ü\n" },

        // APL that a record refers to.
        { "r: {type: RMX, value: apl:l.example.com.}\nl: {type: APL, value: ['1:192.0.2.7/24', '1:198.51.100.0/24', '1:192.0.2.0/24']}\n", "r: {type: RMX, value: apl:l.example.com.}\nl: {type: APL, value: ['1:192.0.2.0/24', '1:198.51.100.0/24']}\n" },

        // Never touched: the generic form, shared lists, what a comment says is meant so, what would change a verdict.
        { "a: {type: RMX, value: '\\# 12 0120c63364070120c6336407'}\n", "a: {type: RMX, value: '\\# 12 0120c63364070120c6336407'}\n" },
        { "a: {type: RMX, value: &l [mx, mx]}\nb: {type: RMX, value: *l}\n", "a: {type: RMX, value: &l [mx, mx]}\nb: {type: RMX, value: *l}\n" },
        { "a: {type: RMX, value: [mx, mx]} # rmx-lint: disable=rmx-duplicate-entry meant so\n", "a: {type: RMX, value: [mx, mx]} # rmx-lint: disable=rmx-duplicate-entry meant so\n" },
        { "a: {type: RMX, value: ['ipv4:198.51.100.0/25', '!ipv4:198.51.100.0/24', 'ipv4:198.51.100.128/25']}\n", "a: {type: RMX, value: ['ipv4:198.51.100.0/25', '!ipv4:198.51.100.0/24', 'ipv4:198.51.100.128/25']}\n" },
        { "a: {type: RMX, value: \"mx \\x6dx\"}\n", "a: {type: RMX, value: \"mx \\x6dx\"}\n" },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Only_the_entries_change(string before, string after)
    {
        string zone = _folder.Write("example.com.yaml", Head + before);
        RmxRun run = RmxRun.Of("lint", zone, "--fix", "--fail-on", "never");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Head + after, File.ReadAllText(zone));
        _ = RmxRun.Of("lint", zone, "--fix");
        Assert.Equal(Head + after, File.ReadAllText(zone));
    }

    [Theory]
    [InlineData("a RMX mx mx ; c\n", "a RMX mx ; c\n")]
    [InlineData("a RMX ( ipv4:198.51.100.0/25 ; one\n   ipv4:198.51.100.128/25 ; two\n   mx )\n", "a RMX ( ipv4:198.51.100.0/24 ; one\n   ; two\n   mx )\n")]
    [InlineData("a RMX ipv4:198.51.100.7/24\tmx\n", "a RMX ipv4:198.51.100.0/24\tmx\n")]
    [InlineData("a TYPE65280 \\# 12 0120c63364070120c6336407\n", "a TYPE65280 \\# 12 0120c63364070120c6336407\n")]
    public void Master_files_too(string before, string after)
    {
        string zone = _folder.Write("example.com.zone", MasterHead + before);
        _ = RmxRun.Of("lint", zone, "--fix");
        Assert.Equal(MasterHead + after, File.ReadAllText(zone));
    }

    [Fact]
    public void The_patch_of_a_dry_run_does_what_fix_does()
    {
        var text = new StringBuilder(Head);
        foreach ((string name, int i) in new[] { "a", "b", "c" }.Select((name, i) => (name, i)))
            text.Append(string.Concat(Enumerable.Range(0, 5 * i).Select(line => $"{name}{line}: {{type: A, value: 192.0.2.{line}}}\n"))).Append($"{name}:\n  type: RMX\n  value:\n    - mx\n    - mx # twice\n    - ipv4:192.0.2.1/24\n    - ipv4:192.0.3.0/24\n");
        string zone = _folder.Write("example.com.yaml", text.ToString().TrimEnd('\n'));
        RmxRun run = RmxRun.Of("lint", zone, "--fix", "--dry-run");
        Assert.Equal((0, text.ToString().TrimEnd('\n')), (run.ExitCode, File.ReadAllText(zone)));
        string patched = _folder.Write("patched/example.com.yaml", File.ReadAllText(zone));
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), zone).Replace('\\', '/');
        string patch = _folder.Write("patch", run.Output.Replace($"/{relative}\n", "/example.com.yaml\n", StringComparison.Ordinal));
        using Process? git = Process.Start(new ProcessStartInfo("git", ["apply", "--unsafe-paths", patch]) { WorkingDirectory = Path.GetDirectoryName(patched), RedirectStandardError = true });
        string fault = git!.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, fault + run.Output);
        _ = RmxRun.Of("lint", zone, "--fix");
        Assert.Equal(File.ReadAllText(zone), File.ReadAllText(patched));
        Assert.NotEqual(text.ToString().TrimEnd('\n'), File.ReadAllText(zone));
    }

    [Fact]
    public void Permissions_links_and_a_mark_in_front_stay()
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];
        string target = _folder.Write("zones/kept.yaml", ""), link = _folder.PathOf("zones/example.com.yaml");
        File.WriteAllBytes(target, [.. mark, .. Encoding.UTF8.GetBytes(Head + "a: {type: RMX, value: [mx, mx]}\n")]);
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, Mode);
        File.CreateSymbolicLink(link, "kept.yaml");
        _ = RmxRun.Of("lint", link, "--fix", "--follow-links");
        Assert.Equal([.. mark, .. Encoding.UTF8.GetBytes(Head + "a: {type: RMX, value: [mx]}\n")], File.ReadAllBytes(target));
        Assert.Equal("kept.yaml", new FileInfo(link).LinkTarget);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(target) == Mode);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.PathOf("zones")).Length);
    }

    [Theory]
    [InlineData("a: {type: RMX, value: [mx, mx]}\nb: \0\n", ":4:4: error: a NUL")]
    [InlineData("a: {type: RMX, value: [mx, mx]}\nb: \xFF\n", ":4:4: error: octet 0xFF is not UTF-8")]
    public void What_is_no_text_is_an_error_at_its_place_and_nothing_is_written(string lines, string expected)
    {
        string zone = _folder.PathOf("example.com.yaml");
        byte[] octets = Encoding.Latin1.GetBytes(Head + lines);
        File.WriteAllBytes(zone, octets);
        RmxRun run = RmxRun.Of("lint", zone, "--fix");
        Assert.Contains(zone + expected, run.Output, StringComparison.Ordinal);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(octets, File.ReadAllBytes(zone));
    }

    [Fact]
    public void Dry_run_alone_ends_with_2() => Assert.Equal(2, RmxRun.Of("lint", _folder.Write("example.com.yaml", Head), "--dry-run").ExitCode);
}
