// How long rmx lint takes: for 10,000 zones of ten records against the bare events of YamlDotNet over the same files, and to its
// first finding in a small folder. The one argument is the built program to measure; tools/bench/lint/run gives it.
using System.Diagnostics;
using System.Globalization;
using YamlDotNet.Core;

const int Zones = 10_000;
const int Runs = 5;

string program = args[0];
DirectoryInfo folder = Directory.CreateTempSubdirectory("rmx-lint-bench-");
try
{
    string many = folder.CreateSubdirectory("many").FullName, few = folder.CreateSubdirectory("few").FullName;
    for (int i = 0; i < Zones; i++)
        File.WriteAllText(Path.Combine(many, $"zone{i}.example.yaml"), Zone(i));
    File.WriteAllText(Path.Combine(few, "zone.example.yaml"), Zone(0) + "bad: {type: A, value: 192.0.2.256}\n");
    string[] files = [.. Directory.EnumerateFiles(many)];

    TimeSpan alone = Best(() => Array.ForEach(files, file => ReadEvents(file)));
    TimeSpan together = Best(() => Parallel.ForEach(files, file => ReadEvents(file)));
    TimeSpan lint = Best(() => Lint(many, 0));
    TimeSpan start = Best(() => Lint(few, 1));

    Say($"{Environment.ProcessorCount} processors, {Zones} zones, {files.Sum(file => new FileInfo(file).Length)} octets, best of {Runs}");
    Say($"bare events, one thread   {alone.TotalSeconds:F2} s");
    Say($"bare events, all threads  {together.TotalSeconds:F2} s");
    Say($"rmx lint, all of it       {lint.TotalSeconds:F2} s: {lint / alone:F1} times the events of one thread, {lint / together:F1} times those of all");
    Say($"rmx lint, first finding   {start.TotalSeconds:F2} s");
    return lint < 5 * alone ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

static TimeSpan Best(Action run)
{
    TimeSpan best = TimeSpan.MaxValue;
    for (int i = 0; i < Runs; i++)
    {
        var watch = Stopwatch.StartNew();
        run();
        best = watch.Elapsed < best ? watch.Elapsed : best;
    }
    return best;
}

static long ReadEvents(string file)
{
    using var text = new StreamReader(file);
    var parser = new Parser(text);
    long events = 0;
    while (parser.MoveNext())
        events++;
    return events;
}

void Lint(string path, int exitCode)
{
    using Process process = Process.Start(new ProcessStartInfo(program, ["lint", path]) { RedirectStandardOutput = true })!;
    string output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != exitCode)
        throw new InvalidOperationException($"{program} lint {path} ended with {process.ExitCode}: {output[..Math.Min(output.Length, 1000)]}");
}

// Ten records: SOA, two NS, MX, two A, AAAA, TXT, RMX, APL.
static string Zone(int i) =>
    $$$"""
    $ttl: 1h
    '':
      - {type: SOA, value: {mname: ns1, rname: hostmaster, serial: 2026010101}}
      - type: NS
        values: [ns1, ns2.provider{{{i % 100}}}.test.]
      - {type: MX, value: {preference: 10, exchange: mail}}
      - {type: TXT, value: "v=spf1 ip4:203.0.{{{i % 250}}}.0/24 mx ip4:198.18.{{{i % 250}}}.0/25 -all"}
      - type: RMX
        value:
          - ipv4:203.0.{{{i % 250}}}.0/24
          - mx
          - apl:relays.zone{{{i}}}.example.
    ns1: {type: A, value: 203.0.{{{i % 250}}}.53}
    mail:
      - {type: A, value: 203.0.{{{i % 250}}}.25}
      - {type: AAAA, value: 2a00:1450:{{{i % 1000}}}::25}
    relays:
      type: APL
      value: ['1:198.18.{{{i % 250}}}.0/25']

    """;
