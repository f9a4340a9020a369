namespace RmxDns.Zones;

/// <summary>How far the reading of zone files has come, for whoever waits for it. Safe for several threads, one of them looking.</summary>
public sealed class LoadProgress
{
    private long _octets, _read;
    private int _files;

    /// <summary>The octets of all files that reading was begun with.</summary>
    public long Octets => Volatile.Read(ref _octets);

    /// <summary>How many of them were read.</summary>
    public long OctetsRead => Volatile.Read(ref _read);

    /// <summary>How many files were read to their end.</summary>
    public int FilesRead => Volatile.Read(ref _files);

    internal void Begin(int octets) => Interlocked.Add(ref _octets, octets);

    internal void Pass(int octets) => Interlocked.Add(ref _read, octets);

    internal void End() => Interlocked.Increment(ref _files);
}
