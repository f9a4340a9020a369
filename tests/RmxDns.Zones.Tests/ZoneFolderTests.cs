using RmxDns.Rdata;
using RmxDns.Wire;

namespace RmxDns.Zones.Tests;

/// <summary>Which files of a folder are zones, which of two files of one zone is served, and what happens to a file that cannot be read.</summary>
public sealed class ZoneFolderTests : IDisposable
{
    private const string Zone = "'': {type: NS, value: ns.example.net.}\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("rmxdns-zones-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Zone_files_are_those_with_the_ending_and_without_a_dot_in_front()
    {
        foreach (string name in new[] { "b.yaml", "a.yml", "B.yaml", ".hidden.yaml", "notes.txt", "c.yaml~", "d.yaml.swp", "e.YAML" })
            Write(name, Zone);
        Directory.CreateDirectory(Path.Combine(_folder, "folder.yaml"));
        Write(Path.Combine("folder.yaml", "inner.yaml"), Zone);
        Assert.Equal(["B.yaml", "a.yml", "b.yaml"], ZoneFolder.Scan(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Links_are_followed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".data"));
        Write(Path.Combine(".data", "example.com.yaml"), Zone);
        File.CreateSymbolicLink(Path.Combine(_folder, "example.com.yaml"), Path.Combine(".data", "example.com.yaml"));
        string path = Assert.Single(ZoneFolder.Scan(_folder));
        Assert.NotNull(Loader().Load(path).Contents);
    }

    [Fact]
    public void A_path_to_a_file_is_that_file()
    {
        Write("example.com.yaml", Zone);
        string path = Path.Combine(_folder, "example.com.yaml");
        Assert.Equal([path], ZoneFolder.Scan(path));
        Assert.Throws<FileNotFoundException>(() => ZoneFolder.Scan(Path.Combine(_folder, "nothing")));
    }

    [Fact]
    public void Of_two_files_of_one_zone_the_first_is_served()
    {
        Write("a.yaml", "$origin: EXAMPLE.com\n" + Zone);
        Write("example.com.yaml", Zone);
        Write("example.com.yml", Zone);
        Write("other.yaml", Zone);
        IReadOnlyList<ZoneFile> files = ZoneFile.RefuseDuplicates([.. ZoneFolder.Scan(_folder).Select(Loader().Load)]);
        Assert.Equal([true, false, false, true], files.Select(file => file.Contents is not null));
        Assert.Equal([false, true, true, false], files.Select(file => file.Findings.Any(finding => finding.Rule.Id == "duplicate-zone")));
        Assert.Contains("a.yaml", files[2].Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_finding()
    {
        ZoneFile file = Loader().Load(Path.Combine(_folder, "example.com.yaml"));
        Assert.Equal("file-unreadable", Assert.Single(file.Findings).Rule.Id);
        Assert.Equal(Name.Parse("example.com."), file.Origin);
        Assert.Equal("file-unreadable", Assert.Single(Loader().Load(_folder).Findings).Rule.Id);
    }

    [Fact]
    public void A_split_zone_is_reported()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "example.com."));
        Directory.CreateDirectory(Path.Combine(_folder, "backup"));
        Assert.Contains("split zones", Assert.Single(ZoneFolder.FindSplitZones(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_control_characters_never_reaches_a_line_raw()
    {
        Write("a\nb\u001b[31m.yaml", "www: {type: A, value: x}\n" + "\"c\\e[0m\": {type: A, value: \"\\e[0m\\nfake.yaml:1:1: error\"}\n");
        ZoneFile file = Loader().Load(Assert.Single(ZoneFolder.Scan(_folder)));
        Assert.NotEmpty(file.Findings);
        Assert.All(file.Findings, finding => Assert.DoesNotContain(finding.ToString(), character => char.IsControl(character)));
    }

    private static ZoneFileLoader Loader() => new(new TypeTable(), new LoadSettings());

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
