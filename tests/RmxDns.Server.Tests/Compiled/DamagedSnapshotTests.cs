using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Server.Compiled;
using RmxDns.Server.Reload;
using RmxDns.Server.Tests.Reload;
using RmxDns.Wire;
using RmxDns.Zones;

namespace RmxDns.Server.Tests.Compiled;

/// <summary>A compiled snapshot that is damaged or foreign is ignored, the log says so, and the answers are those of the files.</summary>
public sealed class DamagedSnapshotTests : IDisposable
{
    private readonly CompiledBench _bench = new(seed: 5, zones: 3, queries: 200);
    private readonly byte[][] _fresh;
    private readonly byte[] _whole;

    public DamagedSnapshotTests()
    {
        _ = _bench.Start();
        _fresh = _bench.Answers();
        _bench.Keeper.Save();
        _whole = File.ReadAllBytes(_bench.Path);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Cut_short_anywhere_it_is_not_used()
    {
        for (int length = 0; length < _whole.Length; length += 1 + (_whole.Length / 60))
            StartWith(_whole[..length], $"{length} octets", mostRestored: 0);
        StartWith([.. _whole, 0], "an octet too many", mostRestored: 0);
    }

    [Fact]
    public void With_any_bit_turned_no_zone_of_that_place_is_used()
    {
        for (int at = 0; at < _whole.Length; at += at < 200 ? 7 : 1 + (_whole.Length / 60))
        {
            byte[] damaged = [.. _whole];
            damaged[at] ^= (byte)(1 << (at % 8));
            StartWith(damaged, $"octet {at}", _bench.Count);
        }
    }

    [Fact]
    public void Pieces_in_each_others_place_are_not_used()
    {
        int half = _whole.Length / 2;
        StartWith([.. _whole[half..], .. _whole[..half]], "halves", mostRestored: 0);
        byte[] moved = [.. _whole];
        _whole.AsSpan(CompiledFile.HeaderLength, 4096).CopyTo(moved.AsSpan(half));
        StartWith(moved, "a piece twice", _bench.Count);
    }

    [Fact]
    public void That_of_other_zones_is_not_used()
    {
        using var other = new CompiledBench(seed: 6, zones: 3, queries: 1);
        _ = other.Start();
        other.Keeper.Save();
        // The same folder name would make the paths equal; here the content must tell them apart.
        File.WriteAllBytes(_bench.Path, File.ReadAllBytes(other.Path));
        _ = _bench.Start();
        Assert.Equal(_fresh, _bench.Answers());
    }

    [Fact]
    public void That_of_the_same_files_with_other_content_is_not_used()
    {
        string[] files = Directory.GetFiles(_bench.Keeper.Folder);
        byte[] first = File.ReadAllBytes(files[0]), second = File.ReadAllBytes(files[1]);
        File.WriteAllBytes(files[0], second);
        File.WriteAllBytes(files[1], first);
        _bench.Keeper.StatePath = _bench.Keeper.PathOf("swapped");
        _ = _bench.Start();
        _bench.Keeper.Save();
        byte[] swapped = File.ReadAllBytes(_bench.Path);
        File.WriteAllBytes(files[0], first);
        File.WriteAllBytes(files[1], second);
        _bench.Keeper.StatePath = _bench.Keeper.PathOf("state");
        StartWith(swapped, "contents swapped", _bench.Count - 2);
    }

    [Fact]
    public void Every_setting_that_the_loader_and_the_compiler_read_counts()
    {
        var types = new TypeTable();
        (LoadSettings Load, ReloadSettings Reload) usual = (new LoadSettings(), new ReloadSettings(["zones"]));
        byte[] key = CompiledKey.Of(types, usual.Load, usual.Reload);
        Assert.Equal(key, CompiledKey.Of(types, usual.Load, usual.Reload with { Paths = ["other"], Poll = TimeSpan.Zero, RemovedZoneGrace = TimeSpan.Zero }));
        byte[][] others =
        [
            CompiledKey.Of(new TypeTable(65300), usual.Load, usual.Reload),
            CompiledKey.Of(types, new LoadSettings([Name.Parse("ns.test")]), usual.Reload),
            CompiledKey.Of(types, new LoadSettings([Name.Parse("ns.test"), Name.Parse("ns2.test")]), usual.Reload),
            CompiledKey.Of(types, usual.Load with { MaxFileOctets = 1 << 20 }, usual.Reload),
            CompiledKey.Of(types, usual.Load with { ForLint = true }, usual.Reload),
            CompiledKey.Of(types, usual.Load with { TestAuthority = true }, usual.Reload),
            CompiledKey.Of(types, usual.Load, usual.Reload with { Strict = true }),
            CompiledKey.Of(types, usual.Load, usual.Reload with { EdnsSize = 1400 }),
            CompiledKey.Of(types, usual.Load, usual.Reload with { MaxFileOctets = 1 << 20 }),
            CompiledKey.Of(types, usual.Load, usual.Reload, ["another build"]),
        ];
        Assert.Equal(others.Length + 1, others.Append(key).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void With_other_settings_it_is_made_anew()
    {
        _bench.Keeper.Settings = _bench.Keeper.Settings with { EdnsSize = 1400 };
        IReadOnlyList<string> log = _bench.Start();
        Assert.Equal(0, CompiledBench.Restored(log));
        Assert.Contains(log, line => line.EndsWith("it was made by another version or with other settings", StringComparison.Ordinal));
        _bench.Keeper.Save();
        Assert.Equal(_bench.Count, CompiledBench.Restored(_bench.Start()));
    }

    [Fact]
    public void It_is_for_the_owner_alone_and_a_link_in_its_place_is_replaced_and_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs file modes");
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_bench.Path));
        string victim = _bench.Keeper.PathOf("victim");
        File.Move(_bench.Path, victim);
        _ = File.CreateSymbolicLink(_bench.Path, victim);
        IReadOnlyList<string> log = _bench.Start();
        Assert.Equal(0, CompiledBench.Restored(log));
        Assert.Contains(log, line => line.Contains("it is a symbolic link, which is not followed", StringComparison.Ordinal));
        _bench.Keeper.Save();
        Assert.Null(new FileInfo(_bench.Path).LinkTarget);
        Assert.Equal(_whole, File.ReadAllBytes(victim));
        Assert.Equal(["compiled", "lock", "serials"], Directory.EnumerateFileSystemEntries(_bench.Keeper.StatePath!).Select(Path.GetFileName).Order());
        File.SetUnixFileMode(_bench.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal(0, CompiledBench.Restored(_bench.Start()));
    }

    [Fact]
    public void That_of_another_user_is_not_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can give a file away");
        using (var process = Process.Start("chown", ["65534", _bench.Path]))
            process.WaitForExit();
        IReadOnlyList<string> log = _bench.Start();
        Assert.Equal(0, CompiledBench.Restored(log));
        Assert.Contains(log, line => line.EndsWith("it belongs to another user", StringComparison.Ordinal));
        _bench.Keeper.Save();
        Assert.Equal(_bench.Count, CompiledBench.Restored(_bench.Start()));
    }

