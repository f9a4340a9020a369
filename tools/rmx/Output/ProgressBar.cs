using Spectre.Console;

namespace RmxDns.Tool.Output;

/// <summary>A bar for work that takes long: on standard error, and on a terminal alone.</summary>
internal static class ProgressBar
{
    /// <summary>Does the work; it calls what it is given for each item that is done, from any thread.</summary>
    /// <param name="error">Standard error.</param>
    /// <param name="what">What is done, in a few words.</param>
    /// <param name="count">How many items there are.</param>
    /// <param name="work">The work.</param>
    public static void During(TextWriter error, string what, int count, Action<Action> work)
    {
        if (!Terminal.IsTerminal(error) || !Terminal.MovesCursor)
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
