using System.Reflection;
using System.Text;
using RmxDns.Rdata;
using RmxDns.Wire;
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
    public ZoneFile LoadText(string displayName, ReadOnlyMemory<byte> octets)
    {
        if (octets.Length > settings.MaxFileOctets)
            return Unreadable(displayName, ZoneFileOctets.TooMany(octets.Length, settings.MaxFileOctets));
        Progress.Begin(octets.Length);
        int passed = 0;
        ZoneFile file = Read(displayName, SourceText.Decode(octets), index =>
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

    private ZoneFile Read(string displayName, SourceText source, Action<int> progress)
    {
        Name? named = OriginOf(displayName, out string fault);
        var known = new ZoneHeader();
        while (true)
        {
            FindingList findings = NewFindings();
            ZoneReader reader = NewReader(findings);
            bool incomplete = source.Faults.Count > 0;
            if (!new ZoneParts(source, Limits, Threads).TryRead(reader, findings, beside => NewPartReader(reader, beside), progress))
            {
                findings = NewFindings();
                reader = NewReader(findings);
                incomplete |= ReadThrough(source, reader, findings, progress);
            }
            if (settings.ForLint && source.HasTab)
                WrittenForm.CheckTabs(source, findings);
            bool first = known.Seen.Count == 0;
            known = reader.Header;
            if (reader.MustReadAgain && first)
                continue;
            if (named is null && !known.OriginGiven)
                findings.Add(FileRules.FileNameOrigin, default, fault);
            return Finish(displayName, reader, findings, known.OriginGiven ? known.Origin : named, incomplete);
        }

        FindingList NewFindings()
        {
            var findings = new FindingList(displayName) { Zone = known.Origin ?? named };
            findings.AddUnreadable(source.Faults);
            return findings;
        }

        ZoneReader NewReader(FindingList findings) => new(_types, known, known.Origin ?? named ?? Name.Root, findings, settings);
    }

    /// <summary>A reader for what comes behind the part that holds the header.</summary>
    private ZoneReader NewPartReader(ZoneReader first, FindingList findings)
    {
        ZoneContext read = first.Context;
        return new ZoneReader(_types, new ZoneHeader { Ttl = read.DefaultTtl, TtlMark = read.DefaultTtlMark }, read.Origin, findings, settings);
    }

    /// <summary>Reads from one end to the other; whether something could not be read.</summary>
    private bool ReadThrough(SourceText source, ZoneReader reader, FindingList findings, Action<int> progress)
    {
        var document = new ZoneDocument(source, Limits, findings);
        document.Read((key, value, merged) =>
        {
            reader.Accept(key, value, merged);
            progress(document.Index);
        });
        return document.Incomplete;
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
