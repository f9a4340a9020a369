using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace RmxDns.Server.Settings;

/// <summary>
/// Gathers the settings: appsettings.json beside the program, then <c>--config FILE</c>, then the environment, then the
/// command line; what comes later counts. Names that are no setting are faults; but what others may have put into
/// the environment or beside the settings in a file is noted and passed over.
/// </summary>
internal static class SettingsReader
{
    private const string Section = "RmxDns";
    private const string EnvironmentPrefix = "RMXDNS_";

    // .NET's way to write a path of keys as a variable's name.
    private const string KeySeparator = "__";

    /// <summary>The settings; or what is wrong, a line each.</summary>
    public static GatheredSettings Gather(
        IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string programFolder, List<string> faults, List<string> notes)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        var log = new ConfigurationBuilder();
        Dictionary<string, IReadOnlyList<string>> given = FromCommandLine(arguments, faults);
        Dictionary<string, IReadOnlyList<string>> surroundings = FromEnvironment(environment, notes);
        Merge(values, FromJson(Path.Combine(programFolder, "appsettings.json"), mustExist: false, log, faults, notes));
        string? config = (given.GetValueOrDefault("config") ?? surroundings.GetValueOrDefault("config")) is [.., { } file] ? file : null;
        if (config is not null)
            Merge(values, FromJson(config, mustExist: true, log, faults, notes));
        Merge(values, surroundings);
        Merge(values, given);
        log.AddInMemoryCollection(LogFromEnvironment(environment));
        return new GatheredSettings(values, log.Build());
    }

    private static void Merge(Dictionary<string, IReadOnlyList<string>> values, Dictionary<string, IReadOnlyList<string>> later)
    {
        foreach ((string name, IReadOnlyList<string> value) in later)
            values[name] = value;
    }

    private static Dictionary<string, IReadOnlyList<string>> FromCommandLine(IReadOnlyList<string> arguments, List<string> faults)
    {
        // Not a RootCommand, which would bring along options and directives that are none of ours.
        var command = new Command("RmxDns.Server");
        var options = new List<(Setting Setting, Option<string[]> Option)>();
        foreach (Setting setting in Setting.All)
        {
            var option = new Option<string[]>($"--{setting.Name}")
            {
                // Of a setting that is given twice the last counts.
                Arity = setting.Placeholder is null ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
                AllowMultipleArgumentsPerToken = false,
            };
            command.Options.Add(option);
            options.Add((setting, option));
        }
        ParseResult result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        faults.AddRange(result.Errors.Select(error => $"{error.Message} (--help lists the settings)"));
        faults.AddRange(result.Tokens.Where(token => token.Type == TokenType.Directive).Select(token => $"{token.Value} is no setting (--help lists them)"));
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach ((Setting setting, Option<string[]> option) in options)
        {
            if (result.Errors.Count == 0 && result.GetResult(option) is { Implicit: false } found)
                values[setting.Name] = found.Tokens.Count == 0 ? ["true"] : [.. found.Tokens.Select(token => token.Value)];
        }
        return values;
    }

    private static Dictionary<string, IReadOnlyList<string>> FromEnvironment(
        IReadOnlyDictionary<string, string> environment, List<string> notes)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach ((string variable, string value) in environment.Where(pair => pair.Key.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) && !IsOfLog(pair.Key)))
        {
            string name = variable[EnvironmentPrefix.Length..].ToLowerInvariant().Replace('_', '-');
            if (Setting.All.FirstOrDefault(setting => setting.Name == name) is not { } setting)
            {
                notes.Add($"{variable} in the environment is no setting and is passed over");
                continue;
            }
            values[name] = setting.Repeatable ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [value];
        }
        return values;
    }

    /// <summary>The log's variables, such as <c>RMXDNS_SERILOG__MINIMUMLEVEL__DEFAULT</c>.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> LogFromEnvironment(IReadOnlyDictionary<string, string> environment) =>
        environment.Where(pair => IsOfLog(pair.Key)).Select(pair => KeyValuePair.Create<string, string?>(
            pair.Key[EnvironmentPrefix.Length..].Replace(KeySeparator, ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), pair.Value));

    private static bool IsOfLog(string variable) =>
        variable.StartsWith(EnvironmentPrefix + LogSetup.Section + KeySeparator, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, IReadOnlyList<string>> FromJson(
        string path, bool mustExist, ConfigurationBuilder log, List<string> faults, List<string> notes)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        if (!mustExist && !File.Exists(path))
            return values;
        try
        {
            using FileStream file = File.OpenRead(path);
            IConfigurationRoot root = new ConfigurationBuilder().AddJsonStream(file).Build();
            log.AddConfiguration(root);
            foreach (IConfigurationSection entry in root.GetChildren())
                NoteStranger(entry.Key, path, faults, notes);
            foreach (IConfigurationSection entry in root.GetSection(Section).GetChildren())
                Take(entry, path, values, faults);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidDataException)
        {
            faults.Add($"{(mustExist ? "--config " : "")}{path}: {exception.InnerException?.Message ?? exception.Message}");
        }
        return values;
    }

    /// <summary>A setting in the wrong place is a fault; what other programs may want in the same file is none.</summary>
    private static void NoteStranger(string key, string path, List<string> faults, List<string> notes)
    {
        if (Setting.All.Any(setting => setting.Name == key))
            faults.Add($"{path}: {key} has to stand inside \"{Section}\": {{}}");
        else if (!key.Equals(Section, StringComparison.OrdinalIgnoreCase) && !key.Equals(LogSetup.Section, StringComparison.OrdinalIgnoreCase))
            notes.Add($"{path}: {key} is neither {Section} nor {LogSetup.Section} and is passed over");
    }

    private static void Take(IConfigurationSection entry, string path, Dictionary<string, IReadOnlyList<string>> values, List<string> faults)
    {
        string[] texts = entry.Value is { } value ? [value] : [.. entry.GetChildren().Select(child => child.Value ?? "")];
        if (Setting.All.FirstOrDefault(setting => setting.Name == entry.Key) is not { } setting)
            faults.Add($"{path}: {Section}:{entry.Key} is no setting (--help lists them)");
        else if (texts.Length != 1 && !setting.Repeatable)
            faults.Add($"{path}: {Section}:{entry.Key} has {texts.Length} values; one is allowed: {setting.Allowed}");
        else
            values[entry.Key] = texts;
    }
}

/// <summary>What was gathered.</summary>
/// <param name="Values">The settings as text, by name.</param>
/// <param name="Log">What the log's own library is told, in its section.</param>
internal sealed record GatheredSettings(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, IConfiguration Log);
