using System.CommandLine;
using System.CommandLine.Parsing;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary>Options whose values are a few words, such as the members of an enumeration, written in lower case.</summary>
internal static class Choices
{
    /// <summary>The value given; a fault that lists the values for any other.</summary>
    public static T Read<T>(ArgumentResult result)
        where T : struct, Enum
    {
        string text = result.Tokens[^1].Value;
        foreach (T value in Enum.GetValues<T>())
        {
            if (text == Word(value))
                return value;
        }
        result.AddError(Fault((result.Parent as OptionResult)?.Option.Name ?? "", text, [.. Words<T>()]));
        return default;
    }

    /// <summary>Completes an option's values as they are written; the library would offer the members' names, which are refused.</summary>
    public static void Complete<T>(Option<T> option)
        where T : struct, Enum
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. Words<T>()]);
    }

    /// <summary>Lets an option take these words alone, and completes them.</summary>
    public static void Restrict(Option<string> option, IReadOnlyList<string> words)
    {
        option.CompletionSources.Add([.. words]);
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !words.Contains(text)))
                result.AddError(Fault(option.Name, text, words));
        });
    }

    private static string Fault(string option, string text, IReadOnlyList<string> words) =>
        $"{option} {FindingText.Quote(text)}: not allowed here; it is {string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    private static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Word);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
