using System.Text.Json;
using RmxDns.Rmx;
using RmxDns.Testing;
using RmxDns.Wire;

namespace RmxDns.Tests.Rmx;

/// <summary>The record's test vectors, made by an encoder that was written apart from this project.</summary>
public class VectorTests
{
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "rmx", "rmx-rdata.json"))).RootElement;

    public static IEnumerable<TheoryDataRow<string>> Rows(string kind) =>
        Vectors.GetProperty(kind).EnumerateArray().Select(vector => new TheoryDataRow<string>(vector.GetRawText()));

    [Theory]
    [MemberData(nameof(Rows), "valid")]
    public void Valid_text_and_octets_are_the_same_record(string json)
    {
        JsonElement vector = JsonDocument.Parse(json).RootElement;
        string text = vector.GetProperty("text").GetString()!;
        byte[] rdata = Convert.FromHexString(vector.GetProperty("rdata").GetString()!);
        Assert.True(RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault fault), fault.Message);
        Assert.Equal(text, RmxText.Format(record));
        Assert.Equal(rdata, record.Encode());
        IEnumerable<string> inputs = vector.TryGetProperty("also", out JsonElement also) ? also.EnumerateArray().Select(e => e.GetString()!) : [];
        foreach (string input in inputs.Prepend(text))
        {
            Assert.True(RmxTextReader.TryParse(input, out byte[] octets, out TextFault wrong), $"{input}: {wrong.Message}");
            Assert.Equal(rdata, octets);
            Assert.True(ZoneText.Types[RrType.DefaultRmx].TryParseText(input, Name.Root, out octets, out wrong), $"{input}: {wrong.Message}");
            Assert.Equal(rdata, octets);
        }
    }

    [Theory]
    [MemberData(nameof(Rows), "lenientRdata")]
    public void Pad_bits_are_read_over_and_not_written(string json)
    {
        JsonElement vector = JsonDocument.Parse(json).RootElement;
        Assert.True(RmxWire.TryDecode(Convert.FromHexString(vector.GetProperty("rdata").GetString()!), out RmxRecord record, out _));
        Assert.Equal(vector.GetProperty("text").GetString(), RmxText.Format(record));
        Assert.Equal(vector.GetProperty("canonicalRdata").GetString(), Convert.ToHexStringLower(record.Encode()));
        Assert.Contains(record.Entries, entry => entry.HasPadBits);
    }

    [Theory]
    [MemberData(nameof(Rows), "malformedRdata")]
    public void Malformed_octets_are_a_fault_behind_the_entries_before(string json)
    {
        JsonElement vector = JsonDocument.Parse(json).RootElement;
        byte[] rdata = Convert.FromHexString(vector.GetProperty("rdata").GetString()!);
        Assert.False(RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault fault));
        Assert.NotEmpty(fault.Message);
        int before = record.Encode().Length;
        Assert.InRange(fault.Offset, before, rdata.Length);
        Assert.Equal(vector.GetProperty("entriesBefore").GetString(), string.Join(' ', record.Entries.Select(RmxText.Format)));
        Assert.NotNull(ZoneText.Types[RrType.DefaultRmx].Check(rdata));
    }

    [Theory]
    [MemberData(nameof(Rows), "malformedText")]
    public void Malformed_text_is_a_fault_that_stands_in_the_text(string json)
    {
        string text = JsonDocument.Parse(json).RootElement.GetProperty("text").GetString()!;
        Assert.False(RmxTextReader.TryParse(text, out _, out TextFault fault));
        Assert.NotEmpty(fault.Message);
        Assert.InRange(fault.Offset, 0, text.Length);
        Assert.InRange(fault.Offset + fault.Length, 0, text.Length);
        Assert.False(ZoneText.Types[RrType.DefaultRmx].TryParseText(text, Name.Root, out _, out _));
    }
}
