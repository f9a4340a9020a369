using System.CommandLine;
using RmxDns.Tool.Help;

namespace RmxDns.Tool.Tests;

/// <summary>The manual that <c>--help</c> prints: complete, no wider than a terminal, and its examples print what they show.</summary>
[Collection(nameof(StandardInput))]
public class ManualTests(ExampleServer server) : IClassFixture<ExampleServer>
{
    public static TheoryData<string> Verbs => [.. Commands(RmxProgram.Root()).Select(command => command.Path)];

    public static TheoryData<string, int> Examples
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach ((string path, Command command) in Commands(RmxProgram.Root()))
            {
                for (int i = 0; i < (command as Verb)?.Examples.Count; i++)
                    data.Add(path, i);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_page_names_every_argument_and_option(string name)
    {
        Command verb = Find(name);
        RmxRun run = RmxRun.Of([.. name.Split(' '), "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.All(verb.Options.Where(option => !option.Hidden), option => Assert.Contains(option.Name, run.Output, StringComparison.Ordinal));
        Assert.All(verb.Arguments, argument => Assert.Contains(argument.Name, run.Output, StringComparison.Ordinal));
        Assert.Contains("EXIT STATUS", run.Output, StringComparison.Ordinal);
        Assert.Contains("--rmx-type", run.Output, StringComparison.Ordinal);
        IEnumerable<string> prose = run.Output.Split("\nEXAMPLES\n") is [var front, var behind]
            ? front.Split('\n').Concat(behind[behind.IndexOf("EXIT STATUS", StringComparison.Ordinal)..].Split('\n'))
            : run.Output.Split('\n');
        Assert.DoesNotContain(prose, line => line.Length > 79);
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_page_says_at_length_what_the_verb_does_and_has_examples(string name)
    {
        string page = RmxRun.Of([.. name.Split(' '), "--help"]).Output;
        Assert.Contains("\nDESCRIPTION\n", page, StringComparison.Ordinal);
        Assert.Contains("\nEXAMPLES\n    $ rmx ", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_prints_what_the_page_shows(string name, int index)
    {
        Example example = ((Verb)Find(name)).Examples[index];
        RmxRun run = ExampleRun.Of(example.CommandLine, server);
        Assert.Equal(example.ExitCode, run.ExitCode);
        if (example.Output is not null)
            Assert.Equal(example.Output.ReplaceLineEndings("\n"), run.Output.TrimEnd('\n'));
    }

    [Fact]
    public void The_first_page_lists_the_verbs()
    {
        RmxRun run = RmxRun.Of("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(RmxProgram.Overview.Examples, example => Assert.Equal(0, ExampleRun.Of(example.CommandLine, server).ExitCode));
        Assert.All(RmxProgram.Overview.Examples, example => Assert.Contains($"\n    $ {example.CommandLine}\n", run.Output, StringComparison.Ordinal));
        Assert.All(RmxProgram.Root().Subcommands, verb => Assert.Contains($"\n    {verb.Name}\n", run.Output, StringComparison.Ordinal));
    }

    private static Command Find(string path) => Commands(RmxProgram.Root()).Single(command => command.Path == path).Command;

    /// <summary>All commands below one, with the words that lead to each.</summary>
    private static IEnumerable<(string Path, Command Command)> Commands(Command above, string path = "") => above.Subcommands.SelectMany(
        command => Commands(command, $"{path}{command.Name} ").Prepend((path + command.Name, command)));
}
