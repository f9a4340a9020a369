using System.Text;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Converting;

/// <summary>A file that appears whole or not at all: written beside its place, on the disk, and then moved there. Faults are values.</summary>
internal static class NewFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="text">What goes into it.</param>
    /// <param name="replace">Whether one that is there is replaced.</param>
    /// <param name="fault">Why not.</param>
    public static bool TryWrite(string path, string text, bool replace, out string fault)
    {
        fault = "";
        if (!replace && Path.Exists(path))
        {
            fault = $"{FindingText.Quote(path)} is there already; --force replaces it";
            return false;
        }
        string beside = Path.Combine(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", $".{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, replace);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            fault = $"{FindingText.Quote(path)} cannot be written: {exception.Message}";
            File.Delete(beside);
            return false;
        }
    }
}
