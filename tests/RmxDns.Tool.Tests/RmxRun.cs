using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>One run of <c>rmx</c> within the test's process: its exit code and what it wrote.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record RmxRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the program with these arguments, at the top of the repository, from where examples name files.</summary>
    public static RmxRun Of(params string[] arguments)
    {
        Environment.CurrentDirectory = Repository.Root;
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = RmxProgram.Run(arguments, output, error);
        return new RmxRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the program with this text on standard input; for tests of the collection <see cref="StandardInput"/>.</summary>
    public static RmxRun With(string input, params string[] arguments)
    {
        TextReader before = Console.In;
        Console.SetIn(new StringReader(input));
        try
        {
            return Of(arguments);
        }
        finally
        {
            Console.SetIn(before);
        }
    }
}
