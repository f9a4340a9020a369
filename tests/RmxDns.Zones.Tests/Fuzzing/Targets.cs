using RmxDns.Answering;
using RmxDns.Rdata;
using RmxDns.Rmx;
using RmxDns.Snapshot;
using RmxDns.Testing;
using RmxDns.Testing.Dns;
using RmxDns.Wire;
using RmxDns.Zones.Lint;
using RmxDns.Zones.Master;

namespace RmxDns.Zones.Tests.Fuzzing;

/// <summary>
/// What is fed with anything at all. A target throws when its parser does, or when what it says does not hold together;
/// it gives back what it said, so that an input that makes it say something new is kept.
/// </summary>
internal static class Targets
{
    private static readonly ZoneSet Zones = ZoneText.Set(("example.com.", "@ RMX mx host:a.example.com.\n@ MX 1 a\na A 192.0.2.1\n* TXT w\nsub NS ns.sub\nns.sub A 192.0.2.2\nd DNAME a\nc CNAME d"));

    public static IReadOnlyDictionary<string, Func<byte[], string>> All { get; } = new Dictionary<string, Func<byte[], string>>
    {
        ["message"] = Message,
        ["rdata-octets"] = RdataOctets,
        ["rdata-text"] = RdataText,
        ["rmx-octets"] = RmxOctets,
        ["rmx-text"] = RmxTextForm,
        ["name-text"] = NameTextForm,
        ["yaml"] = Yaml,
        ["zone"] = Zone,
        ["master"] = Master,
    };

    /// <summary>An answer is readable, no longer than it may be, and answers the question.</summary>
    private static string Message(byte[] input)
    {
        var response = new byte[ushort.MaxValue];
        int length = new Answerer(new AnswerSettings()).Answer(Zones, input, response, Transport.Udp);
        if (length == 0)
            return "silent";
        DnsMessage message = MessageDecoder.Decode(response[..length]);
        Require(length <= 1232 && message.IsResponse && message.Trailing == 0 && message.CompressionFaults.Count == 0, message.ToString());
        return $"{message.Rcode} {message.Flags:x} {message.Answer.Count} {message.Authority.Count} {message.Additional.Count} {message.Opt.Count}";
    }

    /// <summary>The first two octets are the type; valid RDATA is written as text that reads back as the same octets.</summary>
    private static string RdataOctets(byte[] input)
    {
        if (input.Length < 2)
            return "short";
        RdataType type = TypeOf(input);
        byte[] rdata = input[2..];
        if (type.Check(rdata) is { } fault)
        {
            Require(fault.Offset >= 0 && fault.Offset <= rdata.Length, $"{type.Mnemonic}: {fault}");
            return $"{KindOf(type)} {WithoutNumbers(fault.Message)}";
        }
        if (type.IsMeta)
            return KindOf(type);
        string text = type.Format(rdata);
        Require(type.TryParseText(text, Name.Root, out byte[] again, out TextFault wrong), $"{type.Mnemonic} {text}: {wrong}");
        Require(again.AsSpan().SequenceEqual(rdata), $"{type.Mnemonic} {text}: {Convert.ToHexString(rdata)} became {Convert.ToHexString(again)}");
        return KindOf(type);
    }

    /// <summary>Text is a fault that stands in it, or octets that the type's own check allows.</summary>
    private static string RdataText(byte[] input)
    {
        if (input.Length < 2)
            return "short";
        RdataType type = TypeOf(input);
        string text = Characters(input[2..]);
        if (!type.TryParseText(text, Name.Root, out byte[] rdata, out TextFault fault))
        {
            Require(fault.Offset >= 0 && fault.Offset + fault.Length <= text.Length, $"{type.Mnemonic} '{text}': {fault}");
            return $"{KindOf(type)} {WithoutNumbers(fault.Message)}";
        }
        Require(type.Check(rdata) is null, $"{type.Mnemonic} '{text}': {type.Check(rdata)}");
        return KindOf(type);
    }

    private static string RmxOctets(byte[] input)
    {
        if (!RmxWire.TryDecode(input, out RmxRecord record, out RmxFault fault))
        {
            Require(fault.Offset >= 0 && fault.Offset <= input.Length, fault.ToString());
            return $"{Shape(record)} {WithoutNumbers(fault.Message)}";
        }
        Require(RmxTextReader.TryParse(RmxText.Format(record), out byte[] again, out TextFault wrong), $"{record}: {wrong}");
        Require(again.AsSpan().SequenceEqual(record.Encode()), record.ToString());
        return Shape(record);
    }

    private static string RmxTextForm(byte[] input)
    {
        string text = Characters(input);
        if (!RmxTextReader.TryParse(text, out byte[] rdata, out TextFault fault))
        {
            Require(fault.Offset >= 0 && fault.Offset + fault.Length <= text.Length, $"'{text}': {fault}");
            return WithoutNumbers(fault.Message);
        }
        Require(RmxWire.TryDecode(rdata, out RmxRecord record, out RmxFault wrong), $"'{text}': {wrong}");
        return Shape(record);
    }

    private static string NameTextForm(byte[] input)
    {
        string text = Characters(input);
        if (!Name.TryParse(text, Name.Parse("example.com."), out Name name, out TextFault fault))
        {
            Require(fault.Offset >= 0 && fault.Offset + fault.Length <= text.Length, $"'{text}': {fault}");
            return WithoutNumbers(fault.Message);
        }
        Require(Name.Parse(name.ToString()).Wire.SequenceEqual(name.Wire), $"'{text}': {name}");
        return $"{Math.Min(name.LabelCount, 5)}";
    }

    /// <summary>The plain scanner, where it reads at all, gives what YamlDotNet gives.</summary>
    private static string Yaml(byte[] input) =>
        string.Concat(YamlReading.Same(input).Where(c => !char.IsDigit(c) && c != '\'' && !char.IsLetter(c)).Take(60));

    /// <summary>A zone is contents that compile, or findings that say why not; what could be read is linted either way.</summary>
    private static string Zone(byte[] input) =>
        ZoneOrFindings(new ZoneFileLoader(new TypeTable(), new LoadSettings { ForLint = true }).LoadText("example.com.yaml", input));

    private static string Master(byte[] input) =>
        ZoneOrFindings(new MasterFileLoader(new TypeTable(), new LoadSettings { ForLint = true }, new MasterFileSettings(KeepComments: true)).LoadText("example.com.zone", input).Zone);

    private static string ZoneOrFindings(ZoneFile file)
    {
        if (file.Contents is { } contents)
            _ = Compile.ZoneCompiler.Compile(contents, ZoneText.Types);
        else
            Require(file.Findings.Any(finding => finding.Rule.RefusesZone), "refused without a finding");
        IReadOnlyList<Finding> linted = new Linter(ZoneText.Types, new LintSettings { Set = RuleSet.Strict }).Lint([file], []);
        return string.Join(' ', linted.Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Few enough values that not every input is something new.</summary>
    private static string Shape(RmxRecord record) =>
        record.Entries.Count == 0 ? "none" : $"{Math.Min(record.Entries.Count, 3)} {Math.Min((int)record.Entries[^1].Code, 68)}";

    private static string KindOf(RdataType type) => type.IsKnown ? type.Mnemonic : "unknown";

    private static RdataType TypeOf(byte[] input) => ZoneText.Types[(ushort)((input[0] << 8) | input[1])];

    private static string Characters(byte[] octets) => System.Text.Encoding.Latin1.GetString(octets);

    private static string WithoutNumbers(string text) => string.Concat(text.Where(c => !char.IsDigit(c)).Take(40));

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
