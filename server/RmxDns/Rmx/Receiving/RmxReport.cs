using System.Globalization;
using RmxDns.Wire;

namespace RmxDns.Rmx.Receiving;

/// <summary>The header field that tells later readers of a message what the check said (draft-danisch-dns-rr-smtp §8).</summary>
public static class RmxReport
{
    /// <summary>
    /// <c>X-RMX: RESULT addr ADDRESS by HOST on DATE mechanism MECHANISM</c>, one line, not folded and without its end.
    /// </summary>
    /// <param name="result">The outcome.</param>
    /// <param name="client">Whom it is about.</param>
    /// <param name="host">The receiver's own name.</param>
    /// <param name="date">When the check was made; written as RFC 5322 §3.3 does.</param>
    public static string Format(RmxResult result, RmxClient client, Name host, DateTimeOffset date)
    {
        string mechanism = result.Deciding is null ? "none" : RmxText.Format(result.Deciding);
        string zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "");
        string written = date.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone;
        string name = host.IsRoot ? "." : host.ToString()[..^1];
        return $"X-RMX: {TextOf(result.Verdict)} addr {client.AddressText} by {name} on {written} mechanism {mechanism}";
    }

    /// <summary>The verdict as the draft spells it.</summary>
    public static string TextOf(RmxVerdict verdict) => verdict switch
    {
        RmxVerdict.NotInRmx => "NotInRMX",
        RmxVerdict.NoRmx => "NoRMX",
        _ => verdict.ToString(),
    };
}
