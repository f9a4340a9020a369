using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary>The way that <c>docs/publishing.md</c> shows, command by command, in a folder of its own; what it prints stands in the document.</summary>
[Collection(nameof(StandardInput))]
public class PublishingTests
{
    private const string Document = "docs/publishing.md";

    [Fact]
    public async Task Each_command_does_what_the_page_says()
    {
        using var folder = new TemporaryFolder();
        string[] lines = await File.ReadAllLinesAsync(Repository.PathOf(Document), TestContext.Current.CancellationToken);
        ServerProcess? server = null;
        try
        {
            int run = 0;
            for (int i = 0; i < lines.Length; i++)
            {
                if (lines[i] == "```yaml")
                    AddRecord(folder, lines, i + 1);
                else if (lines[i].StartsWith("dotnet run ", StringComparison.Ordinal))
                    server = await ServerProcess.StartAsync(folder.PathOf("zones.new"));
                else if (lines[i].StartsWith("$ rmx ", StringComparison.Ordinal) && ++run > 0)
                    Assert.Equal(string.Join('\n', Shown(lines, i + 1)), Printed(lines[i][6..], folder, server) is { } output && Shown(lines, i + 1).Any() ? output : "");
            }
            Assert.Equal(6, run);
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync();
        }
    }

    /// <summary>Puts the block at the end of the apex's records.</summary>
    private static void AddRecord(TemporaryFolder folder, string[] lines, int at)
    {
        string path = folder.PathOf("zones.new/shop.example.yaml");
        List<string> zone = [.. File.ReadAllLines(path)];
        int apex = zone.FindIndex(line => line is "'':" or "'@':");
        int end = zone.FindIndex(apex + 1, line => line.Length > 0 && line[0] is not (' ' or '#'));
        zone.InsertRange(end < 0 ? zone.Count : end, Shown(lines, at));
        File.WriteAllLines(path, zone);
    }

    private static string Printed(string command, TemporaryFolder folder, ServerProcess? server)
    {
        string[] words = [.. ShellWords.Split(command).Select(word => word.StartsWith("zones.", StringComparison.Ordinal) ? folder.PathOf(word)
            : word.StartsWith("docs/", StringComparison.Ordinal) ? Repository.PathOf(word)
            : word.Replace(ExampleServer.InExamples, server?.EndPoint.ToString() ?? "", StringComparison.Ordinal))];
        RmxRun run = RmxRun.Of(words);
        Assert.True(run.ExitCode == 0, $"{command}\n{run.Output}{run.Error}");
        return run.Output.TrimEnd('\n');
    }

    private static IEnumerable<string> Shown(string[] lines, int at) => lines.Skip(at).TakeWhile(line => line != "```");
}
