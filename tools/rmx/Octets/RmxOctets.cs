using System.Globalization;
using System.Text;
using RmxDns.Rmx;

namespace RmxDns.Tool.Octets;

/// <summary>
/// RDATA of RMX, each octet with its meaning (docs/rmx-record.md, "Wire form"). Malformed RDATA is explained as far as it is
/// valid; <see cref="Fault"/> says where that ends, and why.
/// </summary>
internal sealed class RmxOctets
{
    private readonly byte[] _rdata;
    private readonly List<OctetNote> _notes = [];
    private readonly List<EntryOctets> _entries = [];
    private int _at;

    /// <param name="rdata">RDATA, 0 to 65,535 octets.</param>
    public RmxOctets(byte[] rdata)
    {
        _rdata = rdata;
        bool whole = RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault fault);
        Record = record;
        foreach (RmxEntry entry in record.Entries)
            Explain(entry);
        if (whole)
            return;
        Fault = fault;
        Note(rdata.Length - _at, $"malformed: at octet {fault.Offset}: {fault.Message}");
    }

    /// <summary>RDATA.</summary>
    public ReadOnlySpan<byte> Rdata => _rdata;

    /// <summary>The entries in front of any fault.</summary>
    public RmxRecord Record { get; }

    /// <summary>What is malformed; null when nothing is.</summary>
    public RmxFault? Fault { get; }

    /// <summary>Every octet, in order.</summary>
    public IReadOnlyList<OctetNote> Notes => _notes;

    /// <summary>Where each entry stands.</summary>
    public IReadOnlyList<EntryOctets> Entries => _entries;

    private void Explain(RmxEntry entry)
    {
        int start = _at;
        string text = RmxText.Format(entry);
        string tag = text[..text.IndexOf(':', StringComparison.Ordinal)].TrimStart('!');
        string code = string.Create(CultureInfo.InvariantCulture, $"code {(byte)entry.Code}");
        Note(1, $"{tag}: {code}{(entry.Negated ? ", negated" : "")}");
        if (entry.IsExperimental)
            Note(1, entry.Value.Length == 1 ? "length: 1 octet" : $"length: {entry.Value.Length} octets");
        ExplainValue(entry, text);
        _entries.Add(new EntryOctets(start, _at - start, entry, text));
    }

    private void ExplainValue(RmxEntry entry, string text)
    {
        switch (entry.Code)
        {
            case RmxCode.Ipv4 or RmxCode.Ipv6:
                Note(1, $"prefix length: {entry.Value[0]} bits");
                string address = entry.Prefix!.ToString().Split('/')[0];
                Note(entry.Value.Length - 1, $"network: {address}{(entry.HasPadBits ? " (pad bits are set; they mean nothing)" : "")}");
                break;
            case RmxCode.Host or RmxCode.Apl or RmxCode.Domain or RmxCode.Ipmap or RmxCode.Ldap:
                Note(entry.Value.Length, entry.Name is { IsRoot: false } name ? $"name: {name}" : "name: the root, for the domain that was looked up");
                break;
            case RmxCode.TlsFp:
                Note(1, entry.Value[0] == 1 ? "hash: SHA2-256" : "hash: SHA2-512");
                Note(entry.Value.Length - 1, "digest of the certificate");
                break;
            case RmxCode.Sasl:
                Note(entry.Value.Length, $"mechanisms: {Encoding.ASCII.GetString(entry.Value)}");
                break;
            case RmxCode.Sig:
                Note(1, entry.Value[0] == 1 ? "kind: OpenPGP" : "kind: S/MIME");
                Note(entry.Value.Length - 1, "fingerprint of the key");
                break;
            default:
                Note(entry.Value.Length, $"a value that nobody knows: {text}");
                break;
        }
    }

    private void Note(int length, string meaning)
    {
        // A prefix of length 0, or a mechanism list without names, has no octets to explain.
        bool missing = length == 0 && meaning.StartsWith("malformed", StringComparison.Ordinal);
        if (length > 0 || missing)
            _notes.Add(new OctetNote(_at, _rdata.AsSpan(_at, length).ToArray(), meaning));
        _at += length;
    }
}

/// <summary>An entry and where it stands in RDATA.</summary>
/// <param name="Offset">Its first octet.</param>
/// <param name="Length">Its octets.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Text">Its canonical text.</param>
internal sealed record EntryOctets(int Offset, int Length, RmxEntry Entry, string Text);
