using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary>Options that have the names, defaults and bounds of the server's settings.</summary>
internal static class ServerOptions
{
    /// <summary>The type code of RMX; every verb takes it.</summary>
    public static Option<ushort> RmxType() => new("--rmx-type")
    {
        Description = "The type code of RMX, for labs that agreed on another.",
        HelpName = "CODE",
        DefaultValueFactory = _ => RrType.DefaultRmx,
        CustomParser = result => One<ushort>(
            result, text => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort code) && TypeTable.MayBeRmx(code) ? code : null,
            "a number from 1 to 65534 that no other type has"),
    };

    /// <summary>The largest answer over UDP to a client with EDNS, OPT included, in octets.</summary>
    public static Option<int> EdnsSize() => new("--edns-size")
    {
        Description = "The largest UDP answer to a client with EDNS, in octets.",
        HelpName = "OCTETS",
        DefaultValueFactory = _ => new LintSettings().EdnsSize,
        CustomParser = result => One<int>(
            result, text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int octets) && octets is >= 512 and <= 4096 ? octets : null,
            "a whole number from 512 to 4096"),
    };

    /// <summary>The name servers of zones that have no NS at their apex.</summary>
    public static Option<Name[]> DefaultNs() => new("--default-ns")
    {
        Description = "A name server for zones without NS at their apex; repeatable.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = ReadNames,
    };

    private static Name[]? ReadNames(ArgumentResult result)
    {
        var names = new List<Name>();
        foreach (Token token in result.Tokens)
        {
            if (Name.TryParse(token.Value, null, out Name name, out _) && !name.IsRoot)
                names.Add(name);
            else
                result.AddError($"--default-ns {FindingText.Quote(token.Value)}: not allowed here; it is an absolute domain name");
        }
        return [.. names];
    }

    private static T One<T>(ArgumentResult result, Func<string, T?> parse, string allowed)
        where T : struct
    {
        string text = result.Tokens[^1].Value;
        if (parse(text) is { } value)
            return value;
        string name = (result.Parent as OptionResult)?.Option.Name ?? "";
        result.AddError($"{name} {FindingText.Quote(text)}: not allowed here; it is {allowed}");
        return default;
    }
}
