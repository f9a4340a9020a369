using RmxDns.Zones.Lint;
using Spectre.Console;

namespace RmxDns.Tool.Output;

/// <summary>
/// Where a verb prints. A terminal gets borders and colours by Spectre.Console, colours only while <c>NO_COLOR</c> is unset
/// (https://no-color.org) and <c>TERM</c> is not <c>dumb</c>; a pipe or file gets plain lines, the same every time.
/// </summary>
/// <param name="output">Where text goes.</param>
/// <param name="isTerminal">Whether a person looks.</param>
/// <param name="colours">Whether colours may be used; of use on a terminal alone.</param>
/// <param name="width">The columns of a terminal.</param>
internal sealed class Screen(TextWriter output, bool isTerminal, bool colours, int width)
{
    private const int Narrowest = 40;

    private readonly Lazy<IAnsiConsole> _console = new(() =>
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal && colours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Math.Max(width, Narrowest);
        return console;
    });

    /// <summary>Whether a person looks.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Whether what is drawn may have colours.</summary>
    public bool HasColours => isTerminal && colours;

    /// <summary>The screen behind a writer: a terminal only when it is the program's own standard output and that is one.</summary>
    public static Screen Of(TextWriter output)
    {
        bool isTerminal = Terminal.IsTerminal(output);
        return new Screen(output, isTerminal, Terminal.HasColour(output), isTerminal ? Console.WindowWidth : int.MaxValue);
    }

    /// <summary>A line, which starts no pipeline's command.</summary>
    public void Line(string text = "") => output.WriteLine(PipelineCommands.DefuseLine(text));

    /// <summary>Something that Spectre.Console draws; for terminals.</summary>
    public void Draw(Spectre.Console.Rendering.IRenderable drawing)
    {
        _console.Value.Write(drawing);
        output.Flush();
    }
}
