using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using RmxDns.Bench;
using RmxDns.Bench.Servers;
using YamlDotNet.Core;

// The verbs behind "run" are what it starts as processes of their own.
var address = new Argument<string>("ADDRESS");
var port = new Argument<int>("PORT");
var octets = new Argument<int>("OCTETS");
var threads = new Argument<int>("THREADS");
var file = new Argument<string>("FILE");

var echo = new Command("echo", "Echo datagrams.") { address, port, octets, threads };
echo.SetAction(parsed => EchoServer.Run(new IPEndPoint(IPAddress.Parse(parsed.GetValue(address)!), parsed.GetValue(port)), parsed.GetValue(octets), parsed.GetValue(threads)));

var arsoft = new Command("arsoft", "Answer with ARSoft.Tools.Net's server.") { address, port, file };
arsoft.SetAction(parsed => ArsoftServer.Run(new IPEndPoint(IPAddress.Parse(parsed.GetValue(address)!), parsed.GetValue(port)), parsed.GetValue(file)!));

var scan = new Command("scan", "Print the seconds that YamlDotNet's parser takes for a file's events.") { file };
scan.SetAction(parsed =>
{
    using StreamReader text = File.OpenText(parsed.GetValue(file)!);
    var clock = Stopwatch.StartNew();
    var events = new Parser(new Scanner(text));
    while (events.MoveNext())
    {
        // The events alone are what is measured.
    }
    Console.WriteLine(clock.Elapsed.TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
});

var goal = new Option<bool>("--goal") { Description = "Measure what the goal table needs, and no more." };
var only = new Option<string[]>("--only") { Description = "Measure these alone: throughput, latency, overload, tcp, zones, reload, allocations." };
var quick = new Option<bool>("--quick") { Description = "Show only that everything works: one short round, whose figures mean little." };
var docs = new Option<bool>("--docs") { Description = "Write the figures and pictures into docs/performance.md, too." };
var names = new Option<int>("--names") { Description = "Names of the large zone.", DefaultValueFactory = _ => 1_000_000 };
var many = new Option<int>("--zones") { Description = "How many small zones.", DefaultValueFactory = _ => 100_000 };
var output = new Option<string>("--out") { Description = "Where the results go.", DefaultValueFactory = _ => Path.Combine(Folders.Root, "tools", "bench", "results") };
var run = new Command("run", "Compare this server with its peers.") { goal, quick, docs, only, names, many, output };
run.SetAction(parsed => BenchRun.Run(new BenchOptions(
    parsed.GetValue(goal), parsed.GetValue(quick), parsed.GetValue(docs), parsed.GetValue(only) ?? [], parsed.GetValue(names), parsed.GetValue(many), parsed.GetValue(output)!)));

var built = new Argument<string>("DIR") { Description = "Where the programs lie that were compiled ahead." };
var runtime = new Command("runtime", "Compare settings of the runtime.") { built, quick, docs, output };
runtime.SetAction(parsed => BenchRun.CompareRuntimes(parsed.GetValue(built)!, parsed.GetValue(quick), parsed.GetValue(docs), parsed.GetValue(output)!));

var profile = new Command("profile", "Show where the processor time goes.") { quick, docs, output };
profile.SetAction(parsed => BenchRun.ShowProfile(parsed.GetValue(quick), parsed.GetValue(docs), parsed.GetValue(output)!));

var root = new RootCommand("Measures RmxDns and its peers in one run.") { run, runtime, profile, echo, arsoft, scan };
return root.Parse(args).Invoke();
