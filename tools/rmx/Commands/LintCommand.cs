using System.CommandLine;
using System.CommandLine.Completions;
using RmxDns.Tool.Help;
using RmxDns.Tool.Linting;
using RmxDns.Tool.Linting.Reports;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx lint</c>: its options, each a field, and how they become <see cref="LintOptions"/>; the work is <see cref="LintRun"/>'s.</summary>
internal sealed class LintCommand
{
    private const string Details =
        """
        Reads zones as the server does and judges them by its rules: whether they can be served, how long their answers are, what their RMX records say, and whether what they refer to is there. All findings of all files are reported, in the order of files and lines. It never uses the network.

        A folder stands for the zone files directly in it. References are followed through all zones of the run, and through those of --context, so that a change to some files can be judged with the others beside them.

        The text report names file, line and column, shows the line, and says what to do; --explain tells more about a rule. Colours, and a bar on work that takes long, are for terminals alone.
        """;

    private static readonly Example[] Examples =
    [
        new("rmx lint zones"),
        new("rmx lint tests/data/lint/cname-and-other/bad.yaml", null, ExitCode.Found),
        new("rmx lint tests/data/lint/rdata-syntax/bad.yaml --quiet", """
            tests/data/lint/rdata-syntax/bad.yaml:6:23: error: A: the address is an IPv4 address such as 192.0.2.1: "192.0.2.256" [rdata-syntax]
            """, ExitCode.Found),
        new("rmx lint 'zones/*.example.yaml' --context zones --set strict --fail-on never"),
        new("rmx lint zones --format sarif --docs-url https://docs.example/rules"),
        new("rmx lint --explain answer-over-512"),
    ];

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Zone files, folders of zone files, patterns (*, ?, [a-z] and **), or - for standard input.",
        DefaultValueFactory = _ => ["zones"],
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _stdinFilename = new("--stdin-filename") { Description = "The name under which standard input is read and reported; it may give the zone.", HelpName = "NAME", DefaultValueFactory = _ => new LintOptions().StdinFilename };
    private readonly Option<string[]> _context = new("--context") { Description = "Zones that references may lead into and that are not reported themselves; repeatable.", HelpName = "PATH", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _allowEmpty = new("--allow-empty") { Description = "A folder or pattern without a zone file is no fault." };
    private readonly Option<bool> _followLinks = new("--follow-links") { Description = "Read links that lead out of their folder and the working directory." };
    private readonly MasterOptions _master = new();
    private readonly Option<RuleSet> _set = new("--set") { Description = "The rules that run: default, or strict for the strict ones as well.", HelpName = "SET", DefaultValueFactory = _ => RuleSet.Default, CustomParser = result => Choices.Read<RuleSet>(result) };
    private readonly Option<bool> _strict = new("--strict") { Description = "Judge as a server with --strict: any error keeps its zone from being served." };
    private readonly Option<bool> _testAuthority = new("--test-authority") { Description = "Judge zones for a server with --test-authority, which may ask for faults." };
    private readonly Option<ushort> _rmxType = ServerOptions.RmxType();
    private readonly Option<int> _ednsSize = ServerOptions.EdnsSize();
    private readonly Option<Name[]> _defaultNs = ServerOptions.DefaultNs();
    private readonly Option<FailOn> _failOn = new("--fail-on") { Description = "The severity from which on the run fails: error, warning, info or never.", HelpName = "SEVERITY", DefaultValueFactory = _ => FailOn.Error, CustomParser = result => Choices.Read<FailOn>(result) };
    private readonly Option<int?> _maxWarnings = new("--max-warnings") { Description = "The run fails when there are more warnings.", HelpName = "N", CustomParser = result => QueryOptions.ReadNumber(result, 0, int.MaxValue) };
    private readonly Option<string> _format = new("--format") { Description = $"The format of the report: {string.Join(", ", ReportFormat.All.Select(format => format.Name))}.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
    private readonly Option<string?> _output = new("--output") { Description = "Write the report to a file.", HelpName = "FILE" };
    private readonly Option<string[]> _reports = new("--report") { Description = "Write a further report to a file; repeatable.", HelpName = "FORMAT=FILE", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print only what makes the run fail, a line each." };
    private readonly Option<string?> _explain = new("--explain") { Description = "Print the page of a rule, and end.", HelpName = "ID" };
    private readonly Option<bool> _listRules = new("--list-rules") { Description = "Print all rules, a line each, and end." };
    private readonly Option<string?> _writeDocs = new("--write-docs") { Description = "Write the pages of all rules and their index into a folder, and end.", HelpName = "DIR" };
    private readonly Option<string?> _docsUrl = new("--docs-url") { Description = "Where the pages of the rules are published, for links in reports.", HelpName = "BASE" };

    private readonly PolicyOptions _policy = new();

    private LintCommand()
    {
        // What looks like an option and is none would be taken for a path.
        _paths.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(value => value.Length > 1 && value[0] == '-'))
                result.AddError($"{token} is no option (--help lists them); a path that starts with a dash is written ./{token}");
        });
        _explain.CompletionSources.Add(_ => Rules.All.Select(rule => new CompletionItem(rule.Id)));
        Choices.Complete(_set);
        Choices.Complete(_failOn);
        Choices.Restrict(_format, [.. ReportFormat.All.Select(format => format.Name)]);
        _reports.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(value => ReadTarget(value) is null))
                result.AddError($"--report {FindingText.Quote(token)}: not allowed here; it is FORMAT=FILE, with a format of --format");
        });
    }

    public static Command Create()
    {
        var lint = new LintCommand();
        var command = new Verb("lint", "Find mistakes in zones before they are published.")
        {
            Details = Details,
            Found = "A finding reaches --fail-on, or there are more warnings than --max-warnings.",
            Examples = Examples,
        };
        Symbol[] symbols =
        [
            lint._paths, lint._stdinFilename, lint._context, lint._allowEmpty, lint._followLinks,
            lint._master.Format, lint._master.Origin, lint._master.AllowInclude,
            lint._set, lint._strict, lint._testAuthority, lint._rmxType, lint._ednsSize, lint._defaultNs,
            lint._failOn, lint._maxWarnings, lint._format, lint._output, lint._reports, lint._quiet, lint._docsUrl,
            lint._explain, lint._listRules, lint._writeDocs,
            .. lint._policy.All,
        ];
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        }
        command.SetAction(lint.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var documents = new RuleCommand(output, error);
        if (parsed.GetValue(_listRules))
            return documents.List();
        if (parsed.GetValue(_explain) is { } id)
            return documents.Explain(id);
        if (parsed.GetValue(_writeDocs) is { } folder)
            return documents.Write(folder);
        return new LintRun(Read(parsed), Console.OpenStandardInput(), output, error).Run();
    }

    private LintOptions Read(ParseResult parsed) => _policy.Read(ReadOwn(parsed), parsed, _set, _ednsSize);

    private LintOptions ReadOwn(ParseResult parsed) => new()
    {
        Paths = parsed.GetValue(_paths)!,
        StdinFilename = parsed.GetValue(_stdinFilename)!,
        Context = parsed.GetValue(_context)!,
        AllowEmpty = parsed.GetValue(_allowEmpty),
        FollowLinks = parsed.GetValue(_followLinks),
        InputFormat = parsed.GetValue(_master.Format),
        Master = _master.Read(parsed),
        RmxType = parsed.GetValue(_rmxType),
        Load = new LoadSettings(parsed.GetValue(_defaultNs)) { ForLint = true, TestAuthority = parsed.GetValue(_testAuthority) },
        Strict = parsed.GetValue(_strict),
        Rules = new LintSettings { Set = parsed.GetValue(_set), EdnsSize = parsed.GetValue(_ednsSize) },
        FailOn = parsed.GetValue(_failOn),
        MaxWarnings = parsed.GetValue(_maxWarnings),
        Format = parsed.GetValue(_format)!,
        Output = parsed.GetValue(_output),
        Reports = [.. parsed.GetValue(_reports)!.Select(text => ReadTarget(text)!)],
        Quiet = parsed.GetValue(_quiet),
        DocsUrl = parsed.GetValue(_docsUrl),
    };

    private static ReportTarget? ReadTarget(string text) =>
        text.Split('=', 2) is [{ } format, { Length: > 0 } file] && ReportFormat.Find(format) is not null ? new ReportTarget(format, file) : null;
}
