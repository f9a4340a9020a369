namespace RmxDns.Zones.Master;

/// <summary>A word or quoted string of a master file.</summary>
/// <param name="Start">The first octet, the opening quote not counted.</param>
/// <param name="Length">The octets, quotes around them not counted.</param>
/// <param name="Quoted">Whether it stands in double quotes as a whole.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="LineStart">The octet that its line starts with.</param>
internal readonly record struct MasterToken(int Start, int Length, bool Quoted, int Line, int LineStart);

/// <summary>What one record or directive consists of: the words of a line, or of several in parentheses.</summary>
internal sealed class MasterEntry
{
    /// <summary>The words, at least one.</summary>
    public List<MasterToken> Tokens { get; } = [];

    /// <summary>Whether the line starts with white space, which stands for the owner before it.</summary>
    public bool InheritsOwner { get; set; }
}
