using System.Diagnostics;
using RmxDns.Server.Reload;
using RmxDns.Wire;

namespace RmxDns.Server.Tests.Reload;

/// <summary>The state folder: whole files only, one process, no link followed, nobody else's, damage never in silence.</summary>
public sealed class StateFolderTests : IDisposable
{
    private static readonly string[] Hostile =
        [@"\.\./\.\./x.test", @"a\.b.test", @"new\010line.test", @"esc\027[2J.test", @"\000.test", @"space\032d.test", @"\255.test", "."];

    private readonly string _root = Directory.CreateTempSubdirectory("rmxdns-state-").FullName;
    private readonly SettableClock _clock = new() { Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000) };

    private string State => Path.Combine(_root, "state");

    private string Serials => Path.Combine(State, "serials");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Every_zone_name_comes_back_and_none_becomes_a_path()
    {
        Fill();
        Assert.Equal(["lock", "serials"], Directory.EnumerateFileSystemEntries(State).Select(Path.GetFileName).Order());
        Assert.Equal([State], Directory.EnumerateFileSystemEntries(_root));
        using SerialStore again = Open();
        Assert.Empty(again.Damage);
        Assert.Equal(Hostile.Length, again.Book.Entries.Count);
        for (int i = 0; i < Hostile.Length; i++)
            Assert.Equal(new SerialEntry((uint)i, i == 0 ? null : HashOf(i)), again.Book.Entries[Name.Parse(Hostile[i])]);
    }

    [Fact]
    public void Files_are_for_the_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        if (OperatingSystem.IsWindows())
            return;
        Fill();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Serials));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(State, "lock")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(State));
    }

    [Theory]
    [InlineData("serials")]
    [InlineData("lock")]
    public void A_link_in_the_place_of_a_file_is_replaced_and_not_followed(string name)
    {
        Fill();
        string victim = Path.Combine(_root, "victim");
        File.Move(Path.Combine(State, name), victim);
        byte[] before = File.ReadAllBytes(victim);
        _ = File.CreateSymbolicLink(Path.Combine(State, name), victim);
        using (SerialStore store = Open())
        {
            Assert.Equal(name == "serials", store.Damage.Count > 0);
            store.Book.Note(Name.Parse("new.test"), 3);
            Assert.True(store.TrySave(out string fault), fault);
        }
        Assert.Equal(before, File.ReadAllBytes(victim));
        Assert.Null(new FileInfo(Path.Combine(State, name)).LinkTarget);
    }

    [Fact]
    public void A_link_to_a_folder_is_replaced_as_well()
    {
        using (Open()) { }
        File.Delete(Serials);
        _ = Directory.CreateSymbolicLink(Serials, _root);
        using SerialStore store = Open();
        Assert.NotEmpty(store.Damage);
        Assert.Null(new FileInfo(Serials).LinkTarget);
        Assert.True(File.Exists(Serials));
    }

    [Fact]
    public void A_link_that_comes_while_the_server_runs_is_replaced_too()
    {
        string victim = Path.Combine(_root, "victim");
        File.WriteAllText(victim, "untouched");
        using SerialStore store = Open();
        File.Delete(Serials);
        _ = File.CreateSymbolicLink(Serials, victim);
        store.Book.Note(Name.Parse("new.test"), 3);
        Assert.True(store.TrySave(out string fault), fault);
        Assert.Equal("untouched", File.ReadAllText(victim));
        Assert.Null(new FileInfo(Serials).LinkTarget);
    }

    [Fact]
    public void Two_servers_do_not_share_a_folder()
    {
        using SerialStore first = Open();
        Assert.False(SerialStore.TryOpen(State, _clock, out SerialStore second, out string fault));
        second.Dispose();
        Assert.NotEqual("", fault);
    }

    [Fact]
    public void What_a_killed_server_left_half_written_is_removed()
    {
        Fill();
        string leftover = Path.Combine(State, ".new-0123");
        File.WriteAllText(leftover, "half");
        using SerialStore store = Open();
        Assert.False(File.Exists(leftover));
        Assert.Empty(store.Damage);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_fault()
    {
        File.WriteAllText(Path.Combine(_root, "file"), "");
        Assert.False(SerialStore.TryOpen(Path.Combine(_root, "file", "state"), _clock, out SerialStore store, out string fault));
        store.Dispose();
        Assert.NotEqual("", fault);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_folder_that_others_may_write_into_is_refused(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        if (OperatingSystem.IsWindows())
            return;
        Fill();
        UnixFileMode own = File.GetUnixFileMode(State);
        File.SetUnixFileMode(State, own | more);
        AssertRefused($"others may write into {State}; chmod go-w takes that from them");
        File.SetUnixFileMode(State, own | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        using SerialStore store = Open();
        Assert.Empty(store.Damage);
    }

    [Fact]
    public void A_folder_of_another_user_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can give a folder away");
        Fill();
        using (var process = Process.Start("chown", ["65534", State]))
            process.WaitForExit();
        AssertRefused($"{State} belongs to another user");
    }

    [Fact]
    public void Damage_to_any_octet_is_seen_and_no_serial_goes_back()
    {
        Fill();
        byte[] whole = File.ReadAllBytes(Serials);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x01;
            Assert.True(SeesDamage(damaged), $"octet {at}");
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_damaged()
    {
        Fill();
        byte[] whole = File.ReadAllBytes(Serials);
        // Without the very last line feed nothing is missing yet.
        for (int length = 0; length < whole.Length - 1; length++)
            Assert.True(SeesDamage(whole[..length]), $"{length} octets");
    }

    [Fact]
    public void A_zone_whose_serial_is_lost_starts_from_the_clock_even_after_the_next_restart()
    {
        Fill();
        string[] lines = File.ReadAllLines(Serials);
        File.WriteAllLines(Serials, lines.Where(line => !line.Contains("esc", StringComparison.Ordinal)));
        string kept = File.ReadAllText(Serials);
        using (SerialStore store = Open())
        {
            Assert.NotEmpty(store.Damage);
            Assert.Equal(kept, File.ReadAllText(store.DamagedPath));
        }
        _clock.Now -= TimeSpan.FromDays(100);
        using SerialStore again = Open();
        Assert.Empty(again.Damage);
        Assert.Equal(1_800_000_000u, again.Book.Assign(Name.Parse(@"esc\027[2J.test"), HashOf(99), modified: 1_700_000_000));
        Assert.Equal(1_900_000_000u, again.Book.Assign(Name.Parse("later.test"), HashOf(99), modified: 1_900_000_000));
        Assert.Equal(2, again.Book.StartedAtFloor.Count);
        Assert.Equal(7u, again.Book.Assign(Name.Parse("."), HashOf(7), modified: 1_700_000_000));
    }

    [Fact]
    public void Damage_is_logged_and_so_is_each_serial_taken_from_the_clock()
    {
        using var bench = new KeeperBench { StatePath = State };
        File.SetLastWriteTimeUtc(bench.Write("a.test", KeeperBench.Text("192.0.2.1")), DateTime.UnixEpoch.AddSeconds(1000));
        bench.Start();
        Assert.Equal(1000u, bench.SerialOf("a.test"));
        File.WriteAllText(Serials, "");
        bench.Clock.Now = _clock.Now;
        _ = bench.Log.Take();
        bench.Start();
        Assert.Equal(1_800_000_000u, bench.SerialOf("a.test"));
        IReadOnlyList<string> log = bench.Log.Take();
        Assert.Contains(log, line => line.StartsWith("Error: the serials in the state folder are damaged (the last line is missing)", StringComparison.Ordinal));
        Assert.Contains(log, line => line.StartsWith("Warning: zone a.test. gets serial 1800000000 from the clock", StringComparison.Ordinal));
    }

    private bool SeesDamage(byte[] octets)
    {
        File.WriteAllBytes(Serials, octets);
        using SerialStore store = Open();
        // What is read in spite of the damage is what was written.
        foreach ((Name zone, SerialEntry entry) in store.Book.Entries)
            Assert.Equal(Array.FindIndex(Hostile, name => Name.Parse(name).Equals(zone)), (int)entry.Serial);
        return store.Damage.Count > 0 && store.Book.Floor == 1_800_000_000;
    }

    private void AssertRefused(string why)
    {
        Assert.False(SerialStore.TryOpen(State, _clock, out SerialStore store, out string fault));
        store.Dispose();
        Assert.Equal(why, fault);
    }

    private void Fill()
    {
        using SerialStore store = Open();
        store.Book.Note(Name.Parse(Hostile[0]), 0);
        for (int i = 1; i < Hostile.Length; i++)
            Assert.Equal((uint)i, store.Book.Assign(Name.Parse(Hostile[i]), HashOf(i), modified: (uint)i));
        Assert.True(store.TrySave(out string fault), fault);
    }

    private SerialStore Open()
    {
        Assert.True(SerialStore.TryOpen(State, _clock, out SerialStore store, out string fault), fault);
        return store;
    }

    private static ContentHash HashOf(int content) => ContentHash.OfOctets([(byte)content]);
}
