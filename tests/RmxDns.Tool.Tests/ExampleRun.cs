namespace RmxDns.Tool.Tests;

/// <summary>
/// Runs an example of a manual or document as a shell would, from the top of the repository: words as <see cref="ShellWords"/>
/// splits them, <c>echo TEXT |</c> in front as standard input, and the servers of the fixture stand for those of the examples.
/// </summary>
internal static class ExampleRun
{
    public static RmxRun Of(string commandLine, ExampleServer server)
    {
        string input = "";
        string[] parts = commandLine.Split(" | ");
        if (parts is [var echo, var command])
        {
            Assert.StartsWith("echo ", echo, StringComparison.Ordinal);
            (input, commandLine) = (string.Join(' ', ShellWords.Split(echo)[1..]) + "\n", command);
        }
        string[] words = [.. ShellWords.Split(commandLine).Select(word => server.Addresses.Aggregate(word, (text, address) => text.Replace(address.InExamples, address.Real, StringComparison.Ordinal)))];
        Assert.Equal("rmx", words[0]);
        RmxRun run = RmxRun.With(input, words[1..]);
        return run with { Output = server.Addresses.Aggregate(run.Output, (text, address) => text.Replace(address.Real, address.InExamples, StringComparison.Ordinal)) };
    }
}
