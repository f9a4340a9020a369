using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Records;

namespace RmxDns.Server.Compiled;

/// <summary>
/// What is kept of a load besides the zone: its findings, to be logged again at each start, and the RMX records that refer to other
/// RRsets, whose sizes depend on all zones served.
/// </summary>
/// <param name="Read">What was found when the file was read.</param>
/// <param name="Built">What was found when the zone was built.</param>
/// <param name="References">Owner and place of each RMX RRset that refers to others.</param>
internal sealed record CompiledNotes(
    IReadOnlyList<Finding> Read, IReadOnlyList<Finding> Built, IReadOnlyList<(Name Owner, SourceMark Mark)> References)
{
    private static readonly Dictionary<string, Rule> ById = Rules.All.ToDictionary(rule => rule.Id);

    /// <summary>The notes as octets.</summary>
    public byte[] Encode()
    {
        using var octets = new MemoryStream();
        using var writer = new BinaryWriter(octets);
        Write(writer, Read);
        Write(writer, Built);
        writer.Write(References.Count);
        foreach ((Name owner, SourceMark mark) in References)
        {
            writer.WriteName(owner);
            Write(writer, mark);
        }
        writer.Flush();
        return octets.ToArray();
    }

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="IOException">It did not.</exception>
    public static CompiledNotes Decode(BinaryReader reader)
    {
        IReadOnlyList<Finding> read = ReadFindings(reader), built = ReadFindings(reader);
        var references = new List<(Name, SourceMark)>();
        for (int left = reader.ReadInt32(); left > 0; left--)
            references.Add((reader.ReadName() ?? throw new DamagedException("an owner without a name"), ReadMark(reader)));
        return new CompiledNotes(read, built, references);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<Finding> findings)
    {
        writer.Write(findings.Count);
        foreach (Finding finding in findings)
        {
            writer.Write(finding.Rule.Id);
            writer.Write((byte)finding.Severity);
            writer.Write(finding.File);
            Write(writer, finding.Mark);
            writer.Write(finding.Message);
            writer.WriteName(finding.Zone);
            writer.WriteName(finding.Owner);
            writer.Write(finding.Subject);
            writer.Write(finding.Advice is not null);
            writer.Write(finding.Advice ?? "");
        }
    }

    private static List<Finding> ReadFindings(BinaryReader reader)
    {
        var findings = new List<Finding>();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            string id = reader.ReadString();
            var severity = (Severity)reader.ReadByte();
            if (!ById.TryGetValue(id, out Rule? rule) || severity > Severity.Error)
                throw new DamagedException("a finding of no rule");
            string file = reader.ReadString();
            SourceMark mark = ReadMark(reader);
            string message = reader.ReadString();
            Name? zone = reader.ReadName(), owner = reader.ReadName();
            string subject = reader.ReadString();
            bool hasAdvice = reader.ReadBoolean();
            string advice = reader.ReadString();
            findings.Add(new Finding(rule, severity, file, mark, message, zone, owner) { Subject = subject, Advice = hasAdvice ? advice : null });
        }
        return findings;
    }

    private static void Write(BinaryWriter writer, SourceMark mark)
    {
        writer.Write(mark.Line);
        writer.Write(mark.Column);
        writer.Write(mark.Length);
    }

    private static SourceMark ReadMark(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
}
