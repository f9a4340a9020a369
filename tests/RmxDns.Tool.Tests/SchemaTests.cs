using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx schema</c> and the file that is kept of it. Whether it agrees with the parser is for the tests of the parser.</summary>
public class SchemaTests
{
    private static readonly string Kept = File.ReadAllText(Repository.PathOf("zones", "rmxdns-zone.schema.json"));

    [Fact]
    public void The_kept_schema_is_what_the_program_prints() =>
        Assert.True(Kept == RmxRun.Of("schema").Output, "zones/rmxdns-zone.schema.json is stale: dotnet run --project tools/rmx -- schema > zones/rmxdns-zone.schema.json");

    [Fact]
    public void It_offers_every_type_of_a_zone_and_every_mapping_key()
    {
        JsonNode schema = JsonNode.Parse(Kept)!;
        RdataType[] types = [.. new TypeTable().Known.Where(type => !type.IsMeta)];
        Assert.Equal(
            types.Select(type => type.Mnemonic).Order(StringComparer.Ordinal),
            schema["$defs"]!["record"]!["else"]!["else"]!["properties"]!["type"]!["anyOf"]![0]!["enum"]!.AsArray().Select(name => (string)name!));
        foreach (RdataType type in types.Where(type => type.HasMapping))
        {
            string text = schema["$defs"]![type.Mnemonic]!.ToJsonString();
            Assert.All(type.Fields.SelectMany(field => field.MappingKeys).SelectMany(key => key.Names), name => Assert.Contains($"\"{name}\"", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Another_type_code_is_a_synonym_of_rmx_then()
    {
        string other = RmxRun.Of("schema", "--rmx-type", "65300").Output;
        Assert.Contains("0*65300)$", other, StringComparison.Ordinal);
        Assert.DoesNotContain("0*65280)$", other, StringComparison.Ordinal);
    }
}
