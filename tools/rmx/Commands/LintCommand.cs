using System.CommandLine;
using RmxDns.Rdata;
using RmxDns.Zones;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Commands;

/// <summary><c>rmx lint</c>: reads zones as the server does and prints what is wrong in them.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Zone files and folders of zone files; default zones.", DefaultValueFactory = _ => ["zones"] };
        // What looks like an option and is none would be taken for a path.
        paths.Validators.Add(result =>
        {
            foreach (string token in result.Tokens.Select(token => token.Value).Where(value => value.Length > 1 && value[0] == '-'))
                result.AddError($"{token} is no option (--help lists them); a path that starts with a dash is written ./{token}");
        });
        var command = new Command("lint", "Find mistakes in zones before they are published.") { paths };
        command.SetAction(parsed => Lint(parsed.GetValue(paths)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Lint(IReadOnlyList<string> paths, TextWriter output)
    {
        var types = new TypeTable();
        var loader = new ZoneFileLoader(types, new LoadSettings());
        ZoneFile[] files = [.. paths.SelectMany(ZoneFolder.Scan).AsParallel().AsOrdered().Select(loader.Load)];
        IReadOnlyList<Finding> findings = new Linter(types, new LintSettings()).Lint(files, []);
        foreach (Finding finding in findings)
            output.WriteLine(finding);
        return findings.Any(finding => finding.Severity == Severity.Error) ? ExitCode.Found : ExitCode.Fine;
    }
}
