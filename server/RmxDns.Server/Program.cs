using System.Collections;
using RmxDns.Server;
using RmxDns.Server.Settings;

if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Console.Out.Write(Usage.Text());
    return ExitCode.Fine;
}
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!);
var faults = new List<string>();
var values = SettingsReader.Gather(args, environment, AppContext.BaseDirectory, faults);
ServerSettings settings = new SettingsParser(values, faults).Parse();
if (faults.Count > 0)
{
    faults.ForEach(fault => Console.Error.WriteLine($"RmxDns.Server: {fault}"));
    return ExitCode.CannotRun;
}
return await ServerHost.RunAsync(settings);
