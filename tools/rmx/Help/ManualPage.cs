using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;

namespace RmxDns.Tool.Help;

/// <summary>
/// What <c>--help</c> prints: a manual page made from the command's own arguments and options, and from a verb's details and
/// examples. Lines have at most 79 characters, but for examples, which stand as they are typed and printed.
/// </summary>
internal sealed class ManualPage : SynchronousCommandLineAction
{
    private const int Width = 79;
    private const string Indent = "    ";

    /// <summary>Whoever asks for help need not give arguments.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return ExitCode.Fine;
    }

    /// <summary>Prints the page of a command.</summary>
    public static void Write(Command command, TextWriter output)
    {
        string name = NameOf(command);
        output.WriteLine($"{name} - {command.Description?.TrimEnd('.')}");
        Head(output, "SYNOPSIS");
        string synopsis = string.Concat(command.Arguments.Where(argument => !argument.Hidden).Select(argument => " " + Notation(argument)));
        output.WriteLine($"{Indent}{name}{(command.Subcommands.Count > 0 ? " VERB" : "")} [OPTION]...{synopsis}");
        Verb? verb = command as Verb ?? (command is RootCommand ? RmxProgram.Overview : null);
        if (verb is { Details.Length: > 0 })
            Section(output, "DESCRIPTION", verb.Details.ReplaceLineEndings("\n").Split("\n\n"));
        Rows(output, "VERBS", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => (sub.Name, sub.Description ?? "")));
        Rows(output, "ARGUMENTS", command.Arguments.Where(argument => !argument.Hidden).Select(argument => (argument.Name, argument.Description ?? "")));
        Rows(output, "OPTIONS", OptionsOf(command).Where(option => !option.Hidden).Select(option => (Notation(option), Describe(option))));
        if (verb is { Examples.Count: > 0 })
            WriteExamples(output, verb.Examples);
        Head(output, "EXIT STATUS");
        string[] codes = ["0   Done, and nothing to complain about.", $"1   {verb?.Found ?? Verb.FoundOtherwise}", $"2   {verb?.CannotRun ?? Verb.CannotRunOtherwise}", "3   A fault of the program itself."];
        foreach (string code in codes)
            Wrap(output, code, Indent, Indent + Indent);
        if (command is RootCommand)
            Rows(output, "ENVIRONMENT", [("NO_COLOR", "When set, a terminal gets no colours. A pipe or file never does."), ("RMX_TRACE", "When set, a fault of the program is printed with its stack.")]);
    }

    private static void WriteExamples(TextWriter output, IReadOnlyList<Example> examples)
    {
        Head(output, "EXAMPLES");
        for (int i = 0; i < examples.Count; i++)
        {
            if (i > 0)
                output.WriteLine();
            output.WriteLine($"{Indent}$ {examples[i].CommandLine}");
            foreach (string line in (examples[i].Output ?? "").ReplaceLineEndings("\n").Split('\n'))
            {
                if (examples[i].Output is not null)
                    output.WriteLine(line.Length == 0 ? "" : Indent + line);
            }
        }
    }

    /// <summary>The words by which a command is called, such as <c>rmx convert spf</c>.</summary>
    public static string NameOf(Command command)
    {
        string above = command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? NameOf(parent) + " " : "";
        return above + (command is RootCommand ? "rmx" : command.Name);
    }

    private static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(OptionsOf).Where(option => option.Recursive));

    private static string Notation(Argument argument)
    {
        string text = argument.Name + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[{text}]" : text;
    }

    private static string Notation(Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(alias => alias.StartsWith('-')).OrderBy(alias => alias.Length).Append(option.Name);
        bool takesValue = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && option.ValueType != typeof(void);
        return string.Join(", ", names) + (takesValue ? $" {option.HelpName ?? "VALUE"}" : "");
    }

    private static string Describe(Option option)
    {
        bool hasDefault = option.HasDefaultValue && option.ValueType != typeof(bool);
        string? value = hasDefault && option.GetDefaultValue() is string or IFormattable
            ? Convert.ToString(option.GetDefaultValue(), CultureInfo.InvariantCulture)!.ToLowerInvariant() : null;
        return $"{option.Description}{(string.IsNullOrEmpty(value) ? "" : $" Default: {value}")}";
    }

    private static void Head(TextWriter output, string head)
    {
        output.WriteLine();
        output.WriteLine(head);
    }

    private static void Section(TextWriter output, string head, string[] paragraphs)
    {
        Head(output, head);
        for (int i = 0; i < paragraphs.Length; i++)
        {
            if (i > 0)
                output.WriteLine();
            Wrap(output, paragraphs[i], Indent, Indent);
        }
    }

    private static void Rows(TextWriter output, string head, IEnumerable<(string Name, string Text)> rows)
    {
        (string Name, string Text)[] all = [.. rows];
        if (all.Length == 0)
            return;
        Head(output, head);
        foreach ((string name, string text) in all)
        {
            output.WriteLine(Indent + name);
            Wrap(output, text, Indent + Indent, Indent + Indent);
        }
    }

    private static void Wrap(TextWriter output, string text, string first, string rest)
    {
        string line = first;
        bool empty = true;
        foreach (string word in text.ReplaceLineEndings(" ").Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line.TrimEnd());
                (line, empty) = (rest, true);
            }
            line += empty ? word : " " + word;
            empty = false;
        }
        output.WriteLine(line.TrimEnd());
    }
}
