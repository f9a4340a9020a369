namespace RmxDns.Tool.Interop.Cases;

/// <summary>
/// One thing that an authority does, and what a resolver makes of it, as <c>tools/interop/cases</c> has it (tools/interop/cases/README.md):
/// what passes and what is tolerated is written there before any resolver is asked; all else fails.
/// </summary>
internal sealed class InteropCase
{
    /// <summary>The type that is asked for when the case names none.</summary>
    public const string OwnType = "RMX";

    /// <summary>The name of its file: what it is one of.</summary>
    public string Group { get; set; } = "";

    /// <summary>Letters in lower case, digits and hyphens; one of its own.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The name, below the zone <c>interop.test.</c>; asked with a fresh label in front.</summary>
    public required string Name { get; init; }

    /// <summary>The type: a mnemonic or <c>TYPEnnn</c>.</summary>
    public string Type { get; init; } = OwnType;

    /// <summary>What the case exercises, or the authority breaks.</summary>
    public required string Clause { get; init; }

    /// <summary>What the authority does, in a sentence.</summary>
    public required string Authority { get; init; }

    /// <summary>What a good resolver does, in a sentence.</summary>
    public required string Resolver { get; init; }

    /// <summary>Whether it is in the quick set.</summary>
    public bool Quick { get; init; }

    /// <summary>Whether the outcome depends on how long somebody waits or on what came first, so that two runs may differ.</summary>
    public bool Timing { get; init; }

    /// <summary>Whether a resolver may think worse of the server afterwards; such cases are asked alone.</summary>
    public bool Disturbs { get; init; }

    /// <summary>What passes: one of these.</summary>
    public required List<Expectation> Pass { get; init; }

    /// <summary>What is tolerated: one of these.</summary>
    public List<Expectation> Tolerated { get; init; } = [];

    /// <summary>What must not be known after the case; null for none.</summary>
    public Afterwards? Afterwards { get; init; }

    /// <summary>Reads a case.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is none.</exception>
    public static InteropCase Read(CaseMapping mapping) => new()
    {
        Id = mapping.Text("id"),
        Title = mapping.Text("title"),
        Name = mapping.Text("name"),
        Type = mapping.TextOrNull("type") ?? OwnType,
        Clause = mapping.Text("clause"),
        Authority = mapping.Text("authority"),
        Resolver = mapping.Text("resolver"),
        Quick = mapping.Flag("quick"),
        Timing = mapping.Flag("timing"),
        Disturbs = mapping.Flag("disturbs"),
        Pass = mapping.EachOf("pass", Expectation.Read) ?? throw mapping.Missing("pass"),
        Tolerated = mapping.EachOf("tolerated", Expectation.Read) ?? [],
        Afterwards = mapping.One("afterwards", Cases.Afterwards.Read),
    };
}

/// <summary>A question that is asked behind a case, with the case's fresh label in front, and the answer that shows a poisoned cache.</summary>
internal sealed class Afterwards
{
    /// <summary>The absolute name.</summary>
    public required string Name { get; init; }

    /// <summary>The type.</summary>
    public required string Type { get; init; }

    /// <summary>RDATA that must not come, in hexadecimal.</summary>
    public required string RdataNot { get; init; }

    /// <summary>Reads one.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">It is none.</exception>
    public static Afterwards Read(CaseMapping mapping) => new()
    {
        Name = mapping.Text("name"),
        Type = mapping.Text("type"),
        RdataNot = mapping.Text("rdata-not"),
    };
}
