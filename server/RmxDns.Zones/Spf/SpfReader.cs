using RmxDns.Rmx;
using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>Reads the text of a policy by the grammar of RFC 7208 §12. Every term that is none is a fault; the others are read on.</summary>
internal sealed class SpfReader
{
    private static readonly Dictionary<string, SpfKind> Mechanisms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["all"] = SpfKind.All,
        ["include"] = SpfKind.Include,
        ["a"] = SpfKind.A,
        ["mx"] = SpfKind.Mx,
        ["ptr"] = SpfKind.Ptr,
        ["ip4"] = SpfKind.Ip4,
        ["ip6"] = SpfKind.Ip6,
        ["exists"] = SpfKind.Exists,
    };

    private readonly List<SpfTerm> _terms = [];
    private readonly List<TextFault> _faults = [];

    public SpfReader(string text)
    {
        if (!SpfPolicy.IsPolicy(text))
        {
            Fail(0, Math.Min(text.Length, SpfPolicy.Version.Length), $"a policy starts with {SpfPolicy.Version} and a space");
            return;
        }
        for (int at = SpfPolicy.Version.Length; at < text.Length;)
        {
            int end = text.IndexOf(' ', at);
            end = end < 0 ? text.Length : end;
            if (end > at)
                ReadTerm(at, text[at..end]);
            at = end + 1;
        }
    }

    /// <summary>The terms.</summary>
    public IReadOnlyList<SpfTerm> Terms => _terms;

    /// <summary>What is wrong, and where.</summary>
    public IReadOnlyList<TextFault> Faults => _faults;

    private void ReadTerm(int at, string term)
    {
        if (term.AsSpan().IndexOfAnyExceptInRange('!', '~') is var odd and >= 0)
        {
            Fail(at + odd, 1, "a policy is printable ASCII, with spaces between terms");
            return;
        }
        int name = 0;
        SpfOutcome qualifier = QualifierOf(term[0]) ?? SpfOutcome.Pass;
        int start = QualifierOf(term[0]) is null ? 0 : 1;
        while (start + name < term.Length && IsNameCharacter(term[start + name], name))
            name++;
        string word = term.Substring(start, name);
        char next = start + name < term.Length ? term[start + name] : '\0';
        if (name == 0)
            Fail(at, term.Length, "a term starts with the name of a mechanism or modifier");
        else if (next == '=' && start == 0)
            ReadModifier(at, term, word);
        else if (Mechanisms.TryGetValue(word, out SpfKind kind) && next is '\0' or ':' or '/')
            ReadMechanism(at, term, start + name, kind, qualifier);
        else
            Fail(at + start, term.Length - start, $"unknown mechanism \"{word}\"; there are all, include, a, mx, ptr, ip4, ip6 and exists");
    }

    private void ReadModifier(int at, string term, string word)
    {
        SpfKind kind = word.ToLowerInvariant() switch { "redirect" => SpfKind.Redirect, "exp" => SpfKind.Explanation, _ => SpfKind.Modifier };
        string value = term[(word.Length + 1)..];
        if (kind != SpfKind.Modifier && _terms.Exists(earlier => earlier.Kind == kind))
            Fail(at, term.Length, $"{word} for the second time; a policy has one at most");
        else if ((kind == SpfKind.Modifier ? MacroText.FaultOf(value) : DomainSpec.FaultOf(value)) is { } fault)
            Fail(at + word.Length + 1 + fault.Offset, fault.Length, $"{word}: {fault.Message}");
        else
            _terms.Add(new SpfTerm(kind, SpfOutcome.Neutral, value, null, 32, 128, at, term));
    }

    private void ReadMechanism(int at, string term, int end, SpfKind kind, SpfOutcome qualifier)
    {
        string rest = term[end..];
        switch (kind)
        {
            case SpfKind.All when rest.Length > 0:
                Fail(at + end, rest.Length, "all has nothing behind it");
                break;
            case SpfKind.Ip4 or SpfKind.Ip6:
                ReadNetwork(at, term, end, kind, qualifier);
                break;
            default:
                ReadNamed(at, term, end, kind, qualifier);
                break;
        }
    }

    private void ReadNetwork(int at, string term, int end, SpfKind kind, SpfOutcome qualifier)
    {
        string family = kind == SpfKind.Ip4 ? "IPv4" : "IPv6";
        int octets = kind == SpfKind.Ip4 ? 4 : 16;
        if (end < term.Length && term[end] == ':' && AddressPrefix.TryParse(term.AsSpan(end + 1), out AddressPrefix? network) && network!.Network.Length == octets)
            _terms.Add(new SpfTerm(kind, qualifier, null, network, 32, 128, at, term));
        else
            Fail(at + end, term.Length - end, $"not an {family} network; it is written {(octets == 4 ? "ip4:192.0.2.0/24" : "ip6:2001:db8::/32")}");
    }

    /// <summary>The mechanisms with a name behind them, and those whose addresses may have prefix lengths.</summary>
    private void ReadNamed(int at, string term, int end, SpfKind kind, SpfOutcome qualifier)
    {
        string rest = term[end..];
        int ip4 = 32, ip6 = 128, length = rest.Length;
        if (kind is SpfKind.A or SpfKind.Mx && !TryReadLengths(rest, ref length, ref ip4, ref ip6))
        {
            Fail(at + end + Math.Max(0, rest.IndexOf('/')), rest.Length - Math.Max(0, rest.IndexOf('/')), "prefix lengths are written /24, //64 or /24//64, at most 32 and 128");
            return;
        }
        string? domain = rest.StartsWith(':') ? rest[1..length] : null;
        bool mustHave = kind is SpfKind.Include or SpfKind.Exists;
        if (domain is null && (mustHave || length > 0))
            Fail(at, term.Length, mustHave ? "a domain has to follow: include:example.com" : "a domain follows a colon");
        else if (domain is not null && DomainSpec.FaultOf(domain) is { } fault)
            Fail(at + end + 1 + fault.Offset, fault.Length, fault.Message);
        else
            _terms.Add(new SpfTerm(kind, qualifier, domain, null, ip4, ip6, at, term));
    }

    /// <summary>Takes <c>/N</c>, <c>//N</c> or both off the end; a slash within a macro is none.</summary>
    private static bool TryReadLengths(string rest, ref int length, ref int ip4, ref int ip6)
    {
        int macro = rest.LastIndexOf('}');
        int slash = rest.IndexOf('/', macro + 1);
        if (slash < 0)
            return true;
        length = slash;
        string lengths = rest[slash..];
        int two = lengths.IndexOf("//", StringComparison.Ordinal);
        string four = two < 0 ? lengths : lengths[..two], six = two < 0 ? "" : lengths[(two + 2)..];
        return (four.Length == 0 || TryReadLength(four.AsSpan(1), 32, out ip4)) && (two < 0 || TryReadLength(six, 128, out ip6)) && (four.Length > 0 || two == 0);
    }

    private static bool TryReadLength(ReadOnlySpan<char> text, int most, out int length)
    {
        length = 0;
        foreach (char c in text)
            length = c is >= '0' and <= '9' && length <= most ? (length * 10) + c - '0' : most + 1;
        return text.Length > 0 && length <= most && (text.Length == 1 || text[0] != '0');
    }

    private static SpfOutcome? QualifierOf(char c) => c switch
    {
        '+' => SpfOutcome.Pass,
        '-' => SpfOutcome.Fail,
        '~' => SpfOutcome.SoftFail,
        '?' => SpfOutcome.Neutral,
        _ => null,
    };

    private static bool IsNameCharacter(char c, int at) => char.IsAsciiLetter(c) || (at > 0 && (char.IsAsciiDigit(c) || c is '-' or '_' or '.'));

    private void Fail(int offset, int length, string message) => _faults.Add(new TextFault(offset, length, message));
}
