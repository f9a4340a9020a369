using System.Text.Json;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Interop.Cases;
using RmxDns.Tool.Interop.Judging;
using RmxDns.Tool.Interop.Running;
using RmxDns.Tool.Output;
using RmxDns.Zones.Lint;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>The report for programs, in the form of <c>docs/interop-report.schema.json</c>; the version counts up when a reader would have to change.</summary>
internal static class CheckJson
{
    private const int Version = 1;

    public static void Write(CheckReport report, TextWriter output) => JsonText.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.Object("tool", () =>
        {
            json.WriteString("name", RmxProgram.Name);
            json.WriteString("version", RmxProgram.Version);
        });
        json.WriteString("resolver", report.Settings.Resolver.ToString());
        json.WriteString("authority", report.Settings.Authority.ToString());
        json.WriteBoolean("delegated", report.Settings.Delegated);
        json.WriteNumber("milliseconds", (long)report.Elapsed.TotalMilliseconds);
        json.Object("summary", () =>
        {
            json.WriteNumber("cases", report.Settings.Cases.Count);
            foreach (Outcome outcome in Enum.GetValues<Outcome>())
                json.WriteNumber(outcome.ToString().ToLowerInvariant(), report.Count(outcome));
        });
        json.Array("cases", report.Settings.Cases, subject => WriteCase(json, subject));
        json.Array("results", report.Results, result => WriteResult(json, result));
        json.WriteEndObject();
    });

    private static void WriteCase(Utf8JsonWriter json, InteropCase subject)
    {
        json.WriteString("id", subject.Id);
        json.WriteString("group", subject.Group);
        json.WriteString("title", subject.Title);
        json.WriteString("name", $"{subject.Name}.interop.test.");
        json.WriteString("type", subject.Type);
        json.WriteString("clause", subject.Clause);
        json.WriteString("authority", subject.Authority);
        json.WriteString("resolver", subject.Resolver);
        json.WriteBoolean("quick", subject.Quick);
        json.WriteBoolean("timing", subject.Timing);
        WriteTexts(json, "tolerates", subject.Tolerated.Select(expected => expected.Why!));
    }

    private static void WriteResult(Utf8JsonWriter json, CheckResult result)
    {
        IReadOnlyList<Carried> messages = result.Conversation?.Messages ?? [];
        Carried[] sent = [.. messages.Where(message => message.Outward)], came = [.. messages.Where(message => !message.Outward)];
        json.WriteString("case", result.Case.Id);
        json.WriteString("variant", result.Variant.Name);
        json.WriteString("outcome", result.Verdict.Word);
        json.WriteString("reason", FindingText.Escape(result.Verdict.Reason));
        json.WriteString("came", FindingText.Escape(result.Verdict.Came));
        json.WriteNumber("milliseconds", (long)(result.Conversation?.Elapsed.TotalMilliseconds ?? 0));
        WriteTexts(json, "sent", sent.Select(message => Convert.ToHexStringLower(message.Octets)));
        WriteTexts(json, "sentOver", sent.Select(Transport));
        WriteTexts(json, "received", came.Select(message => Convert.ToHexStringLower(message.Octets)));
        WriteTexts(json, "receivedOver", came.Select(Transport));
        WriteTexts(json, "seen", result.Seen.Select(query => query.ToString()));
    }

    private static string Transport(Carried message) => message.OverTcp ? "tcp" : "udp";

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
