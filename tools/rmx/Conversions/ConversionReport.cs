using System.Globalization;
using System.Text.Json.Nodes;
using RmxDns.Rdata;
using RmxDns.Rmx;
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
        screen.Line(toSpf ? policy : $"type: RMX\nvalue:\n{string.Join('\n', entries.Split(' ').Select(entry => $"  - '{entry}'"))}");
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
            ["rmx"] = new JsonObject { ["entries"] = JsonText.List(entries.Split(' ').Select(entry => (JsonNode)entry)), ["answerOctets"] = rmx },
            ["losses"] = JsonText.List(losses.Select(loss => new JsonObject { ["term"] = loss.Term, ["message"] = loss.Message })),
        };
        if (Shared is { } shared)
            json["apl"] = new JsonObject { ["owner"] = shared.Owner.ToString(), ["value"] = shared.Value };
        return json;
    }

    /// <summary>The networks of a record as one list that others can refer to, and the record that does so; null when it has none.</summary>
    public static (string Entries, string List)? Share(string entries, Name owner)
    {
        var rest = new List<string>();
        var items = new List<string>();
        foreach (string entry in entries.Split(' '))
        {
            string plain = entry.TrimStart('!');
            int family = plain.StartsWith("ipv4:", StringComparison.Ordinal) ? 1 : plain.StartsWith("ipv6:", StringComparison.Ordinal) ? 2 : 0;
            // A denial within a list only ends the entry, so that it has to stay outside.
            if (family == 0 || entry != plain || !AddressPrefix.TryParse(plain.AsSpan(5), out AddressPrefix? prefix))
                rest.Add(entry);
            else
                items.Add(string.Create(CultureInfo.InvariantCulture, $"{family}:{(family == 1 ? AddressText.FormatIpv4(prefix!.Network) : AddressText.FormatIpv6(prefix!.Network))}/{prefix.Length}"));
        }
        return items.Count == 0 ? null : (string.Join(' ', rest.Append($"apl:{owner}")), string.Join(' ', items));
    }

    private static string Octets(int count) => count.ToString(CultureInfo.InvariantCulture);
}