    [Fact]
    public void A_table_longer_than_any_is_not_used_though_all_check_values_fit()
    {
        const int Slots = 1 << 28;
        byte[] key = _whole[8..40];
        CompiledEntry first;
        using (MappedFile file = MappedFile.Open(_bench.Path)!)
            first = CompiledFile.ReadDirectory(file, key, out _)[0];
        long end = CompiledFile.HeaderLength + ((long)Slots * sizeof(ulong)) + first.Block + first.Notes;
        using var directory = new MemoryStream();
        using (var writer = new BinaryWriter(directory, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(1);
            (first with { Offset = CompiledFile.HeaderLength, Slots = Slots }).Write(writer);
        }
        byte[] header = _whole[..CompiledFile.HeaderLength];
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(56), end);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(64), directory.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(72), end + directory.Length);
        SHA256.HashData([.. header[..96], .. directory.ToArray()]).CopyTo(header, 96);
        // Two gigabytes, nearly all of them a hole.
        using (FileStream file = File.OpenWrite(_bench.Path))
        {
            file.SetLength(0);
            file.Write(header);
            file.Position = end;
            file.Write(directory.ToArray());
        }
        IReadOnlyList<string> log = _bench.Start();
        Assert.Equal(0, CompiledBench.Restored(log));
        Assert.Contains(log, line => line.EndsWith("its directory leads out of it", StringComparison.Ordinal));
        Assert.Equal(_fresh, _bench.Answers());
    }

    [Fact]
    public void Where_it_cannot_be_written_the_server_serves_on()
    {
        _ = _bench.Start();
        Directory.Delete(_bench.Keeper.StatePath!, recursive: true);
        _ = _bench.Keeper.Write("added.test", KeeperBench.TextWithSerial("192.0.2.1", 1));
        _bench.Keeper.Poll();
        _bench.Keeper.Save();
        Assert.Contains(_bench.Keeper.Log.Take(), line => line.StartsWith("Warning: the compiled snapshot cannot be written", StringComparison.Ordinal));
        Assert.Equal(_fresh, _bench.Answers());
    }

    private void StartWith(byte[] octets, string what, int mostRestored)
    {
        File.WriteAllBytes(_bench.Path, octets);
        IReadOnlyList<string> log = _bench.Start();
        int restored = CompiledBench.Restored(log);
        Assert.True(restored <= mostRestored, what);
        bool reported = log.Any(line => line.Contains(" is not used and is made anew", StringComparison.Ordinal));
        Assert.True(reported || restored == _bench.Count || what == "contents swapped", what);
        Assert.True(_fresh.Zip(_bench.Answers()).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)), what);
    }
}
