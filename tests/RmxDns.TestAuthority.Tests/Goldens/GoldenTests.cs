using RmxDns.Testing;

namespace RmxDns.TestAuthority.Tests.Goldens;

/// <summary>What every case answers is, octet for octet, what <c>tests/data/interop/goldens.txt</c> holds; whether that is what the case says is for those who read it.</summary>
public class GoldenTests
{
    [Fact]
    public void Every_case_answers_its_golden_packets()
    {
        string[] kept = File.ReadAllLines(Repository.PathOf("tests", "data", "interop", "goldens.txt"));
        string[] found = [.. AnsweredCase.All.SelectMany(answered => answered.Lines)];
        if (kept.SequenceEqual(found))
            return;
        string path = Path.Combine(Path.GetTempPath(), "rmxdns-goldens.txt");
        File.WriteAllLines(path, found);
        Assert.Fail($"{kept.Except(found).Count()} lines differ, the first of them {found.Except(kept).FirstOrDefault()}; all stand in {path}");
    }
}
