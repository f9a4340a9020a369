using System.Collections;
using RmxDns.Server;
using RmxDns.Server.Settings;
using RmxDns.Zones.Lint;

if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Console.Out.Write(Usage.Text());
    return ExitCode.Fine;
}
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!);
List<string> faults = [], notes = [];
GatheredSettings gathered = SettingsReader.Gather(args, environment, AppContext.BaseDirectory, faults, notes);
ServerSettings settings = new SettingsParser(gathered.Values, faults).Parse();
await using Serilog.Core.Logger? log = LogSetup.TryCreate(settings.JsonLog, gathered.Log, faults);
foreach (string line in notes.Concat(faults))
    Console.Error.WriteLine(FindingText.Escape($"RmxDns.Server: {line}"));
return log is null || faults.Count > 0 ? ExitCode.CannotRun : await ServerHost.RunAsync(settings, log);
