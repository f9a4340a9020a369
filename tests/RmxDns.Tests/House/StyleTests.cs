using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RmxDns.Testing;

namespace RmxDns.Tests.House;

/// <summary>Sizes, names and what is not to be found in the project's files.</summary>
public partial class StyleTests
{
    private const int LongestFile = 400;
    private const int LongestMethod = 60;

    [Fact]
    public void Files_are_short() =>
        Assert.Empty(Sources.All.Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void Methods_fit_a_screen()
    {
        var tooLong = new List<string>();
        foreach ((string path, string[] lines) in Sources.All)
        {
            int start = -1;
            for (int i = 1; i < lines.Length; i++)
            {
                // A member's body opens and closes at four spaces.
                if (lines[i] == "    {" && !TypeLine().IsMatch(lines[i - 1]))
                    start = i;
                else if (lines[i] == "    }" && start >= 0)
                {
                    if (i - start - 1 > LongestMethod)
                        tooLong.Add($"{path}:{start + 1}: {i - start - 1} lines");
                    start = -1;
                }
            }
        }
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_named_manager_helper_or_utils() =>
        Assert.Empty(Sources.All.SelectMany(file => file.Lines.Where(line => VagueName().IsMatch(line)).Select(line => $"{file.Path}: {line}")));

    [Fact]
    public void Nothing_is_left_undone_or_silenced()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "#pragma warning " + "disable", "#reg" + "ion", "Thread." + "Sleep", "NotImplemented" + "Exception"];
        Assert.Empty(Sources.All.SelectMany(file => file.Lines
            .Where(line => marks.Any(mark => line.Contains(mark, StringComparison.Ordinal)))
            .Select(line => $"{file.Path}: {line.Trim()}")));
    }

    [Fact]
    public void Namespaces_are_folders()
    {
        var wrong = new List<string>();
        foreach ((string path, string[] lines) in Sources.All)
        {
            string? declared = lines.FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
            string expected = $"namespace {Path.GetDirectoryName(path)!.Replace('\\', '/').Split('/', 2)[1].Replace('/', '.')};".Replace("namespace rmx", "namespace RmxDns.Tool", StringComparison.Ordinal)
                .Replace("namespace bench.", "namespace ", StringComparison.Ordinal).Replace("namespace interop.", "namespace ", StringComparison.Ordinal)
                .Replace("namespace micro", "namespace RmxDns.Bench.Micro", StringComparison.Ordinal);
            if (declared is not null && declared != expected)
                wrong.Add($"{path}: {declared} instead of {expected}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Interfaces_have_several_implementations()
    {
        string all = string.Join('\n', Sources.Below("server").SelectMany(file => file.Lines));
        foreach (Match declared in InterfaceLine().Matches(all))
        {
            string name = declared.Groups[1].Value;
            int count = Regex.Count(all, $@"(class|struct|record) [^\n{{]*:[^\n{{]*\b{name}\b|^[^\n]*\) : [^\n]*\b{name}\b", RegexOptions.Multiline);
            Assert.True(count > 1, $"{name} has {count} implementations");
        }
    }

    [Fact]
    public void Every_package_is_used_and_has_its_reason_in_the_readme()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        string projects = string.Join('\n', ((string[])["server", "tests", "tools"]).Select(folder => Repository.PathOf(folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories).Append(Path.Combine(folder, "Directory.Build.props")))
            .Where(File.Exists).Select(File.ReadAllText));
        string[] onlyPinned = ["BouncyCastle.Cryptography"];
        string[] packages = [.. XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value)];
        foreach (string name in packages)
        {
            Assert.Contains(name, readme, StringComparison.Ordinal);
            Assert.True(onlyPinned.Contains(name) || projects.Contains($"\"{name}\"", StringComparison.Ordinal), $"no project uses {name}");
        }
        foreach (string row in readme[readme.IndexOf("| package |", StringComparison.Ordinal)..].Split('\n').Skip(2).TakeWhile(line => line.StartsWith('|')))
        {
            // Kestrel comes with the framework, and Serilog with the packages that start with its name.
            foreach (Match named in DottedName().Matches(row.Split('|')[1]).Where(named => named.Value != "Microsoft.AspNetCore.App"))
                Assert.True(packages.Contains(named.Value), $"the README lists {named.Value}, which nothing refers to");
        }
    }

    [Fact]
    public void Files_speak_of_the_project_alone()
    {
        using Process? git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "grep", "-nIE", "(^|[^.a-zA-Z0-9])/(work|home|root)/[a-z]", "--", "."])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Assert.NotNull(git);
        string found = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.DoesNotContain(found.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.Contains("StyleTests.cs", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"[A-Z]\w+(\.\w+)+")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\b")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum) \w*(Manager|Helper|Utils|Util)\b")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"interface (I[A-Z]\w+)")]
    private static partial Regex InterfaceLine();
}
