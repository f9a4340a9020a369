namespace RmxDns.Snapshot;

/// <summary>An RRset as it lies in the block of a zone (<see cref="ZoneLayout"/>). A view; copies nothing.</summary>
public readonly ref struct StoredRrSet(ReadOnlySpan<byte> block, int offset)
{
    private readonly ReadOnlySpan<byte> _rrSet = block[offset..];

    /// <summary>The type code.</summary>
    public ushort Type => _rrSet.U16(0);

    /// <summary>The number of records.</summary>
    public ushort Count => _rrSet.U16(2);

    /// <summary>The list of additional RRsets; 0 when there is none.</summary>
    public int AdditionalList => (int)_rrSet.U32(8);

    /// <summary>The template of the whole answer; 0 none, <see cref="ZoneLayout.Verbatim"/> the RRs as they lie.</summary>
    public uint Template => _rrSet.U32(12);

    /// <summary>Where names that may be compressed lie in the RDATA.</summary>
    public CompressionShape Shape => CompressionShape.FromOctet(_rrSet[16]);

    /// <summary>The RRs, owners being pointers to offset 12, names in RDATA uncompressed.</summary>
    public ReadOnlySpan<byte> Rrs => _rrSet.Slice(ZoneLayout.RrSetHeader, (int)_rrSet.U32(4));
}

/// <summary>The list of RRsets that an answer brings along. A view.</summary>
public readonly ref struct StoredAdditionalList(ReadOnlySpan<byte> block, int offset)
{
    private readonly ReadOnlySpan<byte> _block = block;

    /// <summary>No RRset at all.</summary>
    public static StoredAdditionalList None => new([0, 0, 0, 0], 0);

    /// <summary>The number of entries.</summary>
    public int Count => (int)_block.U32(offset);

    /// <summary>The entry at <paramref name="index"/>.</summary>
    public StoredAdditional this[int index] =>
        new(_block.U32(offset + 4 + (index * 8)), _block.U32(offset + 8 + (index * 8)));
}

/// <summary>One RRset that an answer brings along, or where to look for it.</summary>
/// <param name="NameField">The name offset, 0 for the owner of the answer, and <see cref="ZoneLayout.RequiredBit"/>.</param>
/// <param name="RrSetField">The RRset offset, or <see cref="ZoneLayout.ElsewhereBit"/> and a type.</param>
public readonly record struct StoredAdditional(uint NameField, uint RrSetField)
{
    /// <summary>Whether this is glue that a referral cannot do without (RFC 9471 §3.1).</summary>
    public bool Required => (NameField & ZoneLayout.RequiredBit) != 0;

    /// <summary>Where the owner lies; 0 for the owner of the answer itself.</summary>
    public int NameOffset => (int)(NameField & ~ZoneLayout.RequiredBit);

    /// <summary>Whether the RRset may lie in another zone and is looked up by name.</summary>
    public bool Elsewhere => (RrSetField & ZoneLayout.ElsewhereBit) != 0;

    /// <summary>The type to look up, when <see cref="Elsewhere"/>.</summary>
    public ushort Type => (ushort)RrSetField;

    /// <summary>Where the RRset lies, unless <see cref="Elsewhere"/>.</summary>
    public int RrSetOffset => (int)RrSetField;
}

/// <summary>An answer compiled ahead: everything after the question, for a question name of a given length. A view.</summary>
public readonly ref struct StoredTemplate(ReadOnlySpan<byte> block, int offset)
{
    private readonly ReadOnlySpan<byte> _template = block[offset..];

    /// <summary>Records in the answer section.</summary>
    public ushort Answers => _template.U16(2);

    /// <summary>Records in the authority section.</summary>
    public ushort Authorities => _template.U16(4);

    /// <summary>Records in the additional section.</summary>
    public ushort Additionals => _template.U16(6);

    /// <summary>The number of pointers that move with the length of the question's name.</summary>
    public int PatchCount => _template.U16(8);

    /// <summary>The length of the question's name that the pointers were written for.</summary>
    public int QuestionNameLength => _template[10];

    /// <summary>Whether it depends on which additional RRsets this zone has, which another zone hosted below may overrule.</summary>
    public bool HasAdditional => _template[11] != 0;

    /// <summary>The octets after the question.</summary>
    public ReadOnlySpan<byte> Octets =>
        _template.Slice(ZoneLayout.TemplateHeader + (PatchCount * 2), _template.U16(0));

    /// <summary>Where in <see cref="Octets"/> the pointer numbered <paramref name="index"/> lies.</summary>
    public int Patch(int index) => _template.U16(ZoneLayout.TemplateHeader + (index * 2));
}
