using System.Text.RegularExpressions;
using RmxDns.Testing;
using RmxDns.Tool.Help;

namespace RmxDns.Tool.Tests;

/// <summary>What docs/tool.md and docs/interop-check.md show as typed and printed is what is printed; the former names every verb.</summary>
[Collection(nameof(StandardInput))]
public partial class ToolDocumentTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    private static readonly string[] Lines = [.. ((string[])["tool.md", "interop-check.md"]).SelectMany(document => File.ReadAllLines(Repository.PathOf("docs", document)))];

    public static TheoryData<string> Commands => [.. Lines.Where(line => line.StartsWith("$ rmx ", StringComparison.Ordinal)).Select(line => line[2..])];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_prints_what_the_document_shows(string command)
    {
        int start = Array.IndexOf(Lines, "$ " + command) + 1, end = Array.IndexOf(Lines, "```", start);
        RmxRun run = ExampleRun.Of(command, server);
        Assert.Equal(WithoutTimes(string.Join('\n', Lines[start..end])), WithoutTimes((run.Output + run.Error).TrimEnd('\n')));
    }

    [Fact]
    public void Every_verb_is_named() =>
        Assert.All(RmxProgram.Root().Subcommands.OfType<Verb>(), verb => Assert.Contains(Lines, line => line.StartsWith('|') && line.Contains($"`{verb.Name}`", StringComparison.Ordinal)));

    private static string WithoutTimes(string text) => Duration().Replace(HeaderDate().Replace(text, " on DATE mechanism "), " cases in TIME s");

    [GeneratedRegex(@" cases in [0-9.]+ s")]
    private static partial Regex Duration();

    [GeneratedRegex(" on [A-Z][a-z]{2}, .* mechanism ")]
    private static partial Regex HeaderDate();
}
