namespace RmxDns.Interop.Matrix;

/// <summary>What one resolver did in one case and variant: an element of results.json. The verdict is that of <c>rmx interop check</c>, never changed here.</summary>
/// <param name="Resolver">The resolver's id.</param>
/// <param name="Mode"><c>iterate</c>, <c>forward</c> or <c>stub</c>.</param>
/// <param name="Case">The case's id.</param>
/// <param name="Variant">First or cached, transport, EDNS: <c>first-udp-edns</c>.</param>
/// <param name="Outcome"><c>pass</c>, <c>tolerated</c>, <c>fail</c> or <c>error</c>.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Sent">The messages sent to the resolver, in hexadecimal.</param>
/// <param name="Received">The messages that came back.</param>
/// <param name="SentOver"><c>udp</c> or <c>tcp</c> for each message sent.</param>
/// <param name="ReceivedOver">The same for each that came back.</param>
/// <param name="Milliseconds">From the first message to the verdict.</param>
/// <param name="Seen">The queries of the type that the authority saw with the label until then: transport and EDNS size.</param>
internal sealed record CaseResult(
    string Resolver, string Mode, string Case, string Variant, string Outcome, string Reason,
    IReadOnlyList<string> Sent, IReadOnlyList<string> Received, IReadOnlyList<string> SentOver, IReadOnlyList<string> ReceivedOver, double Milliseconds, IReadOnlyList<string> Seen)
{
    public const string Pass = "pass", Tolerated = "tolerated", Fail = "fail", Error = "error";

    /// <summary>From best to worst.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = [Pass, Tolerated, Fail, Error];
}
