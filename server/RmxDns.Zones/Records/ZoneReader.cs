using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Records;

/// <summary>One reading of a file: pairs of the top level to RRsets, in the order of the file, and the header.</summary>
internal sealed class ZoneReader
{
    private readonly ZoneContext _context;
    private readonly OwnerNames _owners;
    private readonly OwnerReader _records;
    private readonly ZoneHeader _known;
    private bool _ownerSeen;

    /// <param name="types">The types.</param>
    /// <param name="known">What an earlier reading found, or an empty header.</param>
    /// <param name="origin">The apex.</param>
    /// <param name="findings">Where findings go.</param>
    /// <param name="settings">What the settings say.</param>
    /// <param name="isLarge">Whether the file is so large that its RRsets are kept as octets.</param>
    public ZoneReader(TypeTable types, ZoneHeader known, Name origin, FindingList findings, LoadSettings settings, bool isLarge)
    {
        _known = known;
        _context = new ZoneContext(types, origin, known.Ttl, findings) { ForLint = settings.ForLint, AllowFaults = settings.TestAuthority, DefaultTtlMark = known.TtlMark };
        _owners = new OwnerNames(_context);
        // What is looked at again and again, or has faults placed at it, has to stay the same object.
        RrSets = new RrSetList(packs: isLarge && !settings.ForLint && !settings.TestAuthority);
        _records = new OwnerReader(_context, new ValueReader(_context));
    }

    /// <summary>What this reading found.</summary>
    public ZoneHeader Header { get; } = new();

    /// <summary>The RRsets.</summary>
    public RrSetList RrSets { get; }

    /// <summary>The owners, those without a readable record among them.</summary>
    public IReadOnlyCollection<Name> Owners => _owners.All;

    /// <summary>What the values were read with.</summary>
    public ZoneContext Context => _context;

    /// <summary>Whether the header holds something that owners in front of it should have been read with.</summary>
    public bool MustReadAgain { get; private set; }

    /// <summary>Takes a pair of the top level.</summary>
    public void Accept(YamlScalar key, YamlNode value, bool merged)
    {
        if (key.Tag is null && key.Text.StartsWith('$'))
        {
            ReadHeader(key, value, merged);
            return;
        }
        _ownerSeen = true;
        if (_context.ForLint && !merged)
            WrittenForm.CheckText(_context, key, "owner");
        if (_owners.Read(key, merged) is { } owner)
            _records.Read(owner, key.Mark, value, RrSets);
    }

    /// <summary>Takes up what was read of a part of the file that comes behind, with the header known.</summary>
    public void TakeUp(RrSetList rrSets, ZoneContext read)
    {
        RrSets.TakeUp(rrSets);
        _context.SerialGiven |= read.SerialGiven;
        _context.PrimaryGiven |= read.PrimaryGiven;
        _context.ApexIncomplete |= read.ApexIncomplete;
        _context.Faults.AddRange(read.Faults);
    }

    private void ReadHeader(YamlScalar key, YamlNode value, bool merged)
    {
        if (!Header.Seen.Add(key.Text))
        {
            if (!merged)
                _ = _context.Fail(FileRules.DuplicateKey, key.Mark, $"key {FindingText.Quote(key.Text)} for the second time");
            return;
        }
        switch (key.Text)
        {
            case "$origin":
                ReadOrigin(value);
                break;
            case "$ttl":
                if (_records.TryReadTtl(value, out uint ttl))
                    (Header.Ttl, Header.TtlMark) = (_context.DefaultTtl, _context.DefaultTtlMark) = (ttl, value.Mark);
                MustReadAgain |= _ownerSeen && Header.Ttl != _known.Ttl;
                break;
            case "$ns":
                Header.NameServers = value;
                break;
            case "$rmx-txt":
                ReadFlag(value);
                break;
            default:
                _ = _context.Fail(FileRules.ZoneFormat, key.Mark, $"unknown key {FindingText.Quote(key.Text)}; there are $origin, $ttl, $ns and $rmx-txt, and an owner of that name is written '\\{key.Text}'");
                break;
        }
    }

    private void ReadOrigin(YamlNode value)
    {
        Header.OriginGiven = true;
        MustReadAgain |= _ownerSeen && !_known.OriginGiven;
        if (!_context.TryText(value, "$origin", out YamlScalar text))
            return;
        Name name = Name.Root;
        if (InternationalNames.TryConvert(text.Text, out string ascii, out TextFault fault) && Name.TryParse(ascii, null, out name, out fault))
            Header.Origin = _context.Origin = _context.Findings.Zone = name;
        else
            _ = _context.Fail(RecordRules.NameSyntax, text.MarkAt(fault.Offset, fault.Length), $"$origin {FindingText.Quote(text.Text)}: {fault.Message}");
    }

    private void ReadFlag(YamlNode value)
    {
        if (!_context.TryText(value, "$rmx-txt", out YamlScalar text))
            return;
        if (ZoneContext.Flag(text.Text) is { } flag)
            Header.PublishText = flag;
        else
            _ = _context.Fail(FileRules.ZoneFormat, text.Mark, $"$rmx-txt is true or false, not {FindingText.Quote(text.Text)}");
    }
}
