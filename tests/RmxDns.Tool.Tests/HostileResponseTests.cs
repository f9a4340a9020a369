using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace RmxDns.Tool.Tests;

/// <summary><c>rmx query</c> against servers that answer wrongly: bounded, told, and never taken for an answer.</summary>
public class HostileResponseTests
{
    /// <summary>A response to a query: the query's own octets, QR set, and one RMX record <c>unused:</c> behind the question.</summary>
    private static byte[] Answer(byte[] query, int answers = 1, params byte[] record)
    {
        byte[] message = [.. query[..QuestionEnd(query)], .. record.Length > 0 ? record : Unused];
        message[2] |= 0x84;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)answers);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), 0);
        return message;
    }

    private static readonly byte[] Unused = [0xC0, 12, 0xFF, 0, 0, 1, 0, 0, 0, 60, 0, 1, 6];

    private static int QuestionEnd(byte[] query)
    {
        int at = 12;
        while (query[at] != 0)
            at += query[at] + 1;
        return at + 5;
    }

    private static byte[] With(byte[] message, int at, byte octet)
    {
        byte[] changed = [.. message];
        changed[at] = octet;
        return changed;
    }

    private static readonly string[] Impatient = ["--timeout", "300"];

    private static (RmxRun Run, JsonNode Json) Ask(ScriptedServer server, params string[] more)
    {
        RmxRun run = RmxRun.Of(["query", "victim.example", server.Argument, "--json", .. more.Contains("--timeout") ? [] : Impatient, "--tries", "1", .. more]);
        return (run, JsonNode.Parse(run.Output)!);
    }

    private static string NotesOf(JsonNode json) => string.Join('\n', json["notes"]!.AsArray().Select(note => (string?)note));

    [Fact]
    public void A_right_answer_is_taken()
    {
        using var server = new ScriptedServer(query => [Answer(query)]);
        (RmxRun run, JsonNode json) = Ask(server);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("unused:", (string?)json["records"]![0]!["data"]);
        Assert.Empty(json["notes"]!.AsArray());
    }

    public static TheoryData<string, string> Strays => new()
    {
        { "id", "a message with another id was ignored" },
        { "question", "a message with another question was ignored" },
        { "query", "a message with QR clear was ignored" },
        { "short", "octets that are no message were ignored" },
        { "silent", "no response over UDP within 0.3 s" },
    };

    [Theory]
    [MemberData(nameof(Strays))]
    public void What_answers_nothing_is_ignored_and_told(string fault, string note)
    {
        byte[] Stray(byte[] query)
        {
            byte[] right = Answer(query);
            return fault switch
            {
                "id" => With(right, 1, (byte)~right[1]),
                "question" => With(right, 13, (byte)(right[13] ^ 1)),
                "query" => With(right, 2, 0),
                _ => right[..5],
            };
        }
        using (var server = new ScriptedServer(query => fault == "silent" ? [] : [Stray(query)]))
        {
            (RmxRun run, JsonNode json) = Ask(server);
            Assert.Equal(1, run.ExitCode);
            Assert.Null(json["records"]);
            Assert.Contains(note, NotesOf(json), StringComparison.Ordinal);
        }
        using (var server = new ScriptedServer(query => fault == "silent" ? [Answer(query)] : [Stray(query), Answer(query)]))
            Assert.Equal(0, Ask(server).Run.ExitCode);
    }

    [Theory]
    [InlineData("C020 FF000001 0000003C 0001 06", "a compression pointer that does not lead back")]
    [InlineData("C0C8 FF000001 0000003C 0001 06", "a compression pointer that does not lead back")]
    [InlineData("40 FF000001 0000003C 0001 06", "an octet 0x40 where a label starts")]
    [InlineData("C00C FF000001 0000003C 0009 06", "the message ends inside RDATA")]
    [InlineData("C00C FF00", "the message ends inside a record")]
    [InlineData("C00C 000F0001 0000003C 0003 000A3F", "the message ends inside a label")]
    [InlineData("C00C 000F0001 0000003C 0004 000A0161 00", "a name runs past the end of the RDATA of MX")]
    public void A_malformed_response_is_told_with_its_place(string hex, string fault)
    {
        byte[] record = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        using var server = new ScriptedServer(query => [Answer(query, 1, record)]);
        (RmxRun run, JsonNode json) = Ask(server);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches($@"the response is malformed at octet \d+: {fault}", NotesOf(json));
    }

    [Fact]
    public void Counts_that_promise_more_than_comes_end_at_the_message()
    {
        using var server = new ScriptedServer(query => [Answer(query, 65535)]);
        (RmxRun run, JsonNode json) = Ask(server);
        Assert.Equal(1, run.ExitCode);
        Assert.Single(json["records"]!.AsArray());
        Assert.Contains("malformed", NotesOf(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Pointers_that_lead_back_and_back_end()
    {
        // Each owner points at the one before, so that each name is the question's.
        using var server = new ScriptedServer(query =>
        {
            var records = new List<byte>();
            int at = QuestionEnd(query), before = 12;
            for (int i = 0; i < 2000; i++, before = at, at += 12)
                records.AddRange([(byte)(0xC0 | (before >> 8)), (byte)before, 0xFF, 0, 0, 1, 0, 0, 0, 60, 0, 0]);
            return [Answer(query, 2000, [.. records])];
        });
        Stopwatch clock = Stopwatch.StartNew();
        JsonNode json = Ask(server).Json;
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.NotEmpty(json["records"]!.AsArray());
    }

    [Fact]
    public void A_flood_of_strays_ends_after_a_hundred()
    {
        using var server = new ScriptedServer(query => Enumerable.Repeat(With(Answer(query), 0, (byte)~query[0]), 300));
        (RmxRun run, JsonNode json) = Ask(server, "--timeout", "20000");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("over 100 datagrams that answer nothing; given up", NotesOf(json), StringComparison.Ordinal);
    }

    [Fact]
    public void An_oversized_response_and_octets_behind_it_are_told()
    {
        using var server = new ScriptedServer(query => [[.. Answer(query), .. new byte[600]]]);
        JsonNode json = Ask(server, "--no-edns").Json;
        Assert.Matches("the response has 6\\d\\d octets, 1\\d\\d more than the 512 that were allowed", NotesOf(json));
        Assert.Contains("600 octets stand behind the message", NotesOf(json), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_response_is_asked_for_again_over_tcp()
    {
        byte[] Whole(byte[] query)
        {
            byte[] answer = Answer(query);
            return [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
        }
        IEnumerable<byte[]> Truncated(byte[] query) => [With(Answer(query, 0), 2, 0x86)[..QuestionEnd(query)]];
        using (var server = new ScriptedServer(Truncated, Whole))
        {
            (RmxRun run, JsonNode json) = Ask(server);
            Assert.Equal((0, "TCP", true), (run.ExitCode, (string)json["transport"]!, (bool)json["truncatedOverUdp"]!));
            Assert.Equal("UDP", (string)Ask(server, "--ignore-tc").Json["transport"]!);
            Assert.Equal(0, Ask(server, "--tcp").Run.ExitCode);
        }
        using (var server = new ScriptedServer(Truncated, query => Whole(query)[..20]))
            Assert.Contains("closed the TCP connection before its response was whole", NotesOf(Ask(server).Json), StringComparison.Ordinal);
        using (var server = new ScriptedServer(Truncated, query => With(Whole(query), 3, (byte)~query[1])))
            Assert.Contains("another id", NotesOf(Ask(server).Json), StringComparison.Ordinal);
        using (var server = new ScriptedServer(Truncated))
            Assert.Contains("no response over TCP: ConnectionRefused", NotesOf(Ask(server).Json), StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_rdata_of_rmx_is_told_and_its_valid_entries_are_shown()
    {
        using var server = new ScriptedServer(query => [Answer(query, 1, 0xC0, 12, 0xFF, 0, 0, 1, 0, 0, 0, 60, 0, 3, 8, 1, 33)]);
        RmxRun run = RmxRun.Of("query", "victim.example", server.Argument);
        Assert.Contains("malformed RMX at octet 2: a prefix length over 32", run.Output, StringComparison.Ordinal);
        Assert.Contains(@"\# 3 080121", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n +1 +1  mx:", run.Output);
    }

    [Fact]
    public void Nobody_at_the_address_is_told() =>
        Assert.Equal(1, RmxRun.Of("query", "victim.example", $"@{RmxDns.Testing.FreeAddress.OwnAddress()}", "--timeout", "100", "--tries", "1").ExitCode);

    [Theory]
    [InlineData("query", "a.example", "@192.0.2")]
    [InlineData("query", "a.example", "@192.0.2.1:0")]
    [InlineData("query", "a..example", "@127.0.0.1")]
    [InlineData("query", "a.example", "b.example")]
    [InlineData("query", "a.example", "@127.0.0.1", "--bufsize", "70000")]
    [InlineData("query", "a.example", "@127.0.0.1", "-t", "NOTYPE")]
    public void What_cannot_be_asked_is_told(params string[] arguments)
    {
        RmxRun run = RmxRun.Of(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("rmx: ", run.Error, StringComparison.Ordinal);
    }
}
