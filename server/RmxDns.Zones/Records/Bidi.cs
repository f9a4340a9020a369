using System.Globalization;

namespace RmxDns.Zones.Records;

/// <summary>
/// The bidi rule (RFC 5893 §2) for one label that has characters written from right to left. The classes come from the blocks that
/// Unicode sets aside for such scripts, which is exact for the code points that RFC 5892 allows in a label at all.
/// </summary>
internal static class Bidi
{
    private enum Direction { Left, Right, EuropeanDigit, ArabicDigit, Mark, Separator }

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? FaultOf(ReadOnlySpan<int> label)
    {
        bool right = false, european = false, arabic = false, left = false;
        Direction last = Direction.Mark;
        foreach (int c in label)
        {
            Direction direction = DirectionOf(c);
            right |= direction == Direction.Right;
            left |= direction == Direction.Left;
            european |= direction == Direction.EuropeanDigit;
            arabic |= direction == Direction.ArabicDigit;
            last = direction == Direction.Mark ? last : direction;
        }
        if (!right && !arabic)
            return null;
        bool startsRight = DirectionOf(label[0]) == Direction.Right;
        if (!startsRight || left || last == Direction.Separator || (european && arabic))
            return "letters from right to left mixed with others, or not in front, or with two kinds of digits (RFC 5893 §2)";
        return null;
    }

    private static Direction DirectionOf(int c)
    {
        if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            return Direction.Mark;
        return c switch
        {
            (>= '0' and <= '9') or (>= 0x06F0 and <= 0x06F9) => Direction.EuropeanDigit,
            (>= 0x0660 and <= 0x0669) or (>= 0x10D30 and <= 0x10D39) or (>= 0x10E60 and <= 0x10E7E) => Direction.ArabicDigit,
            '-' or 0x00B7 or 0x0375 or 0x30FB or 0x200C or 0x200D => Direction.Separator,
            (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF) => Direction.Right,
            _ => Direction.Left,
        };
    }
}
