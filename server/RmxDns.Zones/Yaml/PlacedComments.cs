using RmxDns.Wire;
using RmxDns.Zones.Master;
using RmxDns.Zones.Records;

namespace RmxDns.Zones.Yaml;

/// <summary>
/// The comments of a master file and what each belongs to: a record that it stands in or behind, or else the next record below it.
/// Those in front of the first record are the file's head, those below the last its tail. Empty ones are left out.
/// </summary>
internal sealed class PlacedComments
{
    private readonly Dictionary<(Name Owner, ushort Type, int Record), List<MasterComment>> _comments = [];
    private readonly HashSet<(Name Owner, ushort Type)> _byRecord = [];
    private readonly List<string> _head = [];
    private readonly List<string> _tail = [];

    /// <param name="file">The file.</param>
    /// <param name="rrSets">What is written of it; comments go to these alone.</param>
    public PlacedComments(MasterFile file, IReadOnlyList<RrSet> rrSets)
    {
        var counts = new Dictionary<(Name, ushort), int>();
        var places = new List<(int Line, (Name, ushort, int) Key)>(file.Places.Count);
        foreach (MasterPlace place in file.Places)
        {
            int index = counts.GetValueOrDefault((place.Owner, place.Type));
            counts[(place.Owner, place.Type)] = index + 1;
            places.Add((place.Line, (place.Owner, place.Type, index)));
        }
        // Where equal records were left out, which is which cannot be told.
        foreach (RrSet rrSet in rrSets.Where(rrSet => rrSet.Records.Count > 1 && counts.GetValueOrDefault((rrSet.Owner, rrSet.Type)) == rrSet.Records.Count))
            _ = _byRecord.Add((rrSet.Owner, rrSet.Type));
        int next = 0;
        foreach (MasterComment comment in file.Comments.Where(comment => comment.Text.Length > 0))
        {
            int line = comment.EntryLine == 0 ? comment.Line : comment.EntryLine;
            while (next < places.Count && places[next].Line < line)
                next++;
            if (next == places.Count)
                _tail.Add(comment.Text);
            else if (next == 0 && places[0].Line != comment.EntryLine)
                _head.Add(comment.Text);
            else
                Add(places[next].Key, comment);
        }
    }

    /// <summary>Those in front of the first record.</summary>
    public IReadOnlyList<string> Head => _head;

    /// <summary>Those below the last record.</summary>
    public IReadOnlyList<string> Tail => _tail;

    /// <summary>Those of an RRset as a whole.</summary>
    public IReadOnlyList<MasterComment> Of(RrSet rrSet) => Of(rrSet, -1);

    /// <summary>Those of one of its several records.</summary>
    public IReadOnlyList<MasterComment> Of(RrSet rrSet, int record) => _comments.GetValueOrDefault((rrSet.Owner, rrSet.Type, record)) ?? [];

    private void Add((Name Owner, ushort Type, int Record) key, MasterComment comment)
    {
        if (!_byRecord.Contains((key.Owner, key.Type)))
            key.Record = -1;
        if (!_comments.TryGetValue(key, out List<MasterComment>? list))
            _comments.Add(key, list = []);
        list.Add(comment);
    }
}
