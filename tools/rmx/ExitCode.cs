namespace RmxDns.Tool;

/// <summary>How every verb ends.</summary>
internal static class ExitCode
{
    /// <summary>Done, and nothing to complain about.</summary>
    public const int Fine = 0;

    /// <summary>Done, and something was found, refused or not there.</summary>
    public const int Found = 1;

    /// <summary>Could not run: a wrong option, no such file, nothing to work on.</summary>
    public const int CannotRun = 2;

    /// <summary>A fault of the program itself.</summary>
    public const int Failed = 3;
}
