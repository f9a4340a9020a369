using System.Text;
using RmxDns.Tool.Output;
using Spectre.Console;

namespace RmxDns.Tool.Sizes;

/// <summary>
/// A message as a bar against its budget: each piece as long as its share, with a letter or digit of its own, what is free as
/// dots; on a terminal in colours.
/// </summary>
internal sealed class Bar(Packet packet, IReadOnlyList<char> marks)
{
    private const int Columns = 64;

    private static readonly Color[] Colours = [Color.Blue, Color.Green, Color.Yellow, Color.Fuchsia, Color.Aqua, Color.Red];

    /// <summary>The bar in marks.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        int scale = Math.Max(packet.Budget, packet.Length);
        // Few pieces are all to be seen, however small.
        int least = packet.Parts.Count <= Columns / 2 ? 1 : 0;
        for (int i = 0; i < packet.Parts.Count; i++)
        {
            int end = (int)Math.Round((double)packet.Parts[i].End * Columns / scale, MidpointRounding.AwayFromZero);
            int most = Columns - (least * (packet.Parts.Count - i - 1));
            _ = text.Append(marks[i], Math.Clamp(end, text.Length + least, most) - text.Length);
        }
        return text.Append('.', Columns - text.Length).ToString();
    }

    /// <summary>Prints the bar with what it says in words.</summary>
    public void WriteTo(Screen screen)
    {
        string title = $"{packet.Budget,5}  ", sum = $"  {packet.Length} octets{(packet.Truncated ? ", TC: does not fit" : packet.Length > packet.Budget ? $", {packet.Length - packet.Budget} too many" : "")}";
        if (!screen.HasColours)
        {
            screen.Line($"{title}[{Text()}]{sum}");
            return;
        }
        var line = new Paragraph(title);
        foreach (char mark in Text())
            line.Append(mark == '.' ? "░" : mark.ToString(), mark == '.' ? new Style(Color.Grey) : new Style(Color.Black, ColourOf(mark)));
        line.Append(sum + Environment.NewLine);
        screen.Draw(line);
    }

    private static Color ColourOf(char mark) => mark switch
    {
        'H' => Color.Silver,
        'Q' => Color.White,
        'A' => Colours[0],
        'O' => Color.Grey,
        _ => Colours[1 + (mark % (Colours.Length - 1))],
    };
}
