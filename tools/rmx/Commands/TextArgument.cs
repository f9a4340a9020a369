using System.CommandLine;

namespace RmxDns.Tool.Commands;

/// <summary>Text on the command line, words joined by spaces; <c>-</c> alone is standard input.</summary>
internal static class TextArgument
{
    /// <summary>The most characters read from standard input: the generic form of the largest RDATA, and room for line ends.</summary>
    private const int Longest = 1 << 20;

    /// <summary>An argument of this name.</summary>
    public static Argument<string[]> Create(string name, string description)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        // What looks like an option and is none would be taken for text.
        argument.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(value => value.StartsWith("--", StringComparison.Ordinal)))
                result.AddError($"{token} is no option (--help lists them)");
        });
        return argument;
    }

    /// <summary>The text; null, and a line on standard error, when standard input holds too much.</summary>
    public static string? Read(IReadOnlyList<string> words, TextWriter error)
    {
        if (words is not ["-"])
            return string.Join(' ', words);
        char[] buffer = new char[Longest + 1];
        int length = Console.In.ReadBlock(buffer);
        if (length <= Longest)
            return new string(buffer, 0, length).Trim();
        error.WriteLine($"rmx: over {Longest:N0} characters on standard input; a record is shorter");
        return null;
    }
}
