using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace RmxDns.Server.Reload;

/// <summary>
/// The folder in which the server keeps what has to survive a restart. One process holds it at a time. Files are replaced whole:
/// written beside their place, flushed, renamed over it, and the folder flushed, so that a crash at any moment leaves the
/// old or the new content. What lies in the place before is never opened for writing: a link is replaced, not followed. A folder that
/// belongs to another user, or that others may write into, is refused: what lies in it may not be what the server wrote.
/// Faults of the system come out as <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal sealed partial class StateFolder : IDisposable
{
    private const string LockName = "lock";
    private const string TemporaryPrefix = ".new-";
    private const UnixFileMode WrittenByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string IsLink = "it is a symbolic link, which is not followed";

    // open(2) and errno(3) on Linux.
    private const int NoWait = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int NoSuchFile = 2;
    private const int TooManyLinks = 40;

    private readonly FileStream _lock;

    private StateFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    // O_NOFOLLOW: Arm and Power have numbers of their own.
    private static int NoLink => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000 : 0x20000;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Takes the folder, made if there is none, for this process.</summary>
    /// <exception cref="IOException">Another process holds it, others may write into it, or it cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static StateFolder Open(string path)
    {
        if (OperatingSystem.IsWindows())
            _ = Directory.CreateDirectory(path);
        else
            RefuseOthers(Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute).FullName);
        string lockPath = System.IO.Path.Combine(path, LockName);
        if (new FileInfo(lockPath).LinkTarget is not null)
            File.Delete(lockPath);
        // No sharing is an advisory lock (flock) on Unix; it ends with the process, however that ends.
        var held = new FileStream(lockPath, Options(FileMode.OpenOrCreate));
        var folder = new StateFolder(path, held);
        try
        {
            folder.RemoveLeftovers();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The path of a file in the folder.</summary>
    /// <param name="name">A name chosen by the server, never one from a zone.</param>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Opens a file of a state folder to be read; null when there is none. On Linux a link is found by the opening itself.</summary>
    /// <exception cref="IOException">It is a link, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle? OpenToRead(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            if (new FileInfo(path).LinkTarget is not null)
                throw new IOException(IsLink);
            return File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
        SafeFileHandle file = OpenPath(path, NoLink | NoWait | CloseOnExec);
        if (!file.IsInvalid)
            return file;
        int fault = Marshal.GetLastPInvokeError();
        file.Dispose();
        return fault switch
        {
            NoSuchFile => null,
            TooManyLinks => throw new IOException(IsLink),
            _ => throw new IOException(Marshal.GetPInvokeErrorMessage(fault)),
        };
    }

    /// <summary>Replaces a file; when this returns, its content is on disk.</summary>
    public void Replace(string name, Action<Stream> write)
    {
        string temporary = PathOf($"{TemporaryPrefix}{Guid.NewGuid():N}");
        try
        {
            using (var file = new FileStream(temporary, Options(FileMode.CreateNew)))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, PathOf(name), overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        FlushFolder();
    }

    /// <summary>Gives a file another name; one that has it already is replaced. A link is deleted.</summary>
    public void SetAside(string name, string newName)
    {
        if (new FileInfo(PathOf(name)).LinkTarget is null)
            File.Move(PathOf(name), PathOf(newName), overwrite: true);
        else
            File.Delete(PathOf(name));
        FlushFolder();
    }

    public void Dispose() => _lock.Dispose();

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    [UnsupportedOSPlatform("windows")]
    private static void RefuseOthers(string path)
    {
        using SafeFileHandle folder = OpenPath(path, 0);
        if (folder.IsInvalid)
            throw new IOException($"cannot open {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        if (!FileStatus.IsOwn(folder))
            throw new IOException($"{path} belongs to another user");
        if ((File.GetUnixFileMode(folder) & WrittenByOthers) != 0)
            throw new IOException($"others may write into {path}; chmod go-w takes that from them");
    }

    /// <summary>A process that was killed while it wrote leaves its file beside the place.</summary>
    private void RemoveLeftovers()
    {
        foreach (string leftover in Directory.EnumerateFiles(Path, TemporaryPrefix + "*"))
            File.Delete(leftover);
    }

    /// <summary>A rename is on disk when its folder is (fsync(2)); .NET opens no folders.</summary>
    private void FlushFolder()
    {
        if (OperatingSystem.IsWindows())
            return;
        using SafeFileHandle folder = OpenPath(Path, 0);
        if (folder.IsInvalid || FlushFile(folder) != 0)
            throw new IOException($"cannot flush {Path}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle OpenPath(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FlushFile(SafeFileHandle file);
}
