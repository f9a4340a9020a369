namespace RmxDns.Tool.Tests;

/// <summary>
/// Runs an example of a manual or document as a shell would, from the top of the repository: words as <see cref="ShellWords"/>
/// splits them, <c>echo TEXT |</c> in front as standard input, and the example's server stands for the one of the fixture.
/// </summary>
internal static class ExampleRun
{
    public static RmxRun Of(string commandLine, ExampleServer server)
    {
        string input = "", address = server.EndPoint.ToString();
        string[] parts = commandLine.Split(" | ");
        if (parts is [var echo, var command])
        {
            Assert.StartsWith("echo ", echo, StringComparison.Ordinal);
            (input, commandLine) = (string.Join(' ', ShellWords.Split(echo)[1..]) + "\n", command);
        }
        string[] words = [.. ShellWords.Split(commandLine).Select(word => word.Replace(ExampleServer.InExamples, address, StringComparison.Ordinal))];
        Assert.Equal("rmx", words[0]);
        RmxRun run = RmxRun.With(input, words[1..]);
        return run with { Output = run.Output.Replace(address, ExampleServer.InExamples, StringComparison.Ordinal) };
    }
}
