using RmxDns.Testing;
using RmxDns.Testing.Tables;

namespace RmxDns.Server.Tests.Rfc;

/// <summary>The examples of the RFCs, asked of the server over its sockets.</summary>
public class RfcTableTests
{
    private static readonly string Folder = Repository.PathOf("tests", "data", "rfc");

    public static TheoryData<string> Tables => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Each_response_is_as_the_rfc_has_it(string table)
    {
        RfcTable examples = RfcTable.Read(Path.Combine(Folder, table));
        Assert.NotEqual(0, examples.Count);
        using var served = ServedZones.Start(examples.Zones);
        Assert.Empty(examples.Faults(served.Server.EndPoint));
    }
}
