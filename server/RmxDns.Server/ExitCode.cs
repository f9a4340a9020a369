namespace RmxDns.Server;

/// <summary>What the process ends with; the help says the same.</summary>
internal static class ExitCode
{
    /// <summary>Ended when told to, or a check that found no error.</summary>
    public const int Fine = 0;

    /// <summary>An address is in use, or a check found errors.</summary>
    public const int Failed = 1;

    /// <summary>A setting is wrong, or the zones cannot be read.</summary>
    public const int CannotRun = 2;
}
