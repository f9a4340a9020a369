using System.Security;
using RmxDns.Rdata;
using RmxDns.Zones;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Linting;

/// <summary>
/// Reads and parses the files of a run. Whatever keeps one from being read is a finding of that file, and so is a link that leads
/// elsewhere (<see cref="LinkGuard"/>). What tells no size, such as a pipe or a device, is an empty file.
/// </summary>
/// <param name="options">The command line.</param>
/// <param name="input">Standard input.</param>
internal sealed class InputReader(LintOptions options, Stream input)
{
    private readonly ZoneFileLoader _loader = new(new TypeTable(options.RmxType), options.Load);
    private readonly MasterFileLoader _master = new(new TypeTable(options.RmxType), options.Load, options.Master);
    private readonly LinkGuard _links = new();

    /// <summary>Reads files, several at a time; <paramref name="done"/> is called for each, from any thread.</summary>
    public IReadOnlyList<LintedFile> Read(IReadOnlyList<string> paths, Action done)
    {
        var files = new LintedFile[paths.Count];
        _ = Parallel.For(0, files.Length, i =>
        {
            files[i] = paths[i] == InputFiles.Stdin ? ReadInput() : Read(paths[i]);
            done();
        });
        return files;
    }

    private LintedFile ReadInput()
    {
        using var octets = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int count; octets.Length <= options.Load.MaxFileOctets && (count = input.Read(buffer)) > 0;)
            octets.Write(buffer, 0, count);
        return Parse(options.StdinFilename, octets.GetBuffer().AsMemory(0, (int)octets.Length));
    }

    private LintedFile Read(string path)
    {
        try
        {
            if (!options.FollowLinks && _links.LeadsOut(path, out string target))
                return Unreadable(path, $"it is a link out of here, to {target}; --follow-links reads it");
            long length = new FileInfo(Target(path) ?? path).Length;
            if (length > options.Load.MaxFileOctets)
                return Unreadable(path, $"{length:N0} octets; a zone file has {options.Load.MaxFileOctets:N0} at most");
            if (length == 0)
                return Parse(path, ReadOnlyMemory<byte>.Empty);
            byte[] octets = new byte[length];
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Parse(path, octets.AsMemory(0, stream.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            return Unreadable(path, fault.Message);
        }
    }

    /// <summary>Parses the text of a file.</summary>
    public LintedFile Parse(string path, ReadOnlyMemory<byte> octets) =>
        new(path, octets, options.InputFormat.IsMaster(path) ? _master.LoadText(path, octets).Zone : _loader.LoadText(path, octets));

    private static LintedFile Unreadable(string path, string why) => new(path, default, ZoneFileLoader.Unreadable(path, why));

    private static string? Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName;
}
