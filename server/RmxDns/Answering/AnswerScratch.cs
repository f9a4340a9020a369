using RmxDns.Snapshot;
using RmxDns.Wire;

namespace RmxDns.Answering;

/// <summary>Memory that answering uses again and again, so that a query allocates nothing. Belongs to one worker.</summary>
internal sealed class AnswerScratch
{
    /// <summary>CNAMEs and DNAMEs that are followed at the most.</summary>
    public const int MaxLinks = 16;

    // One but for ANY over a stream; no node of sense has more types with additional data than there are such types.
    private const int MaxParts = 32;

    private readonly byte[] _chain = new byte[(MaxLinks + 1) * NameOctets.MaxLength];
    private readonly ushort[] _chainEnds = new ushort[MaxLinks + 1];

    /// <summary>The name being looked up.</summary>
    public HashedName Name { get; } = new();

    /// <summary>The name of an additional RRset being looked up.</summary>
    public HashedName AdditionalName { get; } = new();

    /// <summary>The names of the response.</summary>
    public CompressionTable Compression { get; } = new();

    /// <summary>The RRsets of the response that bring additional ones, in order.</summary>
    public AnswerPart[] Parts { get; } = new AnswerPart[MaxParts];

    /// <summary>How many of <see cref="Parts"/> are in use.</summary>
    public int PartCount { get; private set; }

    /// <summary>Entries of lists of additional RRsets that were looked at; tests bound the work by it.</summary>
    public long Steps { get; set; }

    /// <summary>The number of names of the chain so far, the question's first.</summary>
    public int ChainLength { get; private set; }

    /// <summary>Starts a chain of aliases with the question's name.</summary>
    public void StartChain(ReadOnlySpan<byte> name)
    {
        ChainLength = 0;
        PartCount = 0;
        Append(name);
    }

    /// <summary>The name of the chain at <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> ChainName(int index)
    {
        int start = index == 0 ? 0 : _chainEnds[index - 1];
        return _chain.AsSpan(start, _chainEnds[index] - start);
    }

    /// <summary>Remembers an RRset whose additional ones are to be added; past the bound they are left out.</summary>
    public void AddPart(in AnswerPart part)
    {
        if (PartCount < MaxParts)
            Parts[PartCount++] = part;
    }

    /// <summary>Adds the next name; false when it is in the chain already or the chain is at its bound.</summary>
    public bool TryExtendChain(ReadOnlySpan<byte> name)
    {
        if (ChainLength > MaxLinks)
            return false;
        for (int i = 0; i < ChainLength; i++)
        {
            if (NameOctets.EqualsIgnoreCase(ChainName(i), name))
                return false;
        }
        Append(name);
        return true;
    }

    private void Append(ReadOnlySpan<byte> name)
    {
        int start = ChainLength == 0 ? 0 : _chainEnds[ChainLength - 1];
        name.CopyTo(_chain.AsSpan(start));
        _chainEnds[ChainLength++] = (ushort)(start + name.Length);
    }
}

/// <summary>An RRset that stands in the answer or authority section.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="RrSet">Its offset.</param>
/// <param name="ChainIndex">The name of the chain that is its owner; -1 when its node's name is.</param>
/// <param name="Node">Its node.</param>
/// <param name="EnclosesOthers">Whether other hosted zones lie below the zone.</param>
internal readonly record struct AnswerPart(Zone Zone, int RrSet, int ChainIndex, int Node, bool EnclosesOthers);
