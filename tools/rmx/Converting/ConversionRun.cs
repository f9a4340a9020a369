using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Converting;

/// <summary>Where a conversion reads and writes.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Output">The folder for new files; null for standard output, which takes one zone.</param>
/// <param name="Force">Whether files that are there are replaced.</param>
/// <param name="InputName">The name under which standard input is read.</param>
internal sealed record ConversionTargets(IReadOnlyList<string> Paths, string? Output, bool Force, string InputName);

/// <summary>A file to convert, or what standard input gave.</summary>
/// <param name="Name">The file; the name under which standard input is read.</param>
/// <param name="Octets">What standard input gave; null for a file.</param>
internal sealed record ConversionSource(string Name, byte[]? Octets);

/// <summary>
/// Files, or those of folders, from one format into another. Each file stands alone: one that is refused, with its findings on standard
/// error, keeps no other from being written. A new file appears whole or not at all, and replaces none unless that is asked for.
/// </summary>
/// <param name="verb">The verb, for messages.</param>
/// <param name="isInput">Whether a file of a folder is one to convert, by its name.</param>
/// <param name="convert">Converts a file.</param>
/// <param name="input">Standard input, which <c>-</c> names.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class ConversionRun(string verb, Predicate<string> isInput, Func<ConversionSource, ConvertedZone> convert, Stream input, TextWriter output, TextWriter error)
{
    /// <summary>What stands for standard input among paths, and for standard output.</summary>
    public const string Standard = "-";

    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>Converts; the exit code.</summary>
    public int Run(ConversionTargets targets)
    {
        if (TryGather(targets) is not { } files)
            return ExitCode.CannotRun;
        if (targets.Output is null && files.Count != 1)
            return Refuse($"{files.Count} zone files; --output DIR says where to write more or less than one");
        try
        {
            if (targets.Output is not null)
                _ = Directory.CreateDirectory(targets.Output);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse(fault.Message);
        }
        bool whole = true;
        foreach (ConversionSource file in files)
            whole &= Convert(file, targets);
        return whole ? ExitCode.Fine : ExitCode.Found;
    }

    private List<ConversionSource>? TryGather(ConversionTargets targets)
    {
        var files = new List<ConversionSource>();
        foreach (string path in targets.Paths)
        {
            try
            {
                if (path == Standard && files.All(file => file.Octets is null))
                    files.Add(new ConversionSource(targets.InputName, ReadInput()));
                else if (path != Standard)
                    files.AddRange(ZoneFolder.Scan(path, isInput).Select(file => new ConversionSource(file, null)));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _ = Refuse(fault.Message);
                return null;
            }
        }
        return files;
    }

    private byte[] ReadInput()
    {
        int most = new LoadSettings().MaxFileOctets;
        using var octets = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        // One octet more than a zone file has tells the loader that it is too many.
        for (int count; octets.Length <= most && (count = input.Read(buffer)) > 0;)
            octets.Write(buffer, 0, count);
        return octets.ToArray();
    }

    private bool Convert(ConversionSource source, ConversionTargets targets)
    {
        string file = source.Name;
        ConvertedZone converted = convert(source);
        foreach (Finding finding in converted.Findings)
            error.WriteLine(PipelineCommands.DefuseLine(finding.ToString()));
        if (converted.Text is null)
            return false;
        if (targets.Output is null)
        {
            output.Write(converted.Text);
            return converted.Whole;
        }
        string path = Path.Combine(targets.Output, converted.FileName);
        if (!_written.TryAdd(path, file))
            return Fail($"{FindingText.Quote(file)} and {FindingText.Quote(_written[path])} would both become {FindingText.Quote(path)}; the first is kept");
        if (!NewFile.TryWrite(path, converted.Text, targets.Force, out string fault))
            return Fail(fault);
        error.WriteLine(PipelineCommands.DefuseLine($"{FindingText.Escape(file)} -> {FindingText.Escape(path)}"));
        return converted.Whole;
    }

    private bool Fail(string message)
    {
        error.WriteLine(PipelineCommands.DefuseLine($"rmx {verb}: {FindingText.Escape(message)}"));
        return false;
    }

    private int Refuse(string message)
    {
        _ = Fail(message);
        return ExitCode.CannotRun;
    }
}
