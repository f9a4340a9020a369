using System.Text.Json;
using System.Text.Json.Nodes;
using RmxDns.Testing;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx encode</c> and <c>rmx decode</c> against vectors that an independent encoder made.</summary>
[Collection(nameof(StandardInput))]
public class OctetTests
{
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "data", "rmx", "rmx-rdata.json"))).RootElement;

    [Fact]
    public void Encode_gives_the_octets_of_every_valid_text()
    {
        foreach (JsonElement vector in Vectors.GetProperty("valid").EnumerateArray())
        {
            string text = vector.GetProperty("text").GetString()!;
            IEnumerable<string> also = vector.TryGetProperty("also", out JsonElement others) ? others.EnumerateArray().Select(other => other.GetString()!) : [];
            foreach (string written in also.Append(text))
            {
                JsonNode json = Json(RmxRun.With(written, "encode", "--json", "-"));
                Assert.Equal(vector.GetProperty("rdata").GetString(), (string?)json["hex"]);
                Assert.Equal(text, (string?)json["text"]);
            }
        }
    }

    [Fact]
    public void Decode_gives_the_text_of_all_valid_octets_and_explains_each()
    {
        foreach (JsonElement vector in Vectors.GetProperty("valid").EnumerateArray().Concat(Vectors.GetProperty("lenientRdata").EnumerateArray()))
        {
            string hex = vector.GetProperty("rdata").GetString()!;
            JsonNode json = Json(RmxRun.Of("decode", "--json", $@"\# {hex.Length / 2} {hex}"));
            Assert.Equal(vector.GetProperty("text").GetString(), (string?)json["text"]);
            AssertExplained(hex, json);
            Assert.Null(json["fault"]);
        }
    }

    [Fact]
    public void Decode_shows_where_malformed_octets_start_and_what_was_valid_before()
    {
        foreach (JsonElement vector in Vectors.GetProperty("malformedRdata").EnumerateArray())
        {
            string hex = vector.GetProperty("rdata").GetString()!;
            RmxRun run = RmxRun.Of("decode", "--json", $@"\# {hex.Length / 2} {hex}");
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("rmx: malformed at octet ", run.Error, StringComparison.Ordinal);
            JsonNode json = JsonNode.Parse(run.Output)!;
            Assert.Null(json["text"]);
            Assert.Equal(vector.GetProperty("entriesBefore").GetString(), string.Join(' ', json["entries"]!.AsArray().Select(entry => (string?)entry!["text"])));
            Assert.InRange((int)json["fault"]!["offset"]!, 0, hex.Length / 2);
            AssertExplained(hex, json);
        }
    }

    [Fact]
    public void Encode_refuses_malformed_text_and_marks_the_place()
    {
        foreach (JsonElement vector in Vectors.GetProperty("malformedText").EnumerateArray())
        {
            string text = vector.GetProperty("text").GetString()!;
            RmxRun run = RmxRun.With(text, "encode", "-");
            Assert.True(run.ExitCode == 1, text);
            Assert.Empty(run.Output);
            Assert.Matches(@"^rmx: at character \d+: .+\n  .*\n  +\^+\n$", run.Error);
        }
    }

    [Theory]
    [InlineData("ipv4:192.0.2.1 ipv4:192.0.2.300 mx", "                 ^^^^^^^^^^^")]
    [InlineData("mx sendmail:x", "  ^^^^^^^^")]
    public void The_mark_stands_under_the_token(string text, string mark)
    {
        string error = RmxRun.Of("encode", text).Error;
        string[] lines = error.Split('\n');
        Assert.Equal("  " + text, lines[1]);
        Assert.Equal(mark.Trim().Length, lines[2].Trim().Length);
        Assert.Equal(text.IndexOf(mark.Trim().Length == 11 ? "192.0.2.300" : "sendmail", StringComparison.Ordinal) + 2, lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8120c000024208")]
    [InlineData("81 20 c0 00 02 42 08")]
    [InlineData("8120C000 024208")]
    [InlineData(@"\# 7 8120c000024208")]
    [InlineData(@"TYPE65280 \# 7 ( 8120c000 024208 )")]
    [InlineData("example.com.\t3600\tIN\tTYPE65280 \\# 7 8120C000024208")]
    public void Decode_reads_octets_as_people_have_them(string hex)
    {
        Assert.StartsWith("!ipv4:192.0.2.66 mx:\n", RmxRun.Of("decode", hex).Output, StringComparison.Ordinal);
        Assert.StartsWith("!ipv4:192.0.2.66 mx:\n", RmxRun.Of(["decode", .. hex.Split(' ')]).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("81 2", "odd")]
    [InlineData("81 2x", "no hexadecimal digit")]
    [InlineData(@"\# 8 8120c000024208", "the length says 8 octets and 7 follow")]
    [InlineData(@"\# x 06", @"behind \# stands the length")]
    [InlineData("", @"a record without entries is \# 0")]
    [InlineData("(06)", "no hexadecimal digit")]
    public void Decode_says_what_is_wrong_with_what_is_no_octets(string hex, string message)
    {
        RmxRun run = RmxRun.Of("decode", hex);
        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_without_entries_goes_both_ways()
    {
        Assert.Equal("\\# 0\nTYPE65280 \\# 0\n", RmxRun.Of("decode", @"\# 0").Output);
        Assert.Equal("\\# 0\nTYPE65300 \\# 0\n", RmxRun.Of("encode", @"\# 0", "--rmx-type", "65300").Output);
    }

    [Fact]
    public void The_largest_record_is_explained_and_one_octet_more_is_refused()
    {
        string largest = string.Concat(Enumerable.Repeat("08", 65535));
        Assert.Equal(0, RmxRun.With(largest, "decode", "-").ExitCode);
        RmxRun run = RmxRun.With(largest + "08", "decode", "-");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("65536 octets", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, RmxRun.With(new string(' ', 2 << 20), "decode", "-").ExitCode);
    }

    [Fact]
    public void Nothing_that_a_terminal_acts_on_is_printed()
    {
        RmxRun run = RmxRun.Of("encode", "mx \u001b]0;title\u0007");
        Assert.DoesNotContain(run.Error, c => char.IsControl(c) && c != '\n');
        Assert.Equal(1, run.ExitCode);
    }

    private static JsonNode Json(RmxRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    /// <summary>Every octet is explained once, in order.</summary>
    private static void AssertExplained(string hex, JsonNode json)
    {
        Assert.Equal(hex, string.Concat(json["meaning"]!.AsArray().Select(note => (string?)note!["hex"])));
        int at = 0;
        foreach (JsonNode? note in json["meaning"]!.AsArray())
        {
            Assert.Equal(at, (int)note!["offset"]!);
            at += ((string)note["hex"]!).Length / 2;
        }
    }
}
