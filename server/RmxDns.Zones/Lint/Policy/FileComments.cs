using RmxDns.Zones.Records;
using RmxDns.Zones.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace RmxDns.Zones.Lint.Policy;

/// <summary>A comment as the file writes it, its sign included.</summary>
/// <param name="Mark">Where its sign stands.</param>
/// <param name="Text">From the sign to the end of the line.</param>
/// <param name="Alone">Whether nothing stands in front of it in its line.</param>
internal readonly record struct FileComment(SourceMark Mark, string Text, bool Alone);

/// <summary>
/// The comments of a zone file. What only looks like one, inside quotes or a block of text, is none. Reading ends without a word
/// where the file can no longer be understood: that the file is broken is for others to say.
/// </summary>
internal static class FileComments
{
    /// <summary>The comments of a YAML file, told apart by YAML's own scanner.</summary>
    public static IEnumerable<FileComment> OfYaml(SourceText source, YamlLimits limits)
    {
        using var input = new BoundedReader(source, 0, limits.LookAhead);
        var scanner = new Scanner(input, skipComments: false);
        int depth = 0;
        while (depth <= limits.Depth && TryNext(scanner) && !input.Exhausted)
        {
            input.Renew();
            if (scanner.Current is Comment comment)
            {
                int at = (int)comment.Start.Index;
                yield return Make(source, at, new SourceMark((int)comment.Start.Line, (int)comment.Start.Column));
            }
            depth += scanner.Current switch
            {
                BlockMappingStart or BlockSequenceStart or FlowMappingStart or FlowSequenceStart => 1,
                BlockEnd or FlowMappingEnd or FlowSequenceEnd => -1,
                _ => 0,
            };
            scanner.ConsumeCurrent();
        }
    }

    /// <summary>The comments of a master file: from a semicolon that is neither quoted nor escaped to the end of the line (RFC 1035 §5.1).</summary>
    public static IEnumerable<FileComment> OfMasterFile(SourceText source)
    {
        int line = 1, lineStart = 0;
        bool quoted = false;
        for (int at = 0; at < source.Length; at++)
        {
            switch (source[at])
            {
                case '\\' when at + 1 < source.Length && source[at + 1] is not ('\r' or '\n'):
                    at++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ';' when !quoted:
                    FileComment comment = Make(source, at, new SourceMark(line, at - lineStart + 1));
                    yield return comment;
                    at += comment.Text.Length - 1;
                    break;
                case '\n':
                case '\r' when !(at + 1 < source.Length && source[at + 1] == '\n'):
                    (line, lineStart, quoted) = (line + 1, at + 1, false);
                    break;
            }
        }
    }

    private static bool TryNext(Scanner scanner)
    {
        try
        {
            return scanner.MoveNextWithoutConsuming();
        }
        catch (Exception exception) when (EventSource.IsOfScanner(exception))
        {
            return false;
        }
    }

    private static FileComment Make(SourceText source, int at, SourceMark mark)
    {
        int end = source.NextBreak(at), before = at - 1;
        while (before >= 0 && source[before] is ' ' or '\t')
            before--;
        string text = source.Slice(at, (end < 0 ? source.Length : end) - at);
        return new FileComment(mark, text, before < 0 || source[before] is '\r' or '\n');
    }
}
