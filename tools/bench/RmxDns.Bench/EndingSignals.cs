using System.Runtime.InteropServices;

namespace RmxDns.Bench;

/// <summary>
/// Clears up when the run is ended from outside. A terminal sends its Ctrl-C to all processes of a run, but a signal to one of them
/// reaches no other.
/// </summary>
internal sealed class EndingSignals(Action end) : IDisposable
{
    private readonly PosixSignalRegistration[] _registered =
        [.. new[] { PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, _ => end()))];

    public void Dispose() => Array.ForEach(_registered, each => each.Dispose());
}
