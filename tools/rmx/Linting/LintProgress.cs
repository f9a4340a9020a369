using Spectre.Console;

namespace RmxDns.Tool.Linting;

/// <summary>A bar for work that takes long: on standard error, on a terminal, and only from many files on.</summary>
internal sealed class LintProgress(TextWriter error)
{
    private const int Many = 2_000;

    /// <summary>Does the work; it calls what it is given for each file that is done, from any thread.</summary>
    /// <param name="what">What is done, in one word.</param>
    /// <param name="count">How many files there are.</param>
    /// <param name="work">The work.</param>
    public void During(string what, int count, Action<Action> work)
    {
        if (count < Many || !Terminal.IsTerminal(error) || !Terminal.MovesCursor)
        {
            work(() => { });
            return;
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = Terminal.HasColour(error) ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(error),
        });
        console.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask bar = context.AddTask(what, maxValue: count);
            work(() => bar.Increment(1));
        });
    }
}
