using RmxDns.Rdata;
using RmxDns.Tool.Interop.Asking;
using RmxDns.Tool.Messages;

namespace RmxDns.Tool.Interop.Reports;

/// <summary>A message that was sent or came, in a line.</summary>
internal static class MessageLine
{
    /// <summary>The line.</summary>
    public static string Of(Carried carried, TypeTable types)
    {
        string way = $"{(carried.Outward ? "sent" : "came")} over {(carried.OverTcp ? "TCP" : "UDP")}, {carried.Octets.Length} octets: ";
        if (MessageReader.Read(carried.Octets, types) is not { } message)
            return way + "no message";
        string question = message.Questions is [{ } asked, ..] ? $"{asked.Name} {types.NameOf(asked.Type)}" : "no question";
        if (carried.Outward)
            return $"{way}{question}{(message.Opt is { } opt ? $", EDNS {opt.Class}" : ", no EDNS")}";
        string counts = string.Join(", ", Enum.GetValues<Section>().Select(section => (Section: section, Count: message.In(section).Count()))
            .Where(found => found.Count > 0).Select(found => $"{found.Count} {found.Section.ToString().ToLowerInvariant()}"));
        string fault = message.Fault is { } broken ? $", malformed at octet {broken.Offset}" : "";
        return $"{way}{RcodeText.Of(message.Rcode)}{(message.Truncated ? ", TC" : "")}, {(counts.Length > 0 ? counts : "no records")}{(message.Opt is null ? "" : ", OPT")}{fault}";
    }
}
