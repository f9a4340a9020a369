using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata;

/// <summary>An entry of a mapping.</summary>
/// <param name="Names">Its names, the preferred one first; a mapping has one of them.</param>
/// <param name="Default">What a mapping that leaves it out means; null when it may not be left out.</param>
public sealed record MappingKey(IReadOnlyList<string> Names, string? Default)
{
    internal MappingKey(string name)
        : this([name], null)
    {
    }
}

/// <summary>
/// One field of RDATA: how it is written, how it is laid out, and the key of a YAML mapping that holds it.
/// Immutable. Faults of text are left in the cursor; a fault of octets is a message, or the failed cursor.
/// </summary>
/// <param name="label">What faults call it, in the words of its RFC.</param>
public abstract class Field(string label)
{
    /// <summary>What it is called in faults and in the documentation.</summary>
    public string Label { get; } = label;

    /// <summary>The keys of a mapping that may hold it, the preferred one first; none when the type has no mapping.</summary>
    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>What a mapping that leaves it out means; null when it may not be left out.</summary>
    public string? Default { get; private set; }

    /// <summary>The entries of a mapping that make up this field, in the order of the text form; most often one.</summary>
    public virtual IReadOnlyList<MappingKey> MappingKeys => Keys.Count == 0 ? [] : [new MappingKey(Keys, Default)];

    /// <summary>Whether it is a domain name.</summary>
    public virtual bool IsName => false;

    /// <summary>Whether it takes all tokens that are left.</summary>
    internal virtual bool TakesRest => false;

    /// <summary>How the text form is shown in the documentation, such as <c>preference</c> or <c>hex…</c>.</summary>
    public virtual string Notation => Label.Replace(' ', '-');

    /// <summary>The same field, held by the first that is present of <paramref name="keys"/>.</summary>
    internal Field Keyed(params string[] keys) => With(keys, Default);

    /// <summary>The same field with a default for mappings.</summary>
    internal Field Or(string value) => With(Keys, value);

    private Field With(IReadOnlyList<string> keys, string? value)
    {
        var copy = (Field)MemberwiseClone();
        copy.Keys = keys;
        copy.Default = value;
        return copy;
    }

    /// <summary>
    /// A regular expression (ECMA 262) that the whole of the text form matches, for the schema of zone files; null when none is
    /// stated. It may match more than the field takes, never less.
    /// </summary>
    public virtual string? Pattern => null;

    /// <summary>The same for the value of a mapping key.</summary>
    public virtual string? ValuePattern => Pattern;

    /// <summary>The largest value of a number; null for what is none.</summary>
    public virtual uint? Most => null;

    /// <summary>Whether a mapping may stand for the value of its key.</summary>
    public virtual bool TakesMapping => false;

    /// <summary>Reads tokens and writes octets.</summary>
    internal abstract bool TryParse(ref RdataText text, RdataWriter rdata);

    /// <summary>Consumes the field's octets. Null, or what is wrong with them; a cursor past the end says enough by itself.</summary>
    internal abstract string? Check(ref WireReader rdata);

    /// <summary>Whether the text form can say what these valid octets of the whole RDATA say; the generic form always can.</summary>
    internal virtual bool CanFormat(ReadOnlySpan<byte> rdata) => true;

    /// <summary>Consumes the field's octets, which are valid, and appends their text.</summary>
    internal abstract void Format(ref WireReader rdata, StringBuilder text, TypeTable types);

    /// <summary>Reads the value of a mapping key; as text, unless a field says otherwise.</summary>
    internal virtual bool TryParseValue(ref RdataText text, RdataWriter rdata) => TryParse(ref text, rdata);
}
