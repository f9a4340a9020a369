using RmxDns.Server.Reload;

namespace RmxDns.Server.Tests.Reload;

/// <summary>Polling sees every way in which a zone file can come, change and go.</summary>
public sealed class WatchedFilesTests : IDisposable
{
    private readonly KeeperBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_new_file_is_served_after_the_next_poll()
    {
        _bench.Start();
        Assert.Equal("REFUSED", _bench.Www("a.test"));
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
    }

    [Fact]
    public void Every_one_of_many_quick_changes_in_place_is_seen_although_size_and_mtime_stay()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.10"));
        DateTime modified = DateTime.UtcNow.AddDays(-1);
        _bench.Start();
        for (int i = 10; i < 60; i++)
        {
            _ = _bench.Write("a.test", KeeperBench.Text($"192.0.2.{i}"));
            File.SetLastWriteTimeUtc(file, modified);
            _bench.Poll();
            Assert.Equal($"192.0.2.{i}", _bench.Www("a.test"));
        }
    }

    [Fact]
    public void A_file_renamed_into_place_is_seen_although_size_and_mtime_stay()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        string other = _bench.PathOf("other");
        File.WriteAllText(other, KeeperBench.Text("192.0.2.2"));
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(file));
        // Long after: only the inode can tell.
        _bench.Clock.Now = DateTimeOffset.UtcNow.AddHours(1);
        _bench.Start();
        File.Move(other, file, overwrite: true);
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
    }

    [Fact]
    public void A_folder_of_links_that_are_turned_together_is_one_change()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mv -T");
        using var folder = new LinkedFolder();
        _bench.Settings = new ReloadSettings([folder.Path]);
        folder.Turn(Version("192.0.2.1"));
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        folder.Turn(Version("192.0.2.2"));
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
        Assert.Equal("192.0.2.2", _bench.Www("b.test"));

        static Dictionary<string, string> Version(string address) =>
            new() { ["a.test.yaml"] = KeeperBench.Text(address), ["b.test.yaml"] = KeeperBench.Text(address) };
    }

    [Fact]
    public void A_path_to_one_file_is_watched_too()
    {
        string file = _bench.PathOf("single.test.yaml");
        File.WriteAllText(file, KeeperBench.Text("192.0.2.1"));
        _bench.Settings = new ReloadSettings([file]);
        _bench.Start();
        File.WriteAllText(file, KeeperBench.Text("192.0.2.2"));
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("single.test"));
        File.Delete(file);
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("single.test"));
        _bench.Hangup();
        Assert.Equal("REFUSED", _bench.Www("single.test"));
        File.WriteAllText(file, KeeperBench.Text("192.0.2.3"));
        _bench.Poll();
        Assert.Equal("192.0.2.3", _bench.Www("single.test"));
    }

    [Fact]
    public void Of_two_paths_with_one_zone_the_first_is_served_and_the_other_is_an_error()
    {
        string second = _bench.PathOf("second");
        _ = Directory.CreateDirectory(second);
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        File.WriteAllText(Path.Combine(second, "A.test.yaml"), KeeperBench.Text("192.0.2.2"));
        _bench.Settings = new ReloadSettings([_bench.Folder, second, _bench.Folder + "/."]);
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Assert.Contains(_bench.Log.Take(), line => line.StartsWith("Error: ", StringComparison.Ordinal)
            && line.Contains("second/A.test.yaml: error:", StringComparison.Ordinal) && line.EndsWith("[duplicate-zone]", StringComparison.Ordinal));
        File.Delete(_bench.FileOf("a.test"));
        _bench.Poll();
        Assert.Equal("192.0.2.2", _bench.Www("a.test"));
    }

    [Fact]
    public void A_file_whose_comment_alone_changes_is_loaded_and_keeps_its_serial()
    {
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        uint serial = _bench.SerialOf("a.test");
        _ = _bench.Write("a.test", "# changed\n" + KeeperBench.Text("192.0.2.1"));
        _bench.Poll();
        Assert.Equal(serial, _bench.SerialOf("a.test"));
    }

    [Fact]
    public void A_touched_file_is_read_and_not_loaded()
    {
        string file = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        var served = _bench.Current.Value;
        _ = _bench.Log.Take();
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(1));
        _bench.Poll();
        _bench.Hangup();
        Assert.Same(served, _bench.Current.Value);
        Assert.Empty(_bench.Log.Take());
    }

    [Fact]
    public void A_pipe_is_an_error_and_holds_nothing_up()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs named pipes in folders");
        using var made = System.Diagnostics.Process.Start("mkfifo", [_bench.FileOf("pipe.test")]);
        Assert.True(made.WaitForExit(10_000));
        _ = _bench.Write("a.test", KeeperBench.Text("192.0.2.1"));
        _bench.Start();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        Assert.Equal("SERVFAIL", _bench.Www("pipe.test"));
        Assert.Contains(_bench.Log.Take(), line => line.Contains("pipe.test.yaml: error: ", StringComparison.Ordinal)
            && line.Contains("not a regular file", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_leads_nowhere_keeps_the_zone_and_is_followed_once_it_leads_somewhere()
    {
        string target = _bench.PathOf("target.yaml");
        _ = File.CreateSymbolicLink(_bench.FileOf("a.test"), target);
        _bench.Start();
        Assert.Equal("SERVFAIL", _bench.Www("a.test"));
        File.WriteAllText(target, KeeperBench.Text("192.0.2.1"));
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
        File.Delete(target);
        _bench.Poll();
        Assert.Equal("192.0.2.1", _bench.Www("a.test"));
    }

    [Fact]
    public void The_portable_way_of_asking_sees_size_and_mtime()
    {
        string file = _bench.Write("a.test", "one");
        FileIdentity? before = FileStatus.Portable(file);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-3));
        FileIdentity? touched = FileStatus.Portable(file);
        File.AppendAllText(file, "more");
        Assert.NotNull(before);
        Assert.NotEqual(before, touched);
        Assert.Equal(7, FileStatus.Portable(file)?.Size);
        Assert.Null(FileStatus.Portable(file + "x"));
        Assert.Equal(FileStatus.Of(file)?.Size, FileStatus.Portable(file)?.Size);
    }

    [Theory]
    [InlineData(1999, true)]
    [InlineData(2000, false)]
    [InlineData(-1, true)]
    [InlineData(-3_600_000, true)]
    public void A_file_is_young_for_two_seconds_after_its_change_and_while_that_lies_ahead(int milliseconds, bool young)
    {
        DateTimeOffset changed = DateTimeOffset.UnixEpoch.AddYears(56);
        var identity = new FileIdentity(1, 2, 3, 0, (changed - DateTimeOffset.UnixEpoch).Ticks * 100, true);
        Assert.Equal(young, identity.IsYoungAt(changed.AddMilliseconds(milliseconds)));
    }

    [Fact]
    public void Identity_is_what_stat_prints()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs stat of coreutils");
        string file = _bench.Write("a.test", "content");
        var start = new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%i %s %.9Y %.9Z", file]) { RedirectStandardOutput = true };
        using var stat = System.Diagnostics.Process.Start(start)!;
        string[] printed = stat.StandardOutput.ReadToEnd().Trim().Replace(".", "", StringComparison.Ordinal).Split(' ');
        FileIdentity identity = Assert.NotNull(FileStatus.Of(file));
        string[] asked = [$"{identity.Inode}", $"{identity.Size}", $"{identity.Modified}", $"{identity.Changed}"];
        Assert.Equal(printed, asked);
    }
}
