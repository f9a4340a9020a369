using System.Runtime.CompilerServices;

namespace RmxDns.Rmx.Addresses;

/// <summary>Addresses of one family that meet the same steps.</summary>
/// <param name="Range">The addresses.</param>
/// <param name="IsIpv6">Their family.</param>
/// <param name="Steps">The places of the steps that may decide them, in order; with <paramref name="IsDecided"/> the last does if no other did.</param>
/// <param name="IsDecided">Whether one of the steps certainly decides.</param>
public readonly record struct MatchRegion(AddressRange Range, bool IsIpv6, IReadOnlyList<int> Steps, bool IsDecided)
{
    /// <summary>
    /// Cuts all addresses that a client can have into regions, in ascending order, IPv4 first: one sweep over the ends of all
    /// ranges, so that ten thousand prefixes take no longer than sorting them.
    /// </summary>
    public static IReadOnlyList<MatchRegion> Of(IReadOnlyList<MatchStep> steps)
    {
        var regions = new List<MatchRegion>();
        Sweep(steps, isIpv6: false, regions);
        Sweep(steps, isIpv6: true, regions);
        return regions;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(IReadOnlyList<MatchStep> steps, bool isIpv6, List<MatchRegion> regions)
    {
        List<Edge> edges = EdgesOf(steps, isIpv6);
        var certain = new StepSet(steps.Count);
        var possible = new StepSet(steps.Count);
        UInt128 end = RangesOf(AddressSet.All, isIpv6)[^1].Last;
        for (int at = 0; at < edges.Count;)
        {
            UInt128 first = edges[at].At;
            for (; at < edges.Count && edges[at].At == first; at++)
            {
                Edge edge = edges[at];
                if (edge.Step != Edge.NoStep)
                    (edge.IsCertain ? certain : possible).Set(edge.Step, edge.Enters);
            }
            UInt128 last = at < edges.Count ? edges[at].At - 1 : end;
            if (!isIpv6 || first != AddressSet.Mapped.First)
                regions.Add(new MatchRegion(new AddressRange(first, last), isIpv6, StepsOf(certain, possible), certain.First >= 0));
        }
    }

    /// <summary>What is possible in front of the first that is certain, and that one.</summary>
    private static int[] StepsOf(StepSet certain, StepSet possible)
    {
        int closing = certain.First, end = closing < 0 ? int.MaxValue : closing, count = closing < 0 ? 0 : 1;
        for (int step = possible.First; step >= 0 && step < end; step = possible.Next(step))
            count++;
        if (count == 0)
            return [];
        int[] steps = new int[count];
        steps[^1] = closing;
        int at = 0;
        for (int step = possible.First; step >= 0 && step < end; step = possible.Next(step))
            steps[at++] = step;
        return steps;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static List<Edge> EdgesOf(IReadOnlyList<MatchStep> steps, bool isIpv6)
    {
        AddressRanges all = RangesOf(AddressSet.All, isIpv6);
        var edges = new List<Edge>();
        foreach (AddressRange range in all)
            edges.Add(new Edge(range.First, Edge.NoStep, IsCertain: false, Enters: true));
        if (isIpv6)
            edges.Add(new Edge(AddressSet.Mapped.First, Edge.NoStep, IsCertain: false, Enters: true));
        for (int step = 0; step < steps.Count; step++)
        {
            EntryReach reach = steps[step].Reach;
            Add(RangesOf(reach.Certain, isIpv6), step, isCertain: true);
            if (!reach.IsKnown)
                Add(RangesOf(reach.Possible.Except(reach.Certain), isIpv6), step, isCertain: false);
        }
        edges.Sort([MethodImpl(MethodImplOptions.AggressiveOptimization)] (a, b) => a.At.CompareTo(b.At));
        return edges;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Add(AddressRanges ranges, int step, bool isCertain)
        {
            foreach (AddressRange range in ranges)
            {
                edges.Add(new Edge(range.First, step, isCertain, Enters: true));
                if (range.Last != all[^1].Last)
                    edges.Add(new Edge(range.Last + 1, step, isCertain, Enters: false));
            }
        }
    }

    private static AddressRanges RangesOf(AddressSet set, bool isIpv6) => isIpv6 ? set.Ipv6 : set.Ipv4;

    /// <summary>Where a step's addresses begin, or are over.</summary>
    private readonly record struct Edge(UInt128 At, int Step, bool IsCertain, bool Enters)
    {
        /// <summary>Only parts regions.</summary>
        public const int NoStep = -1;
    }
}
