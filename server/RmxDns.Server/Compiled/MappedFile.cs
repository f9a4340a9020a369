using System.IO.MemoryMappedFiles;
using RmxDns.Server.Reload;

namespace RmxDns.Server.Compiled;

/// <summary>
/// A file of the state folder, mapped into memory to be read. No link is followed, and nothing is taken that belongs to another user or
/// that others may read or write: it would not be what the server wrote. All of that is asked from the open file. Once something of it is served it stays mapped for as long as the process runs.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedFile(MemoryMappedFile file, long length)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Start = start + _view.PointerOffset;
        Length = length;
    }

    /// <summary>The first octet.</summary>
    public byte* Start { get; }

    /// <summary>How many there are.</summary>
    public long Length { get; }

    /// <summary>A part of the file of at most 2^31-1 octets.</summary>
    public ReadOnlySpan<byte> Part(long offset, int length) => new(Start + offset, length);

    /// <summary>Maps a file; null when there is none.</summary>
    /// <exception cref="IOException">It is none that can be taken, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static MappedFile? Open(string path)
    {
        if (StateFolder.OpenToRead(path) is not { } handle)
            return null;
        try
        {
            if (FileStatus.Of(handle, path) is not { IsRegular: true })
                throw new IOException("it is not a regular file");
            if (!FileStatus.IsOwn(handle))
                throw new IOException("it belongs to another user");
            long length = RandomAccess.GetLength(handle);
            if (length == 0)
                throw new IOException("it is empty");
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(handle) & Others) != 0)
                throw new IOException("others may read or write it");
            return new MappedFile(MemoryMappedFile.CreateFromFile(handle, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false), length);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
