using System.CommandLine;
using RmxDns.Tool.Linting;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Tool.Commands;

/// <summary>The options of verbs that read master files.</summary>
internal sealed class MasterOptions
{
    /// <summary>How files are read.</summary>
    public Option<InputFormat> Format { get; } = new("--input-format")
    {
        Description = "auto (master files are those that end in .zone or .db), yaml, or master.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => InputFormat.Auto,
        CustomParser = result => Choices.Read<InputFormat>(result),
    };

    /// <summary>The zone of a master file.</summary>
    public Option<Name?> Origin { get; } = new("--origin")
    {
        Description = "The zone of a master file; without it, what the file's $ORIGIN and SOA lines say, or its name.",
        HelpName = "NAME",
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (Name.TryParse(text, null, out Name name, out _))
                return name;
            result.AddError($"--origin {FindingText.Quote(text)}: not allowed here; it is a domain name");
            return null;
        },
    };

    /// <summary>Where <c>$INCLUDE</c> may read from.</summary>
    public Option<string?> AllowInclude { get; } = new("--allow-include")
    {
        Description = "The folder that $INCLUDE in master files may read from; without it, nowhere.",
        HelpName = "ROOT",
    };

    /// <summary>The options, which complete their values.</summary>
    public MasterOptions() => Choices.Complete(Format);

    /// <summary>What they say together.</summary>
    public MasterFileSettings Read(ParseResult parsed) => new(parsed.GetValue(Origin), parsed.GetValue(AllowInclude));
}
