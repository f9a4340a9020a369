using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RmxDns.Server.Reload;

/// <summary>
/// Asks the system for a file's identity; links are followed. On Linux by statx(2), whose structure is the same on every
/// processor; elsewhere from what .NET gives: size and mtime. No answer, for whatever reason, is null.
/// </summary>
internal static partial class FileStatus
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7FF;
    private const int TypeBits = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>The identity of what a path leads to.</summary>
    public static FileIdentity? Of(string path) => OperatingSystem.IsLinux() ? Query(CurrentFolder, path, 0) : Portable(path);

    /// <summary>The identity of an open file, whatever its path leads to by now.</summary>
    /// <param name="handle">The file.</param>
    /// <param name="path">Its path, for systems where only that can be asked.</param>
    public static FileIdentity? Of(SafeFileHandle handle, string path) =>
        OperatingSystem.IsLinux() ? Query((int)handle.DangerousGetHandle(), "", EmptyPath) : Portable(path);

    /// <summary>Whether an open file or folder belongs to the user that the process runs as. Where the system does not tell, it does.</summary>
    public static bool IsOwn(SafeFileHandle handle) => !OperatingSystem.IsLinux()
        || (StatX((int)handle.DangerousGetHandle(), "", EmptyPath, BasicFields, out StatXBuffer status) == 0 && status.Owner == EffectiveUser());

    private static FileIdentity? Query(int folder, string path, int flags)
    {
        if (StatX(folder, path, flags, BasicFields, out StatXBuffer status) != 0)
            return null;
        return new FileIdentity(
            ((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode, (long)status.Size,
            (status.ModifiedSeconds * 1_000_000_000) + status.ModifiedNanoseconds,
            (status.ChangedSeconds * 1_000_000_000) + status.ChangedNanoseconds,
            (status.Mode & TypeBits) == RegularFile);
    }

    internal static FileIdentity? Portable(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            if (!file.Exists)
                return null;
            long modified = FileIdentity.ToNanoseconds(file.LastWriteTimeUtc);
            return new FileIdentity(0, 0, file.Length, modified, modified, (file.Attributes & FileAttributes.Device) == 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out StatXBuffer buffer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    /// <summary>
    /// struct statx, 256 octets: owner at 20, mode 28, inode 32, size 40, ctime 96, mtime 112 (each 64 bits of seconds and 32 of
    /// nanoseconds), device 136 (major) and 140 (minor).
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatXBuffer
    {
        [FieldOffset(20)] public uint Owner;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Size;
        [FieldOffset(96)] public long ChangedSeconds;
        [FieldOffset(104)] public uint ChangedNanoseconds;
        [FieldOffset(112)] public long ModifiedSeconds;
        [FieldOffset(120)] public uint ModifiedNanoseconds;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
