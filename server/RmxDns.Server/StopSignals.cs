using System.Runtime.InteropServices;

namespace RmxDns.Server;

/// <summary>SIGTERM and SIGINT from the first moment on, so that a start that takes long can be ended as well as a server that runs.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _requested = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Request),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Request),
    ];

    /// <summary>Cancelled when the process is to end.</summary>
    public CancellationToken Requested => _requested.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _requested.Dispose();
    }

    private void Request(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _requested.Cancel();
    }
}
