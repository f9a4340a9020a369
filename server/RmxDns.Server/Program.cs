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
var values = SettingsReader.Gather(args, environment, AppContext.BaseDirectory, faults, notes);
ServerSettings settings = new SettingsParser(values, faults).Parse();
foreach (string line in notes.Concat(faults))
    Console.Error.WriteLine(FindingText.Escape($"RmxDns.Server: {line}"));
return faults.Count > 0 ? ExitCode.CannotRun : await ServerHost.RunAsync(settings);
