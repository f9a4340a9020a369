namespace RmxDns.Tool.Interop.Judging;

/// <summary>What becomes of a case in a variant.</summary>
internal enum Outcome
{
    /// <summary>As a good resolver does.</summary>
    Pass,

    /// <summary>Otherwise, in a way that the case allows.</summary>
    Tolerated,

    /// <summary>Anything else.</summary>
    Fail,

    /// <summary>It could not be judged: the authority, or the resolver as a whole, was not to be reached.</summary>
    Error,
}

/// <summary>What is judged of a case in a variant.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why, in words without a full stop at their end.</param>
/// <param name="Came">What came, in words; nothing when nothing was asked.</param>
internal sealed record Verdict(Outcome Outcome, string Reason, string Came = "")
{
    /// <summary>The outcome as reports write it.</summary>
    public string Word => Outcome.ToString().ToLowerInvariant();
}
