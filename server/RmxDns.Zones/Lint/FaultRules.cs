namespace RmxDns.Zones.Lint;

/// <summary>Rules on faults that a zone asks for, which a test authority alone answers with.</summary>
internal static class FaultRules
{
    internal static readonly Rule FaultWithoutTestAuthority = Rule.Refusing("fault-without-test-authority", "a fault in a zone that no test authority serves", Rule.ZoneFormat) with
    {
        Why = "The key rmxdns makes a server answer wrong on purpose, to find out what resolvers do then. Served by accident it would break the domain.",
        Advice = "Delete the key rmxdns; or serve the zone with --test-authority, and lint it with rmx lint --test-authority.",
    };

    /// <summary>The rules, in the order in which they are documented.</summary>
    internal static IReadOnlyList<Rule> All { get; } = [FaultWithoutTestAuthority];
}
