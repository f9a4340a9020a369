using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Output;

/// <summary>A text of the user with the place of a fault under it, as compilers show it.</summary>
internal static class Marked
{
    private const int Longest = 100;

    /// <summary>Prints the message, the text around the fault, and carets below it. White space that moves a cursor is shown as a space.</summary>
    public static void Write(TextWriter error, string text, TextFault fault)
    {
        error.WriteLine($"rmx: at character {fault.Offset + 1}: {FindingText.Escape(fault.Message)}");
        int start = Math.Max(0, Math.Min(fault.Offset, text.Length) - (Longest / 2)), end = Math.Min(text.Length, start + Longest);
        string front = Shown(text[start..Math.Min(fault.Offset, end)]), marked = Shown(text[Math.Min(fault.Offset, end)..Math.Min(fault.Offset + fault.Length, end)]);
        string behind = Shown(text[Math.Min(fault.Offset + fault.Length, end)..end]);
        string shown = $"  {front}{marked}{behind}", safe = PipelineCommands.DefuseLine(shown);
        error.WriteLine(safe);
        error.WriteLine($"  {new string(' ', front.Length + safe.Length - shown.Length)}{new string('^', Math.Max(1, marked.Length))}");
    }

    private static string Shown(string text) => FindingText.Escape(text.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' '));
}
