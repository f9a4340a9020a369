using System.CommandLine;
using System.CommandLine.Parsing;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Help;

/// <summary>
/// What is wrong with a command line, a line each, with what to do. The library's own messages tell of commands and types where a user
/// knows verbs and numbers; the options' own faults stand as they are.
/// </summary>
internal static class CommandLineFaults
{
    /// <summary>The lines; none when all is well.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return [];
        Command command = parsed.CommandResult.Command;
        string path = ManualPage.NameOf(command);
        if (command.Subcommands.Count == 0)
            return [.. parsed.Errors.Select(fault => Describe(fault, path))];
        string verbs = string.Join(" or ", command.Subcommands.Select(verb => verb.Name));
        string which = command is RootCommand ? $"{path} --help lists them" : $"it is {verbs}";
        return [parsed.UnmatchedTokens is [var word, ..] ? $"there is no verb {FindingText.Quote(word)} here; {which}" : $"a verb is missing; {which}"];
    }

    private static string Describe(ParseError fault, string path) => fault.SymbolResult switch
    {
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult } argument => $"{argument.Argument.Name} is missing; {path} --help tells how it is called",
        _ => FindingText.Escape(fault.Message),
    };
}
