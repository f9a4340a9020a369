using BenchmarkDotNet.Running;
using RmxDns.Bench.Micro;

BenchmarkSwitcher.FromTypes([typeof(Answers), typeof(Zones)]).Run(args);
