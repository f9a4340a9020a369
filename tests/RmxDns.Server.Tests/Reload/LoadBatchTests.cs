using RmxDns.Server.Reload;

namespace RmxDns.Server.Tests.Reload;

/// <summary>Where a batch of files ends: at 512 files, or before it would hold more than 64 MiB that have to be read.</summary>
public sealed class LoadBatchTests : IDisposable
{
    private const int Mebi = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("rmxdns-batch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(new int[0], "")]
    [InlineData(new[] { 1, 1, 1 }, "3")]
    [InlineData(new[] { 40, 24, 1 }, "2 3")]
    [InlineData(new[] { 40, 40, 40 }, "1 2 3")]
    [InlineData(new[] { 1, 200, 1, 1 }, "1 2 4")]
    [InlineData(new[] { 200, 200 }, "1 2")]
    [InlineData(new[] { 40, -400, 20, -400, 20 }, "4 5")]
    public void Octets_count_where_a_file_is_due(int[] mebiOctets, string ends)
    {
        TrackedFile[] files = [.. mebiOctets.Select((size, i) => Sparse($"{i}.yaml", Math.Abs((long)size) * Mebi))];
        Assert.Equal(ends, string.Join(' ', EndsOf(files, [.. mebiOctets.Select(size => size > 0)])));
    }

    [Fact]
    public void Files_count_and_those_that_are_gone_take_no_octets()
    {
        TrackedFile[] files = [.. Enumerable.Range(0, 1200).Select(i => new TrackedFile(Path.Combine(_folder, $"{i}.yaml")))];
        Assert.Equal([512, 1024, 1200], EndsOf(files, [.. files.Select(_ => true)]));
    }

    private static IEnumerable<int> EndsOf(TrackedFile[] files, bool[] due)
    {
        for (int end = 0; end < files.Length;)
            yield return end = LoadBatch.EndOf(files, due, end);
    }

    private TrackedFile Sparse(string name, long octets)
    {
        string path = Path.Combine(_folder, name);
        using (FileStream file = File.Create(path))
            file.SetLength(octets);
        return new TrackedFile(path);
    }
}
