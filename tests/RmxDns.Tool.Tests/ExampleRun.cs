namespace RmxDns.Tool.Tests;

/// <summary>
/// Runs an example of a manual or document as a shell would, from the top of the repository: words as <see cref="ShellWords"/>
/// splits them, <c>echo TEXT |</c> in front as standard input.
/// </summary>
internal static class ExampleRun
{
    public static RmxRun Of(string commandLine)
    {
        string input = "";
        string[] parts = commandLine.Split(" | ");
        if (parts is [var echo, var command])
        {
            Assert.StartsWith("echo ", echo, StringComparison.Ordinal);
            (input, commandLine) = (string.Join(' ', ShellWords.Split(echo)[1..]) + "\n", command);
        }
        string[] words = ShellWords.Split(commandLine);
        Assert.Equal("rmx", words[0]);
        return RmxRun.With(input, words[1..]);
    }
}
