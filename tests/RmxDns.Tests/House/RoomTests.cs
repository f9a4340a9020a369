using System.Xml.Linq;
using RmxDns.Testing;

namespace RmxDns.Tests.House;

/// <summary>References between projects and between rooms go one way.</summary>
public class RoomTests
{
    [Theory]
    [InlineData("server/RmxDns", "", "")]
    [InlineData("server/RmxDns.Zones", "RmxDns", "ADRaffy.ENSNormalize YamlDotNet")]
    [InlineData("server/RmxDns.TestAuthority", "RmxDns.Zones", "")]
    [InlineData("server/RmxDns.Server", "RmxDns.Zones RmxDns.TestAuthority", "Microsoft.Extensions.Hosting Serilog.Extensions.Hosting Serilog.Settings.Configuration Serilog.Sinks.Console System.CommandLine")]
    [InlineData("tools/bench/micro", "RmxDns.Bench", "BenchmarkDotNet")]
    [InlineData("tools/bench/RmxDns.Bench", "RmxDns.Server", "ARSoft.Tools.Net System.CommandLine")]
    [InlineData("tools/rmx", "RmxDns.TestAuthority RmxDns.Zones", "ARSoft.Tools.Net Spectre.Console System.CommandLine YamlDotNet")]
    [InlineData("tools/interop/RmxDns.Interop", "rmx", "ARSoft.Tools.Net DnsClient System.CommandLine")]
    public void A_project_refers_to_no_more_than_this(string project, string projects, string packages)
    {
        XDocument file = XDocument.Load(Repository.PathOf(project, Path.GetFileName(project) + ".csproj"));
        string[] Included(string element) => [.. file.Descendants(element).Select(reference => reference.Attribute("Include")!.Value)];
        Assert.Subset(projects.Split(' ').ToHashSet(), Included("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).ToHashSet());
        Assert.Subset(packages.Split(' ').ToHashSet(), Included("PackageReference").ToHashSet());
    }

    [Theory]
    [InlineData("Wire", "")]
    [InlineData("Rmx", "Wire")]
    [InlineData("Rdata", "Wire Rmx Rdata")]
    [InlineData("Snapshot", "Wire")]
    [InlineData("Answering", "Wire Snapshot")]
    public void A_room_of_the_core_uses_no_more_than_these(string room, string others)
    {
        HashSet<string> allowed = [.. others.Split(' ').Append(room).Select(other => $"RmxDns.{other}")];
        foreach ((string path, string[] lines) in Sources.Below($"server/RmxDns/{room}"))
        {
            foreach (string used in Sources.Usings(lines))
                Assert.True(allowed.Contains(string.Join('.', used.Split('.').Take(2))), $"{path} uses {used}");
        }
    }

    [Fact]
    public void The_core_reads_no_file_clock_or_socket()
    {
        string[] forbidden = ["File.", "Directory.", "DateTime.UtcNow", "DateTime.Now", "Stopwatch", "Socket(", "Console.", "ILogger", "Task.", "Thread."];
        Assert.Empty(Sources.Below("server/RmxDns").SelectMany(file => file.Lines
            .Where(line => !line.TrimStart().StartsWith('/') && forbidden.Any(word => line.Contains(word, StringComparison.Ordinal)))
            .Select(line => $"{file.Path}: {line.Trim()}")));
    }

    [Fact]
    public void Answering_does_not_know_rmx()
    {
        foreach ((string path, string[] lines) in Sources.Below("server/RmxDns/Answering"))
        {
            string? found = lines.FirstOrDefault(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                && line.Replace("RmxDns", "", StringComparison.Ordinal).Contains("Rmx", StringComparison.Ordinal));
            Assert.True(found is null, $"{path}: {found}");
        }
    }
}
