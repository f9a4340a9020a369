using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rdata.Fields;

/// <summary>
/// A domain name, uncompressed (RFC 1035 §3.1). In text it is absolute with a final dot, otherwise relative to the
/// origin, and <c>@</c> is the origin. Names outside ASCII are left to the table's conversion.
/// </summary>
/// <param name="label">What faults call it.</param>
/// <param name="compressible">Whether a message may compress it: the types of RFC 1035 alone (RFC 3597 §4).</param>
internal class NameField(string label, bool compressible = false) : Field(label)
{
    public bool IsCompressible { get; } = compressible;

    public override bool IsName => true;

    public override string? Pattern => TextPattern.Name;

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token) || !TryReadName(ref text, token, Label, out Name name))
            return false;
        rdata.Octets(name.Wire);
        return true;
    }

    internal static bool TryReadName(ref RdataText text, scoped Token token, string label, out Name name)
    {
        ReadOnlySpan<char> written = token.Text;
        if (!System.Text.Ascii.IsValid(written) && text.Types.ToAscii is { } toAscii)
        {
            if (toAscii(written.ToString()) is not { } ascii)
            {
                name = Name.Root;
                return text.Fail(token, $"the {label} cannot be written in ASCII by IDNA 2008");
            }
            written = ascii;
        }
        if (Name.TryParse(written, text.Origin, out name, out TextFault fault))
            return true;
        bool converted = written.Length != token.Text.Length;
        return converted
            ? text.Fail(token, $"the {label} is no name: {fault.Message}")
            : text.Fail(token.Offset + fault.Offset, fault.Length, $"the {label} is no name: {fault.Message}");
    }

    internal override string? Check(ref WireReader rdata)
    {
        rdata.ReadName();
        return rdata.Failed ? $"the {Label} is no uncompressed name" : null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types) =>
        text.Append(NameText.Format(rdata.ReadName()));
}

/// <summary>
/// The mailbox of a SOA as a name (RFC 1035 §8). In a mapping it may be written as an e-mail address, which is
/// absolute and whose dots before the @ belong to the first label.
/// </summary>
internal sealed class MailboxField(string label) : NameField(label, compressible: true)
{
    public override string? ValuePattern => TextPattern.Word;

    internal override bool TryParseValue(ref RdataText text, RdataWriter rdata)
    {
        if (!text.TryNextBare(Label, out Token token))
            return false;
        int at = token.Text.LastIndexOf('@');
        if (at <= 0 || token.Text[at - 1] == '\\')
            return TryReadName(ref text, token, Label, out Name name) && Write(rdata, name);
        ReadOnlySpan<char> domain = token.Text[(at + 1)..];
        if (domain.IsEmpty)
            return text.Fail(token, $"the {Label} has nothing after the @");
        string absolute = $"{EscapeDots(token.Text[..at])}.{domain}{(domain[^1] == '.' ? "" : ".")}";
        var written = new Token(absolute, token.Offset, token.Form);
        if (!TryReadName(ref text, written, Label, out Name mailbox))
            return text.Fail(token, text.Fault.Message);
        return Write(rdata, mailbox);
    }

    private static bool Write(RdataWriter rdata, Name name)
    {
        rdata.Octets(name.Wire);
        return true;
    }

    private static string EscapeDots(ReadOnlySpan<char> local)
    {
        var escaped = new StringBuilder(local.Length + 4);
        for (int i = 0; i < local.Length; i++)
        {
            if (local[i] == '\\' && i + 1 < local.Length)
                escaped.Append(local[i++]);
            else if (local[i] == '.')
                escaped.Append('\\');
            escaped.Append(local[i]);
        }
        return escaped.ToString();
    }
}

/// <summary>Names up to the end, possibly none (RFC 8005 §5).</summary>
internal sealed class NamesField(string label) : Field(label)
{
    public override bool IsName => true;

    internal override bool TakesRest => true;

    public override string Notation => $"[{base.Notation}…]";

    internal override bool TryParse(ref RdataText text, RdataWriter rdata)
    {
        while (!text.AtEnd)
        {
            if (!text.TryNextBare(Label, out Token token) || !NameField.TryReadName(ref text, token, Label, out Name name))
                return false;
            rdata.Octets(name.Wire);
        }
        return true;
    }

    internal override string? Check(ref WireReader rdata)
    {
        while (rdata.Remaining > 0)
            rdata.ReadName();
        return rdata.Failed ? $"a {Label} is no uncompressed name" : null;
    }

    internal override void Format(ref WireReader rdata, StringBuilder text, TypeTable types)
    {
        for (bool first = true; rdata.Remaining > 0; first = false)
            text.Append(first ? "" : " ").Append(NameText.Format(rdata.ReadName()));
    }
}
