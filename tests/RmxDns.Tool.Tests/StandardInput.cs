namespace RmxDns.Tool.Tests;

/// <summary>The collection of tests that give the program standard input, which the process has but one of.</summary>
[CollectionDefinition(nameof(StandardInput), DisableParallelization = true)]
public class StandardInput;
