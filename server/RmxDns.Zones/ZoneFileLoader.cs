using System.Reflection;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Wire;
using RmxDns.Zones.Blocks;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones;

/// <summary>
/// Zone files to zones: one YAML file is one zone. A file is read to its end whatever is wrong with it, and all of it is reported;
/// a zone with a finding of a rule that refuses is given back without contents. Nothing that a file holds is thrown.
/// Safe for several threads.
/// </summary>
/// <param name="types">The record types.</param>
/// <param name="settings">What the server's settings say.</param>
public sealed class ZoneFileLoader(TypeTable types, LoadSettings settings)
{
    private readonly TypeTable _types = new(types.RmxType, InternationalNames.ToAscii);

    /// <summary>The parts of the program that decide what comes of a file, the libraries among them.</summary>
    public static IReadOnlyList<Module> Modules { get; } = [typeof(ZoneFileLoader).Module, typeof(YamlDotNet.Core.Parser).Module, typeof(ADRaffy.ENSNormalize.ENSNormalize).Module];

    /// <summary>What a file may ask of the reader.</summary>
    internal YamlLimits Limits { get; init; } = new();

    /// <summary>How many threads a large file is read with, at least 1.</summary>
    public int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>Whether large files are noted block by block, so that a later version can be read in part.</summary>
    public bool KeepsBlocks { get; set; }

    /// <summary>How far all reading with this loader has come.</summary>
    public LoadProgress Progress { get; } = new();

