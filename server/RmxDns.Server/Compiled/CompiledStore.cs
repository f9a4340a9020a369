using Microsoft.Extensions.Logging;
using RmxDns.Server.Reload;
using RmxDns.Snapshot;
using RmxDns.Zones.Lint;

namespace RmxDns.Server.Compiled;

/// <summary>
/// The compiled snapshot of the state folder: zones as they were compiled, so that a start with unchanged files reads and compiles
/// none. One file holds all zones; a zone whose file has changed is passed over and costs the others nothing. What is damaged, or was made by another
/// program or with other settings, is reported and made anew. Without a state folder there is none.
/// </summary>
internal sealed class CompiledStore : IDisposable
{
    private const string FileName = "compiled";

    // Writing takes no more than this share of the time, however often zones change.
    private const int LeastRestPerWrite = 50;

    private static readonly TimeSpan RestAfterFault = TimeSpan.FromMinutes(1);

    private readonly StateFolder? _folder;
    private readonly byte[] _key;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private IReadOnlyList<CompiledEntry> _rows = [];
    private Dictionary<string, CompiledEntry> _byPath = [];
    private MappedFile? _file;
    private long _lastWrite;
    private TimeSpan _rest;
    private int _restored;

    private CompiledStore(StateFolder? folder, byte[] key, ILogger logger, TimeProvider clock)
    {
        _folder = folder;
        _key = key;
        _logger = logger;
        _clock = clock;
    }

    /// <summary>Whether compiled zones are kept at all.</summary>
    public bool IsKept => _folder is not null;

    /// <summary>Opens the snapshot of a folder.</summary>
    /// <param name="folder">The state folder; null for none.</param>
    /// <param name="key">The key of the program and its settings (<see cref="CompiledKey"/>).</param>
    /// <param name="logger">Told why a snapshot is not used.</param>
    /// <param name="clock">Says when to write again.</param>
    public static CompiledStore Open(StateFolder? folder, byte[] key, ILogger logger, TimeProvider clock)
    {
        var store = new CompiledStore(folder, key, logger, clock);
        if (folder is not null)
            store.Map(folder.PathOf(FileName));
        return store;
    }

    /// <summary>The zone that is on disk for a file; null when there is none.</summary>
    public CompiledEntry? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>Whether exactly these files were compiled together, in this order, and hold now what they held then.</summary>
    public bool IsOf(IReadOnlyList<string> paths, Func<string, ContentHash?> contentOf)
    {
        bool same = paths.SequenceEqual(_rows.Select(row => row.Path));
        for (int i = 0; same && i < paths.Count; i++)
            same = contentOf(paths[i]) == _rows[i].Source;
        return same;
    }

    /// <summary>Uses nothing of what is on disk.</summary>
    public void Forget() => (_rows, _byPath) = ([], []);

    /// <summary>Takes a zone from disk, all of it checked; null, with a line in the log, when something is wrong with it. Safe for several threads.</summary>
    public RestoredZone? TryRestore(CompiledEntry entry)
    {
        try
        {
            RestoredZone restored = Restore(entry, _file!);
            _ = Interlocked.Increment(ref _restored);
            return restored;
        }
        catch (Exception fault) when (fault is IOException or FormatException or ArgumentException)
        {
            _logger.ZoneUnusable(FindingText.Escape(entry.Path), FindingText.Escape(fault.Message));
            return null;
        }
    }

    /// <summary>Says how much of the first load came from here.</summary>
    public void Report(int zones)
    {
        if (_rows.Count > 0)
            _logger.ZonesRestored(_restored, zones);
    }

