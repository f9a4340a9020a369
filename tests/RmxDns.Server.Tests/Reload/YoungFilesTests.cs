using RmxDns.Rdata;
using RmxDns.Server.Compiled;
using RmxDns.Server.Reload;
using RmxDns.Zones;

namespace RmxDns.Server.Tests.Reload;

/// <summary>
/// A file that was read within two seconds of its change is read again: a second write within one tick of the kernel's clock
/// leaves the same identity.
/// </summary>
public sealed class YoungFilesTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly SettableClock _clock = new();
    private readonly FileExaminer _examiner;

    public YoungFilesTests()
    {
        var log = new CollectedLog();
        CompiledStore none = CompiledStore.Open(null, [], log, _clock);
        _examiner = new FileExaminer(
            new ZoneFileLoader(new TypeTable(), new LoadSettings()), none, new SerialBook([], null), 1 << 20, _clock, log);
    }

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1.9, true)]
    [InlineData(2.1, false)]
    [InlineData(-3600, true)]
    public void It_is_due_although_its_identity_is_the_same(double secondsAfterChange, bool due)
    {
        TrackedFile file = ExamineAt(secondsAfterChange);
        Assert.Equal(FileStatus.Of(_path), file.Identity);
        Assert.Equal(due, FileExaminer.IsDue(file));
    }

    [Fact]
    public void Reading_it_again_loads_it_only_if_the_content_is_another()
    {
        TrackedFile file = ExamineAt(0);
        Assert.NotNull(file.Loaded);
        file.Loaded = null;
        _examiner.Examine(file, repeatFailed: false);
        Assert.Null(file.Loaded);
        File.WriteAllText(_path, "other");
        _examiner.Examine(file, repeatFailed: false);
        Assert.NotNull(file.Loaded);
    }

    [Fact]
    public void An_old_file_is_due_as_soon_as_its_identity_is_another()
    {
        TrackedFile file = ExamineAt(60);
        Assert.False(FileExaminer.IsDue(file));
        File.SetLastWriteTimeUtc(_path, DateTime.UnixEpoch);
        Assert.True(FileExaminer.IsDue(file));
    }

    private TrackedFile ExamineAt(double secondsAfterChange)
    {
        File.WriteAllText(_path, "content");
        _clock.Now = DateTimeOffset.UnixEpoch.AddTicks(Assert.NotNull(FileStatus.Of(_path)).Changed / 100).AddSeconds(secondsAfterChange);
        var file = new TrackedFile(_path);
        _examiner.Examine(file, repeatFailed: false);
        return file;
    }
}
