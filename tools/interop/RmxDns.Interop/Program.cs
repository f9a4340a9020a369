using System.CommandLine;
using System.Net;
using System.Runtime.InteropServices;
using RmxDns.Interop;
using RmxDns.Interop.Captures;
using RmxDns.Interop.Clients;
using RmxDns.Interop.Matrix;
using RmxDns.Interop.Pages;
using RmxDns.Interop.Study;

// What tools/interop/run starts once everything is installed and built. A signal ends what was started, however long that takes.
using var stop = new CancellationTokenSource();
PosixSignalRegistration[] signals = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    stop.Cancel();
}))];

var names = new Argument<string[]>("RESOLVER") { Description = "The resolvers to run; all unless named.", DefaultValueFactory = _ => [] };
var output = new Option<string>("--out") { Description = "Where results.json and run.json go.", DefaultValueFactory = _ => Path.Combine(Folders.Root, "artifacts", "interop") };
var pages = new Option<string?>("--pages") { Description = "Where the pages go: docs/interop when all resolvers were run, else DIR/pages." };
var modes = new Option<string[]>("--mode") { Description = "Only these modes: iterate, forward, stub.", DefaultValueFactory = _ => [] };
var jobs = new Option<int>("--jobs") { Description = "How many run at a time.", DefaultValueFactory = _ => 3 };
var quick = new Option<bool>("--quick") { Description = "The short set of cases." };
var captures = new Option<bool>("--captures") { Description = "Also write all packets, whole, to DIR/captures." };
var run = new Command("run", "Run the matrix.") { names, output, pages, modes, jobs, quick, captures };
run.SetAction(async (parsed, _) =>
{
    string[] chosen = parsed.GetValue(names)!, only = parsed.GetValue(modes)!;
    string folder = Path.GetFullPath(parsed.GetValue(output)!);
    IReadOnlyList<Place> places = Place.Of(chosen, only);
    (RunRecord record, IReadOnlyList<CaseResult> results) = await MatrixRun.RunAsync(places, parsed.GetValue(jobs), Path.Combine(folder, "logs"), parsed.GetValue(quick) ? ["--quick"] : [], stop.Token);
    Files.Write(folder, record, results);
    if (parsed.GetValue(captures))
        ResultCaptures.WriteAll(Path.Combine(folder, "captures"), record, results);
    bool whole = chosen.Length == 0 && only.Length == 0 && !parsed.GetValue(quick);
    bool complete = record.Seconds.Count == places.Count;
    string where = PageFolder.Of(parsed.GetValue(pages), folder, whole, complete);
    PageFolder.Write(where, record, results);
    Console.WriteLine($"{results.Count} results in {Path.Combine(folder, Files.Results)}; pages in {where}");
    return complete ? 0 : 1;
});

var results = new Argument<string>("DIR") { Description = "A folder that a run has written." };
var into = new Option<string>("--pages") { Description = "Where the pages go.", DefaultValueFactory = _ => Folders.Pages };
var write = new Command("pages", "Write the pages of a run again.") { results, into };
write.SetAction(parsed =>
{
    (RunRecord record, IReadOnlyList<CaseResult> found) = Files.Read(parsed.GetValue(results)!);
    PageFolder.Write(parsed.GetValue(into)!, record, found);
});

var other = new Argument<string>("OTHER") { Description = "The folder of another run." };
var compare = new Command("compare", "Say where two runs differ.") { results, other };
compare.SetAction(parsed => Comparison.Print(parsed.GetValue(results)!, parsed.GetValue(other)!, Console.Out));

var study = new Command("study", "Compare SPF in TXT with RMX.") { into };
study.SetAction(parsed =>
{
    string folder = Directory.CreateDirectory(parsed.GetValue(into)!).FullName;
    IReadOnlyList<StudiedDomain> domains = SpfStudy.Of(Path.Combine(Folders.Root, "tools", "interop", "study"));
    File.WriteAllText(Path.Combine(folder, "spf.md"), StudyPage.Of(domains));
    File.WriteAllText(Path.Combine(folder, "spf.svg"), StudyPlot.Of(domains));
});

var clients = new Command("clients", "Ask through client libraries.") { into };
clients.SetAction(async (parsed, _) =>
{
    IReadOnlyList<ClientResult> given = await ClientRun.RunAsync(ClientLibrary.All, stop.Token);
    string folder = Directory.CreateDirectory(parsed.GetValue(into)!).FullName;
    File.WriteAllText(Path.Combine(folder, "clients.md"), ClientPage.Of(ClientLibrary.All, given));
});

// What "clients" starts for the libraries of .NET.
var library = new Argument<string>("LIBRARY");
var server = new Argument<string>("SERVER");
var port = new Argument<string>("PORT");
var asked = new Argument<string[]>("NAME");
var client = new Command("client", "Ask through one library of .NET.") { library, server, port, asked };
client.SetAction(parsed => DotnetClients.Run(parsed.GetValue(library)!, IPAddress.Parse(parsed.GetValue(server)!), DotnetClients.PortOf(parsed.GetValue(port)!), parsed.GetValue(asked)!));

var root = new RootCommand("Runs resolvers against the test authority.") { run, write, compare, study, clients, client };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("stopped; everything that was started has ended");
    return 130;
}
catch (Exception fault) when (fault is ArgumentException or IOException or InvalidOperationException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
finally
{
    foreach (PosixSignalRegistration signal in signals)
        signal.Dispose();
}
