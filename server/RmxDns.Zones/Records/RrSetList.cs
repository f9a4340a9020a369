using System.Collections;

namespace RmxDns.Zones.Records;

/// <summary>
/// The RRsets of a zone in the order of the file. Those of a large file are kept as octets, a quarter of what objects take: then an object
/// is made each time that one is asked for, and no two are the same one; <see cref="Views"/> looks at them without any.
/// Filled by one thread; afterwards safe for several.
/// </summary>
public sealed class RrSetList : IReadOnlyList<RrSet>
{
    private readonly List<Run> _runs = [];
    private readonly RrSetPacker? _packer;

    internal RrSetList(bool packs) => _packer = packs ? new RrSetPacker() : null;

    internal RrSetList(IEnumerable<RrSet> rrSets)
    {
        foreach (RrSet rrSet in rrSets)
            Add(rrSet);
    }

    /// <inheritdoc/>
    public int Count => _runs.Count == 0 ? 0 : _runs[^1].End;

    /// <summary>All of them, to be looked at one after the other.</summary>
    public RrSetViews Views => new(this);

    /// <summary>Whether any is kept as octets.</summary>
    public bool IsPacked => _runs.Exists(run => run.Packed is not null);

    internal int RunCount => _runs.Count;

    /// <inheritdoc/>
    public RrSet this[int index] => View(index).ToRrSet();

    /// <summary>One of them, to be looked at.</summary>
    public RrSetView View(int index)
    {
        int low = 0, high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (index < _runs[middle].End)
                high = middle;
            else
                low = middle + 1;
        }
        return ViewIn(low, index - _runs[low].First);
    }

    /// <summary>Adds one behind the others; it may be seen only after <see cref="Complete"/>.</summary>
    internal void Add(RrSet rrSet)
    {
        // SOA is completed and numbered later on.
        if (_packer is not null && rrSet.Type != Wire.RrType.Soa)
        {
            _packer.Add(rrSet);
            if (_packer.IsFull)
                Complete();
            return;
        }
        Complete();
        if (_runs.Count == 0 || _runs[^1].Objects is not { } objects)
            _runs.Add(new Run(Count, objects = [], null));
        objects.Add(rrSet);
    }

    /// <summary>Adds all of another list behind the others. What that one keeps as octets is shared.</summary>
    internal void TakeUp(RrSetList other)
    {
        Complete();
        other.Complete();
        foreach (Run run in other._runs)
            _runs.Add(new Run(Count, run.Objects, run.Packed));
    }

    /// <summary>Puts one in front of the others.</summary>
    internal void InsertFirst(RrSet rrSet)
    {
        Complete();
        for (int i = 0; i < _runs.Count; i++)
            _runs[i] = _runs[i] with { First = _runs[i].First + 1 };
        _runs.Insert(0, new Run(0, [rrSet], null));
    }

    /// <summary>Lets everything that was added be seen.</summary>
    internal void Complete()
    {
        if (_packer is { IsEmpty: false })
            _runs.Add(new Run(Count, null, _packer.Take()));
    }

    /// <summary>The first of a type at a name; null when there is none.</summary>
    internal RrSet? Find(ushort type, ReadOnlySpan<byte> owner)
    {
        foreach (RrSetView rrSet in Views)
        {
            if (rrSet.Type == type && Wire.NameOctets.EqualsIgnoreCase(rrSet.Owner, owner))
                return rrSet.ToRrSet();
        }
        return null;
    }

    /// <summary>Puts another one in the place of an SOA.</summary>
    internal void Replace(RrSet soa, RrSet other)
    {
        foreach (Run run in _runs)
        {
            if (run.Objects?.IndexOf(soa) is >= 0 and int at)
                run.Objects[at] = other;
        }
    }

    /// <summary>The same with others in the place of each SOA.</summary>
    internal RrSetList WithSoa(Func<RrSet, RrSet> change)
    {
        var copy = new RrSetList(packs: false);
        foreach (Run run in _runs)
            copy._runs.Add(run with { Objects = run.Objects?.ConvertAll(rrSet => rrSet.Type == Wire.RrType.Soa ? change(rrSet) : rrSet) });
        return copy;
    }

    internal bool TryView(int run, int index, out RrSetView view)
    {
        bool any = index < _runs[run].Length;
        view = any ? ViewIn(run, index) : default;
        return any;
    }

    /// <inheritdoc/>
    public IEnumerator<RrSet> GetEnumerator()
    {
        foreach (Run run in _runs)
        {
            for (int i = 0; i < run.Length; i++)
                yield return run.Objects is { } objects ? objects[i] : new RrSetView(run.Packed![i]).ToRrSet();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RrSetView ViewIn(int run, int index) =>
        _runs[run].Objects is { } objects ? new RrSetView(objects[index]) : new RrSetView(_runs[run].Packed![index]);

    /// <summary>Neighbours that are kept alike.</summary>
    private readonly record struct Run(int First, List<RrSet>? Objects, PackedRrSets? Packed)
    {
        public int Length => Objects?.Count ?? Packed!.Count;

        public int End => First + Length;
    }
}

/// <summary>The RRsets of a list, to be looked at one after the other.</summary>
public readonly struct RrSetViews(RrSetList list)
{
    /// <summary>Starts in front of the first.</summary>
    public Enumerator GetEnumerator() => new(list);

    /// <summary>Where a walk has come to.</summary>
    public ref struct Enumerator(RrSetList list)
    {
        private int _run;
        private int _next;
        private RrSetView _current;

        /// <summary>The RRset.</summary>
        public readonly RrSetView Current => _current;

        /// <summary>Goes to the next one; false behind the last.</summary>
        public bool MoveNext()
        {
            for (; _run < list.RunCount; _run++, _next = 0)
            {
                if (list.TryView(_run, _next, out _current))
                {
                    _next++;
                    return true;
                }
            }
            return false;
        }
    }
}
