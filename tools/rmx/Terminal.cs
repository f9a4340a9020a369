using System.Text;

namespace RmxDns.Tool;

/// <summary>
/// Standard output and standard error of the process. What goes to a pipe or a file is gathered and written in large pieces; a pipe
/// that nobody reads any more swallows the rest.
/// </summary>
internal static class Terminal
{
    private const int BufferOctets = 1 << 16;

    /// <summary>Standard output: UTF-8 without a mark in front, lines ending in LF.</summary>
    public static TextWriter Output { get; } = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), BufferOctets)
    {
        NewLine = "\n",
        AutoFlush = !Console.IsOutputRedirected,
    };

    /// <summary>Standard error.</summary>
    public static TextWriter Error => Console.Error;

    /// <summary>Whether a writer leads to a person.</summary>
    public static bool IsTerminal(TextWriter writer) =>
        (ReferenceEquals(writer, Output) && !Console.IsOutputRedirected) || (ReferenceEquals(writer, Error) && !Console.IsErrorRedirected);

    /// <summary>Whether text may be coloured: on a terminal that knows colours, unless the variable <c>NO_COLOR</c> is set.</summary>
    public static bool HasColour(TextWriter writer) =>
        IsTerminal(writer) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && MovesCursor;

    /// <summary>Whether a terminal knows escape sequences at all, for lines that are drawn over.</summary>
    public static bool MovesCursor => Environment.GetEnvironmentVariable("TERM") != "dumb";
}
