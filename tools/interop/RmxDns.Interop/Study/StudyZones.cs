using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Snapshot;
using RmxDns.Tool.Messages;
using RmxDns.Tool.Sizes;
using RmxDns.Wire;
using RmxDns.Zones;
using RmxDns.Zones.Compile;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Interop.Study;

/// <summary>The zones of the study, with what is added to them, and what an answer of them costs: the server's own code makes it.</summary>
internal sealed class StudyZones
{
    private const int EdnsSize = 1232;

    private readonly TypeTable _types;
    private readonly List<ZoneContents> _contents;
    private readonly ZoneSet _served;

    private StudyZones(TypeTable types, List<ZoneContents> contents, LintedZones linted)
    {
        (_types, _contents, Linted) = (types, contents, linted);
        _served = ZoneSet.Empty.With([.. contents.Select(each => ZoneCompiler.Compile(each, types))], []);
    }

    /// <summary>The zones as a receiver looks things up in them.</summary>
    public LintedZones Linted { get; }

    /// <summary>Loads a folder.</summary>
    /// <exception cref="InvalidOperationException">A zone does not load.</exception>
    public static StudyZones Load(string folder)
    {
        var types = new TypeTable(RrType.DefaultRmx, InternationalNames.ToAscii);
        var loader = new ZoneFileLoader(types, new LoadSettings());
        ZoneFile[] files = [.. ZoneFolder.Scan(folder).Select(path => loader.Load(path))];
        if (files.FirstOrDefault(file => file.Contents is null) is { } bad)
            throw new InvalidOperationException(string.Join('\n', bad.Findings));
        return new StudyZones(types, [.. files.Select(file => file.Contents!)], LintedZones.Of(files, [.. files.Select(file => LintedZone.Of(file, types))], [], types));
    }

    /// <summary>The same zones with one more RRset.</summary>
    /// <param name="owner">Its owner, in one of the zones.</param>
    /// <param name="type">Its type.</param>
    /// <param name="text">The one record's text.</param>
    public StudyZones With(Name owner, ushort type, string text)
    {
        if (!_types[type].TryParseText(text, Name.Root, out byte[] rdata, out TextFault fault))
            throw new InvalidOperationException($"{text}: {fault.Message}");
        List<ZoneContents> contents = [.. _contents];
        int at = contents.FindIndex(each => owner.IsAtOrBelow(each.Origin));
        var rrSet = new RrSet(owner, type, LoadSettings.DefaultTtl, default, [new SourceRecord(rdata, default)]);
        contents[at] = new ZoneContents(contents[at].Origin, contents[at].File, [.. contents[at].RrSets, rrSet]);
        return new StudyZones(_types, contents, Linted);
    }

    /// <summary>Octets of the answer to a client with EDNS: OPT counts, additional records do not.</summary>
    public int AnswerSize(Name name, ushort type)
    {
        if (AnswerPicture.Draw(_served, _types, name, type, EdnsSize) is { } picture)
            return picture.AnswerSize + QueryMessage.OptLength;
        byte[] response = new byte[ushort.MaxValue];
        return new Answerer(new AnswerSettings(EdnsSize)).Answer(_served, QueryMessage.Encode(0, name, type, EdnsSize, recursion: false), response, Transport.Stream);
    }

    /// <summary>The same with the additional records.</summary>
    public int WholeSize(Name name, ushort type) => AnswerPicture.Draw(_served, _types, name, type, EdnsSize)!.Whole.Length + QueryMessage.OptLength;

    /// <summary>Looks something up as a receiver does.</summary>
    public RmxDns.Rmx.Receiving.LookupAnswer Find(Name name, ushort type) => Linted.ResolveForReceiver(name, type);
}
