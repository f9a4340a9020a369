using RmxDns.Wire;

namespace RmxDns.Zones.Spf;

/// <summary>
/// An SPF policy (RFC 7208). Text that is none gives every fault with its place. Own code, since the parser of ARSoft.Tools.Net
/// takes <c>ip4:192.0.2</c>, <c>/33</c> and unknown mechanisms, refuses <c>a/24//64</c> and says of nothing where it stands.
/// </summary>
public sealed class SpfPolicy
{
    /// <summary>What every policy starts with, in any case.</summary>
    public const string Version = "v=spf1";

    /// <summary>The most terms of one check that need a lookup (RFC 7208 §4.6.4).</summary>
    public const int MostLookups = 10;

    internal SpfPolicy(string text, IReadOnlyList<SpfTerm> terms) => (Text, Terms) = (text, terms);

    /// <summary>The policy as written.</summary>
    public string Text { get; }

    /// <summary>Its terms in order.</summary>
    public IReadOnlyList<SpfTerm> Terms { get; }

    /// <summary>The mechanisms that can be reached: up to the first <c>all</c>, that one included.</summary>
    public IEnumerable<SpfTerm> Mechanisms
    {
        get
        {
            foreach (SpfTerm term in Terms.Where(term => term.Kind < SpfKind.Redirect))
            {
                yield return term;
                if (term.Kind == SpfKind.All)
                    yield break;
            }
        }
    }

    /// <summary>The redirection that counts: none beside <c>all</c> (RFC 7208 §6.1).</summary>
    public SpfTerm? Redirect => Terms.Any(term => term.Kind == SpfKind.All) ? null : Terms.FirstOrDefault(term => term.Kind == SpfKind.Redirect);

    /// <summary>Whether a text is meant as a policy: the version, then nothing or a space (RFC 7208 §4.5).</summary>
    public static bool IsPolicy(string text) =>
        text.StartsWith(Version, StringComparison.OrdinalIgnoreCase) && (text.Length == Version.Length || text[Version.Length] == ' ');

    /// <summary>Reads a policy; without one there is at least one fault.</summary>
    public static SpfPolicy? Parse(string text, out IReadOnlyList<TextFault> faults)
    {
        var reader = new SpfReader(text);
        faults = reader.Faults;
        return faults.Count == 0 ? new SpfPolicy(text, reader.Terms) : null;
    }
}
