using RmxDns.Tool.Linting.Policy;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Linting.Fixing;

/// <summary>What <c>--fix</c> does with the files that can be mended: writes them, or prints what would change.</summary>
/// <param name="options">The command line.</param>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class FixRun(LintOptions options, TextWriter output, TextWriter error)
{
    /// <summary>Prints the patch, or writes the files; false when one cannot be written.</summary>
    public bool Finish(IReadOnlyList<FixedFile> files, IReadOnlyList<string> left)
    {
        foreach (string each in left)
            error.WriteLine($"rmx lint: {FindingText.Escape(each)}");
        if (options.DryRun)
        {
            foreach (FixedFile file in files)
                Patch.Write(output, Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(file.File.Path)).Replace('\\', '/'), file.Text);
            return true;
        }
        foreach (FixedFile file in files)
        {
            if (!TryWrite(file))
                return false;
        }
        if (files.Count > 0)
            error.WriteLine($"rmx lint: {files.Sum(file => file.Text.Fixes)} findings mended in {files.Count} {(files.Count == 1 ? "file" : "files")}");
        return true;
    }

    private bool TryWrite(FixedFile file)
    {
        string path = file.File.Path;
        try
        {
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(file.File.Octets.Span))
                throw new IOException("it was changed meanwhile");
            AtomicFile.Write(path, file.Text.ToOctets());
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx lint: {FindingText.Escape(path)} cannot be mended: {FindingText.Escape(fault.Message)}");
            return false;
        }
    }
}