    /// <summary>Reads a file; one that cannot be opened is a finding.</summary>
    public ZoneFile Load(string path)
    {
        return ZoneFileOctets.TryRead(path, settings.MaxFileOctets, out byte[] octets, out string fault)
            ? LoadText(path, octets)
            : Unreadable(path, fault);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="displayName">The file as findings name it; its last part gives the origin.</param>
    /// <param name="text">The text.</param>
    public ZoneFile LoadText(string displayName, string text) => LoadText(displayName, Encoding.UTF8.GetBytes(text));

    /// <summary>Reads the octets of a file.</summary>
    /// <param name="displayName">The file as findings name it; its last part gives the origin.</param>
    /// <param name="octets">What is in the file.</param>
    /// <param name="before">What was compiled from it before, of which the blocks that are still there are not read again; null to read all.</param>
    public ZoneFile LoadText(string displayName, ReadOnlyMemory<byte> octets, ServedBlocks? before = null)
    {
        if (octets.Length > settings.MaxFileOctets)
            return Unreadable(displayName, ZoneFileOctets.TooMany(octets.Length, settings.MaxFileOctets));
        Progress.Begin(octets.Length);
        int passed = 0;
        FileBlocks? blocks = KeepsBlocks && !settings.ForLint ? FileBlocks.Cut(octets.Span, Limits) : null;
        ZoneFile? file = blocks is null || before is null ? null : ReadChanged(displayName, octets, blocks, before);
        file ??= Read(displayName, SourceText.Decode(octets), blocks, index =>
        {
            if (index <= passed)
                return;
            Progress.Pass(index - passed);
            passed = index;
        });
        Progress.Pass(octets.Length - passed);
        Progress.End();
        return file;
    }

    /// <summary>Reads the blocks that have changed and the few that depend on others; null when that is not enough to tell what the file says.</summary>
    private ZoneFile? ReadChanged(string displayName, ReadOnlyMemory<byte> octets, FileBlocks blocks, ServedBlocks before)
    {
        Name? named = OriginOf(displayName, out _);
        var findings = new FindingList(displayName) { Zone = named };
        var reader = new ZoneReader(_types, new ZoneHeader(), named ?? Name.Root, findings, settings, isLarge: false);
        if (BlockMatch.Of(blocks, before) is not { } match || !match.TryRead(octets, Limits, reader) || !MayBeInBlocks(reader))
            return null;
        Name? origin = reader.Header.OriginGiven ? reader.Header.Origin : named;
        if (origin is null || !origin.Wire.SequenceEqual(before.Zone.Apex.Wire) || reader.Context.DefaultTtl != before.DefaultTtl)
            return null;
        ZoneFile file = Finish(displayName, reader, findings, origin, incomplete: false);
        if (file.Contents is not { } contents || match.MayMoveSizes(contents)
            || ZonePatch.Find(before.Zone, contents, _types, match.Open) is not { } difference)
            return null;
        return file with { Blocks = blocks, DefaultTtl = before.DefaultTtl, Change = new ZoneChange(before, blocks, match, difference) };
    }

    /// <summary>Whether what was read means the same wherever it stands behind the header.</summary>
    private static bool MayBeInBlocks(ZoneReader reader) =>
        !reader.MustReadAgain && !reader.Header.PublishText && reader.Context.Faults.Count == 0;

    private ZoneFile Read(string displayName, SourceText source, FileBlocks? blocks, Action<int> progress)
    {
        Name? named = OriginOf(displayName, out string fault);
        var known = new ZoneHeader();
        while (true)
        {
            FindingList findings = NewFindings();
            ZoneReader reader = NewReader(findings);
            bool incomplete = source.Faults.Count > 0;
            bool plain = new ZoneParts(source, Limits, Threads).TryRead(reader, findings, beside => NewPartReader(reader, beside), progress);
            if (!plain)
            {
                findings = NewFindings();
                reader = NewReader(findings);
                ZoneDocument document = ReadThrough(source, reader, findings, progress);
                incomplete |= document.Incomplete;
                plain = document.IsPlain;
            }
            if (settings.ForLint && source.HasTab)
                WrittenForm.CheckTabs(source, findings);
            bool first = known.Seen.Count == 0;
            known = reader.Header;
            if (reader.MustReadAgain && first)
                continue;
            if (named is null && !known.OriginGiven)
                findings.Add(FileRules.FileNameOrigin, default, fault);
            ZoneFile file = Finish(displayName, reader, findings, known.OriginGiven ? known.Origin : named, incomplete);
            return plain && MayBeInBlocks(reader) && file.Contents is not null ? file with { Blocks = blocks, DefaultTtl = reader.Context.DefaultTtl } : file;
        }

        FindingList NewFindings()
        {
            var findings = new FindingList(displayName) { Zone = known.Origin ?? named };
            findings.AddUnreadable(source.Faults);
            return findings;
        }

        ZoneReader NewReader(FindingList findings) => new(_types, known, known.Origin ?? named ?? Name.Root, findings, settings, isLarge: source.Length >= Limits.LargeFile);
    }

    /// <summary>A reader for what comes behind the part that holds the header.</summary>
    private ZoneReader NewPartReader(ZoneReader first, FindingList findings)
    {
        ZoneContext read = first.Context;
        return new ZoneReader(_types, new ZoneHeader { Ttl = read.DefaultTtl, TtlMark = read.DefaultTtlMark }, read.Origin, findings, settings, isLarge: true);
    }

    /// <summary>Reads from one end to the other.</summary>
    private ZoneDocument ReadThrough(SourceText source, ZoneReader reader, FindingList findings, Action<int> progress)
    {
        var document = new ZoneDocument(source, Limits, findings);
        document.Read((key, value, merged) =>
        {
            reader.Accept(key, value, merged);
            progress(document.Index);
        });
        return document;
    }

    private ZoneFile Finish(string displayName, ZoneReader reader, FindingList findings, Name? origin, bool incomplete)
    {
        new ZoneAssembler(reader.Context, reader.Header, reader.RrSets).Complete(settings.DefaultNameServers);
        var contents = new ZoneContents(reader.Context.Origin, displayName, reader.RrSets) { Faults = reader.Context.Faults };
        ZoneGaps gaps = findings.Refused ? ZoneGaps.Of(contents.Origin, findings.InOrder(), partial: false) : ZoneGaps.None;
        ZoneChecks.Run(contents, findings, mayLack: incomplete || origin is null || reader.Context.ApexIncomplete);
        bool refused = findings.Refused || origin is null;
        return new ZoneFile(displayName, origin, refused ? null : contents, findings.InOrder(), !reader.Context.SerialGiven)
        {
            Remains = refused && origin is not null && settings.ForLint ? contents : null,
            Gaps = gaps,
        };
    }

    /// <summary>What comes of a file that cannot be read, for a caller that reads files itself.</summary>
    /// <param name="path">The file as findings name it; its last part gives the origin.</param>
    /// <param name="message">Why it cannot be read.</param>
    public static ZoneFile Unreadable(string path, string message)
    {
        var findings = new FindingList(path);
        findings.Add(FileRules.FileUnreadable, default, message);
        return new ZoneFile(path, OriginOf(path, out _), null, findings.InOrder(), false);
    }

    /// <summary>The zone that a file's name gives: the name without <c>.yaml</c> or <c>.yml</c>.</summary>
    private static Name? OriginOf(string path, out string fault)
    {
        string file = Path.GetFileName(path);
        string extension = Path.GetExtension(file);
        string text = extension is ".yaml" or ".yml" ? file[..^extension.Length] : file;
        string quoted = FindingText.Quote(file);
        fault = $"{quoted} gives no zone name";
        if (extension is not (".yaml" or ".yml"))
        {
            fault = $"{quoted} does not end in .yaml or .yml and gives no zone name; $origin would";
            return null;
        }
        if (text.StartsWith('$'))
        {
            fault = $"{quoted} is part of a split zone of octoDNS, which is not supported; write the zone as one file";
            return null;
        }
        Name name = Name.Root;
        if (InternationalNames.TryConvert(text, out string ascii, out TextFault wrong) && Name.TryParse(ascii, null, out name, out wrong))
            return name;
        fault = $"{quoted} gives no zone name: {wrong.Message}; $origin would";
        return null;
    }
}