    /// <summary>Writes the zones that are served, unless they are on disk as they are.</summary>
    /// <param name="zones">The zones that are to be found at the next start, in the order in which their files take precedence.</param>
    /// <param name="cancellation">Ends the writing; what is on disk stays.</param>
    /// <returns>When to try again, since the last writing was too short a time ago or this one failed; null when they are on disk.</returns>
    public TimeSpan? Save(IReadOnlyList<CompiledZone> zones, CancellationToken cancellation)
    {
        if (_folder is null || (zones.Count == _rows.Count && zones.All(zone => zone.Notes is null)))
            return null;
        TimeSpan left = _rest - _clock.GetElapsedTime(_lastWrite);
        if (left > TimeSpan.Zero)
            return left;
        long started = _clock.GetTimestamp();
        bool saved = false;
        try
        {
            Write(_folder, zones, cancellation);
            _logger.SnapshotWritten(zones.Count, _file!.Length, (long)_clock.GetElapsedTime(started).TotalMilliseconds);
            saved = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _logger.SnapshotUnwritten(FindingText.Escape(fault.Message));
        }
        _rest = saved ? LeastRestPerWrite * _clock.GetElapsedTime(started) : RestAfterFault;
        _lastWrite = _clock.GetTimestamp();
        return saved ? null : _rest;
    }

    public void Dispose() => Release();

    private void Map(string path)
    {
        try
        {
            _file = MappedFile.Open(path);
            if (_file is null)
                return;
            IReadOnlyList<CompiledEntry> rows = CompiledFile.ReadDirectory(_file, _key, out HashKey hashKey);
            if (!HashKey.TryUse(hashKey))
                throw new OutdatedException("its tables have another hash key");
            TakeUp(rows);
        }
        catch (OutdatedException fault)
        {
            _logger.SnapshotOutdated(FindingText.Escape(path), FindingText.Escape(fault.Message));
            Release();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            _logger.SnapshotUnusable(FindingText.Escape(path), FindingText.Escape(fault.Message));
            Release();
        }
    }

    private void Write(StateFolder folder, IReadOnlyList<CompiledZone> zones, CancellationToken cancellation)
    {
        // What lost its notes with a file that went away is read from its source at the next start.
        CompiledZone[] whole = [.. zones.Where(zone => zone.Notes is not null || _byPath.ContainsKey(zone.Path))];
        folder.Replace(FileName, stream => CompiledFile.Write(stream, _key, whole.Select(WithNotes), cancellation));
        Release();
        _file = MappedFile.Open(folder.PathOf(FileName)) ?? throw new IOException("it was removed while it was written");
        TakeUp(CompiledFile.ReadDirectory(_file, _key, out _));
        foreach (CompiledZone zone in whole)
            zone.Notes = null;
    }

    /// <summary>The notes of a zone from memory, or from the file that is about to be replaced.</summary>
    private (CompiledZone Zone, byte[] Notes, byte[]? Digest) WithNotes(CompiledZone zone)
    {
        if (zone.Notes is { } notes)
            return (zone, notes, null);
        CompiledEntry row = _byPath[zone.Path];
        return (zone, _file!.Part(row.NotesOffset, row.Notes).ToArray(), row.Digest);
    }

    private void TakeUp(IReadOnlyList<CompiledEntry> rows)
    {
        _rows = rows;
        _byPath = rows.ToDictionary(row => row.Path);
    }

    /// <summary>Lets go of the file, unless zones of it may be served.</summary>
    private void Release()
    {
        if (_restored == 0)
            _file?.Dispose();
        (_file, _restored) = (null, 0);
        Forget();
    }

    private static unsafe RestoredZone Restore(CompiledEntry entry, MappedFile file)
    {
        ReadOnlySpan<byte> slots = file.Part(entry.Offset, checked(entry.Slots * sizeof(ulong))), block = file.Part(entry.BlockOffset, entry.Block);
        if (!CompiledFile.Digest(slots, block, file.Part(entry.NotesOffset, entry.Notes)).AsSpan().SequenceEqual(entry.Digest))
            throw new DamagedException("it is damaged");
        Zone zone = Zone.Restore(entry.Apex, entry.Numbers, file.Start + entry.BlockOffset, entry.Block, (ulong*)(file.Start + entry.Offset), entry.Slots)
            ?? throw new DamagedException("it is not what this server writes");
        using var stream = new UnmanagedMemoryStream(file.Start + entry.NotesOffset, entry.Notes);
        using var reader = new BinaryReader(stream);
        return new RestoredZone(new CompiledZone(entry.Path, entry.Source, entry.Content, zone), CompiledNotes.Decode(reader));
    }
}
