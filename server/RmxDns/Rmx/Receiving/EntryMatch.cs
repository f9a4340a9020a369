namespace RmxDns.Rmx.Receiving;

/// <summary>What came of one entry.</summary>
internal enum EntryOutcome
{
    /// <summary>The next entry is looked at.</summary>
    NoMatch,

    /// <summary>The entry decides.</summary>
    Match,

    /// <summary>A lookup failed.</summary>
    TempFail,

    /// <summary>Something that was looked up is malformed, or beyond a limit.</summary>
    BadData,
}

/// <summary>What came of one entry, and why.</summary>
internal readonly record struct EntryMatch(EntryOutcome Outcome, string Note)
{
    public static EntryMatch No(string note) => new(EntryOutcome.NoMatch, note);

    public static EntryMatch Yes(string note) => new(EntryOutcome.Match, note);

    public static EntryMatch If(bool matches, string note) => matches ? Yes("matches: " + note) : No("does not match: not " + note);

    public static EntryMatch Failed(string note) => new(EntryOutcome.TempFail, note);

    public static EntryMatch Bad(string note) => new(EntryOutcome.BadData, note);
}
