using System.Globalization;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Tool.Output;
using RmxDns.Wire;
using RmxDns.Zones.Spf;

namespace RmxDns.Tool.Conversions;

/// <summary>A policy and a record that say the same, side by side: both texts, the octets of both answers, and what is lost between them.</summary>
/// <param name="domain">The domain that publishes them.</param>
/// <param name="policy">The SPF policy.</param>
/// <param name="entries">The RMX record, as text.</param>
/// <param name="losses">What the result does not say.</param>
/// <param name="types">The record types.</param>
internal sealed class ConversionReport(Name domain, string policy, string entries, IReadOnlyList<SpfLoss> losses, TypeTable types)
{
    // Header, QTYPE and QCLASS; owner as a pointer, type, class, TTL, RDLENGTH.
    private const int AroundName = 16;
    private const int RecordHeader = 12;

    /// <summary>The list of shared addresses, where one is proposed: its owner and its value.</summary>
    public (Name Owner, string Value)? Shared { get; init; }

    /// <summary>The entries one by one; a record without any has the generic form.</summary>
    private string[] List => entries.StartsWith('\\') ? [] : entries.Split(' ');

    /// <summary>Octets of the answers, without EDNS and additional records.</summary>
    private (int Spf, int Rmx) Sizes()
    {
        int around = AroundName + domain.Wire.Length + RecordHeader;
        _ = types[types.RmxType].TryParseText(entries, Name.Root, out byte[] rdata, out _);
        return (around + policy.Length + ((policy.Length + 254) / 255), around + rdata.Length);
    }

    /// <summary>Prints the RMX record as a zone file has it, or the policy.</summary>
    public void Write(Screen screen, TextWriter error, bool toSpf)
    {
        screen.Line(toSpf ? policy : $"type: RMX\nvalue:{(List.Length == 0 ? $" '{entries}'" : string.Concat(List.Select(entry => $"\n  - '{entry}'")))}");
        if (Shared is { } shared)
            screen.Line($"\n# at {shared.Owner}\ntype: APL\nvalue: [{string.Join(", ", shared.Value.Split(' ').Select(item => $"'{item}'"))}]");
        screen.Line();
        (int spf, int rmx) = Sizes();
        var sheet = new Sheet("record", ">answer", ">of 512", "text");
        sheet.Add("TXT", Octets(spf), Octets(512 - spf), policy);
        sheet.Add("RMX", Octets(rmx), Octets(512 - rmx), entries);
        sheet.WriteTo(screen);
        foreach (SpfLoss loss in losses)
            error.WriteLine($"rmx: lost: {(loss.Term.Length > 0 ? Zones.Lint.FindingText.Escape(loss.Term) + ": " : "")}{loss.Message}");
    }

    /// <summary>The same as JSON.</summary>
    public JsonObject ToJson()
    {
        (int spf, int rmx) = Sizes();
        var json = new JsonObject
        {
            ["domain"] = domain.ToString(),
            ["spf"] = new JsonObject { ["text"] = policy, ["answerOctets"] = spf },
            ["rmx"] = new JsonObject { ["entries"] = JsonText.List(List.Select(entry => (JsonNode)entry)), ["answerOctets"] = rmx },
            ["losses"] = JsonText.List(losses.Select(loss => new JsonObject { ["term"] = loss.Term, ["message"] = loss.Message })),
        };
        if (Shared is { } shared)
            json["apl"] = new JsonObject { ["owner"] = shared.Owner.ToString(), ["value"] = shared.Value };
        return json;
    }

    private static string Octets(int count) => count.ToString(CultureInfo.InvariantCulture);
}
