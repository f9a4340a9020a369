namespace RmxDns.Tool.Tests;

/// <summary>The collection of tests that start an authority on port 53 of the addresses of zones/interop, which the machine has but once.</summary>
[CollectionDefinition(nameof(Port53))]
public class Port53;
