using System.Text;
using RmxDns.Zones.Yaml;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>
/// What the comments of one zone file say to the linter. No server reads them: they decide about reports alone, and nothing about
/// rules that keep a zone from being served.
/// </summary>
public sealed class SuppressionList
{
    private static readonly byte[] Address = Encoding.ASCII.GetBytes(SuppressionReader.Address);
    private static readonly SuppressionList None = new(null, [], []);

    private readonly ZoneFile? _file;
    private readonly IReadOnlyList<Suppression> _suppressions;
    private readonly IReadOnlyList<Finding> _findings;

    private SuppressionList(ZoneFile? file, IReadOnlyList<Suppression> suppressions, IReadOnlyList<Finding> findings)
    {
        (_file, _suppressions, _findings) = (file, suppressions, findings);
    }

    /// <summary>Reads a file's comments; a file that never addresses the linter costs one search.</summary>
    /// <param name="file">The file as it was read.</param>
    /// <param name="octets">What is in it.</param>
    /// <param name="masterFile">Whether it is a master file, whose comments start with a semicolon.</param>
    public static SuppressionList Read(ZoneFile file, ReadOnlyMemory<byte> octets, bool masterFile)
    {
        if (octets.Span.IndexOf(Address) < 0)
            return None;
        var findings = new FindingList(file.Path) { Zone = file.Origin };
        var source = SourceText.Decode(octets);
        var reader = new SuppressionReader(source, masterFile ? ';' : '#', findings);
        foreach (FileComment comment in masterFile ? FileComments.OfMasterFile(source) : FileComments.OfYaml(source, new YamlLimits()))
            reader.Accept(comment);
        return new SuppressionList(file, reader.Suppressions, findings.InOrder());
    }

    /// <summary>The findings of the file with what the comments say of them, and findings about the comments, in the order of the file.</summary>
    /// <param name="findings">The file's findings.</param>
    /// <param name="settings">The file's settings: of a rule that does not run, nothing is expected.</param>
    /// <param name="stays">Whether a finding is kept whatever a comment says.</param>
    public IReadOnlyList<JudgedFinding> Apply(IReadOnlyList<Finding> findings, LintSettings settings, Predicate<Finding> stays)
    {
        if (_file is null)
            return [.. findings.Select(finding => new JudgedFinding(finding))];
        var byPlace = new Dictionary<(int Line, string Rule), Suppression>();
        foreach (Suppression suppression in _suppressions)
            _ = byPlace.TryAdd((suppression.Line, suppression.Rule.Id), suppression);
        var used = new HashSet<Suppression>(ReferenceEqualityComparer.Instance);
        var judged = new List<JudgedFinding>(findings.Count);
        foreach (Finding finding in findings)
        {
            bool named = byPlace.TryGetValue((finding.Mark.Line, finding.Rule.Id), out Suppression? suppression) || byPlace.TryGetValue((0, finding.Rule.Id), out suppression);
            if (named)
                _ = used.Add(suppression!);
            judged.Add(named && !stays(finding) ? new JudgedFinding(finding, true, suppression!.Reason) : new JudgedFinding(finding));
        }
        judged.AddRange(_findings.Concat(Unused(_file, settings, used)).Select(settings.Judge).OfType<Finding>().Select(finding => new JudgedFinding(finding)));
        return [.. judged.OrderBy(each => each.Finding.Mark.Line).ThenBy(each => each.Finding.Mark.Column)];
    }

    /// <summary>What the comments expected in vain. In a zone of which something could not be read not every rule could speak, so nothing is said.</summary>
    private IEnumerable<Finding> Unused(ZoneFile file, LintSettings settings, HashSet<Suppression> used)
    {
        if (file.Contents is null)
            yield break;
        foreach (Suppression suppression in _suppressions.Where(suppression => settings.Runs(suppression.Rule) && !used.Contains(suppression)))
        {
            string where = suppression.Line switch { SuppressionReader.WholeFile => "this file", SuppressionReader.NoLine => "a line below: there is none", _ => $"line {suppression.Line}" };
            yield return new Finding(PolicyRules.UnusedSuppression, PolicyRules.UnusedSuppression.Severity, file.Path, suppression.Mark, $"{suppression.Rule.Id} finds nothing in {where}", file.Origin)
            {
                Subject = suppression.Rule.Id,
            };
        }
    }
}
