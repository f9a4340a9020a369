using System.CommandLine;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary>Text on the command line, words joined by spaces; <c>-</c> alone is standard input.</summary>
internal static class TextArgument
{
    /// <summary>The most characters read from standard input or a file: the generic form of the largest RDATA, and room for line ends.</summary>
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

    /// <summary>A mail address without the angle brackets that SMTP has around it (RFC 5321 §4.1.2); other text as it is.</summary>
    public static string WithoutBrackets(string address) => address is ['<', .. var inside, '>'] ? inside : address;

    /// <summary>The text; null, and a line on standard error, when standard input holds too much.</summary>
    public static string? Read(IReadOnlyList<string> words, TextWriter error)
    {
        if (words is not ["-"])
            return string.Join(' ', words);
        return ReadAll(Console.In, "standard input", error);
    }

    /// <summary>The text of a file; null, and a line on standard error, when it cannot be read or holds too much.</summary>
    public static string? ReadFile(string path, TextWriter error)
    {
        try
        {
            using var reader = new StreamReader(path);
            return ReadAll(reader, FindingText.Quote(path), error);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"rmx: {FindingText.Escape(fault.Message)}");
            return null;
        }
    }

    private static string? ReadAll(TextReader reader, string name, TextWriter error)
    {
        char[] buffer = new char[Longest + 1];
        int length = reader.ReadBlock(buffer);
        if (length <= Longest)
            return new string(buffer, 0, length).Trim();
        error.WriteLine($"rmx: over {Longest:N0} characters in {name}; a record is shorter");
        return null;
    }
}
