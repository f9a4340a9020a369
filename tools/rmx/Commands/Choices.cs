using System.CommandLine.Parsing;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary>Options whose values are the members of an enumeration, written in lower case.</summary>
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
        string name = (result.Parent as OptionResult)?.Option.Name ?? "";
        result.AddError($"{name} {FindingText.Quote(text)}: not allowed here; it is {string.Join(", ", Words<T>())}");
        return default;
    }

    /// <summary>The values as they are written.</summary>
    public static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Word);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
