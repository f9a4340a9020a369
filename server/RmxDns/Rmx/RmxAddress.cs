using System.Globalization;
using System.Text;
using RmxDns.Wire;

namespace RmxDns.Rmx;

/// <summary>
/// A mail address, and the name at which a domain that uses <c>full</c> keeps the record of that one address:
/// <c>some.user@example.com</c> is at <c>some.user._rmx.example.com</c> (draft-danisch-dns-rr-smtp §4.2). DNS folds case,
/// has no empty label and ends names in a dot, mail addresses know none of that: what would get lost is written
/// <c>=HH</c>, so that different addresses never share a name. What is no address, or has no name, gives false.
/// </summary>
public sealed class RmxAddress
{
    private static readonly Name Infix = Name.Parse("_rmx.");

    private readonly byte[] _localPart;

    private RmxAddress(byte[] localPart, Name domain)
    {
        _localPart = localPart;
        Domain = domain;
    }

    /// <summary>The local part without quotes and escapes; one octet at least.</summary>
    public ReadOnlySpan<byte> LocalPart => _localPart;

    /// <summary>The domain.</summary>
    public Name Domain { get; }

    /// <summary>An address of these parts; null when the local part is empty.</summary>
    public static RmxAddress? Create(ReadOnlySpan<byte> localPart, Name domain) =>
        localPart.IsEmpty ? null : new RmxAddress(localPart.ToArray(), domain);

    /// <summary>
    /// Reads <c>local@domain</c>, without angle brackets; other characters than ASCII in the local part are taken as UTF-8
    /// (RFC 6531). A quoted local part is the text that it quotes (RFC 5321 §4.1.2). An address literal is no domain.
    /// </summary>
    public static bool TryParse(string text, out RmxAddress? address)
    {
        address = null;
        int at = text.LastIndexOf('@');
        if (at < 0 || !TryParseDomain(text.AsSpan(at + 1), out Name domain))
            return false;
        if (Unquote(text[..at]) is { Length: > 0 } local)
            address = Create(Encoding.UTF8.GetBytes(local), domain);
        return address is not null;
    }

    /// <summary>Reads the domain of an address or of HELO: a name, absolute with or without a final dot, and no address literal.</summary>
    public static bool TryParseDomain(ReadOnlySpan<char> text, out Name domain)
    {
        domain = Name.Root;
        return text is not [] and not ['[', ..] && !text.Contains('\\')
            && Name.TryParse(text, Name.Root, out domain, out _) && !domain.IsRoot;
    }

    /// <summary>The name of the address's own record; null when a label would be over 63 octets or the name over 255.</summary>
    public Name? ToName()
    {
        Name? name = Concatenate(Infix, Domain);
        List<byte[]> labels = Labels();
        for (int i = labels.Count - 1; i >= 0 && name is not null; i--)
            name = name.Prepend(labels[i]);
        return name;
    }

    /// <summary>
    /// The address whose record is at <paramref name="name"/>; null when it is no such name. Letters count in lower case:
    /// upper-case ones of an address are escaped.
    /// </summary>
    public static RmxAddress? FromName(Name name)
    {
        var local = new List<byte>();
        ReadOnlySpan<byte> rest = name.Wire;
        while (rest[0] != 0 && !IsInfix(rest.Slice(1, rest[0])))
        {
            if (local.Count > 0)
                local.Add((byte)'.');
            if (!TryDecode(rest.Slice(1, rest[0]), local))
                return null;
            rest = NameOctets.Parent(rest);
        }
        if (rest[0] == 0 || local.Count == 0 || Name.FromWire(NameOctets.Parent(rest)) is not { IsRoot: false } domain)
            return null;
        var address = new RmxAddress([.. local], domain);
        return name.Equals(address.ToName()) ? address : null;
    }

    /// <summary>The address as text, the local part quoted where it has to be (RFC 5321 §4.1.2), octets that are not UTF-8 replaced.</summary>
    public override string ToString()
    {
        string local = Encoding.UTF8.GetString(_localPart), domain = Domain.ToString()[..^1];
        bool plain = local.Split('.').All(atom => atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || c > '~' || "!#$%&'*+-/=?^_`{|}~".Contains(c)));
        return plain ? $"{local}@{domain}" : $"\"{local.Replace(@"\", @"\\").Replace("\"", "\\\"")}\"@{domain}";
    }

    /// <summary>The local part as labels: a dot that would leave a label empty does not part.</summary>
    private List<byte[]> Labels()
    {
        var labels = new List<byte[]>();
        var label = new List<byte>();
        for (int i = 0; i < _localPart.Length; i++)
        {
            byte octet = _localPart[i];
            if (octet == '.' && label.Count > 0 && i + 1 < _localPart.Length)
            {
                labels.Add(Finish(label));
                label.Clear();
            }
            else if (octet is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'_')
            {
                label.Add(octet);
            }
            else
            {
                label.AddRange(Escape(octet));
            }
        }
        labels.Add(Finish(label));
        return labels;
    }

    /// <summary>A label <c>_rmx</c> would read as the end of the local part, or as the TXT alternative of a shorter one.</summary>
    private static byte[] Finish(List<byte> label)
    {
        byte[] octets = [.. label];
        return IsInfix(octets) ? [.. Escape((byte)'_'), .. octets[1..]] : octets;
    }

    private static byte[] Escape(byte octet) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"={octet:X2}"));

    private static bool TryDecode(ReadOnlySpan<byte> label, List<byte> local)
    {
        Span<byte> octet = stackalloc byte[1];
        for (int i = 0; i < label.Length; i++)
        {
            octet[0] = NameOctets.Fold(label[i]);
            if (label[i] == '=')
            {
                if (i + 2 >= label.Length || Convert.FromHexString(label.Slice(i + 1, 2), octet, out _, out _) != System.Buffers.OperationStatus.Done)
                    return false;
                i += 2;
            }
            local.Add(octet[0]);
        }
        return true;
    }

    private static bool IsInfix(ReadOnlySpan<byte> label) => NameOctets.EqualsIgnoreCase(label, "_rmx"u8);

    private static Name? Concatenate(Name front, Name back) => Name.FromWire([.. front.Wire[..^1], .. back.Wire]);

    private static string? Unquote(string local)
    {
        if (!local.StartsWith('"'))
            return local.Contains('"') ? null : local;
        var text = new StringBuilder();
        for (int i = 1; i < local.Length; i++)
        {
            if (local[i] == '"')
                return i == local.Length - 1 ? text.ToString() : null;
            if (local[i] == '\\' && ++i == local.Length)
                return null;
            text.Append(local[i]);
        }
        return null;
    }
}
