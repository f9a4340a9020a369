using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Converting;

/// <summary>Where a conversion reads and writes.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Output">The folder for new files; null for standard output, which takes one zone.</param>
/// <param name="Force">Whether files that are there are replaced.</param>
internal sealed record ConversionTargets(IReadOnlyList<string> Paths, string? Output, bool Force);

/// <summary>
/// Files, or those of folders, from one format into another. Each file stands alone: one that is refused, with its findings on standard
/// error, keeps no other from being written. A new file appears whole or not at all, and replaces none unless that is asked for.
/// </summary>
/// <param name="verb">The verb, for messages.</param>
/// <param name="isInput">Whether a file of a folder is one to convert, by its name.</param>
/// <param name="convert">Converts a file.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class ConversionRun(string verb, Predicate<string> isInput, Func<string, ConvertedZone> convert, TextWriter output, TextWriter error)
{
    private readonly Dictionary<string, string> _written = new(StringComparer.Ordinal);

    /// <summary>Converts; the exit code.</summary>
    public int Run(ConversionTargets targets)
    {
        if (TryGather(targets.Paths) is not { } files)
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
        foreach (string file in files)
            whole &= Convert(file, targets);
        return whole ? ExitCode.Fine : ExitCode.Found;
    }

    private List<string>? TryGather(IReadOnlyList<string> paths)
    {
        var files = new List<string>();
        foreach (string path in paths)
        {
            try
            {
                files.AddRange(ZoneFolder.Scan(path, isInput));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                _ = Refuse(fault.Message);
                return null;
            }
        }
        return files;
    }

    private bool Convert(string file, ConversionTargets targets)
    {
        ConvertedZone converted = convert(file);
        foreach (Finding finding in converted.Findings)
            error.WriteLine(finding);
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
        error.WriteLine($"{FindingText.Escape(file)} -> {FindingText.Escape(path)}");
        return converted.Whole;
    }

    private bool Fail(string message)
    {
        error.WriteLine($"rmx {verb}: {FindingText.Escape(message)}");
        return false;
    }

    private int Refuse(string message)
    {
        _ = Fail(message);
        return ExitCode.CannotRun;
    }
}
