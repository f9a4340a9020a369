using System.Diagnostics;

namespace RmxDns.Bench.Load;

/// <summary>Keeps the calling thread, which must be the main one, and threads that it starts meanwhile off the server's core.</summary>
internal sealed class ClientCore : IDisposable
{
    private const int Second = 1 << 1;

    private readonly Process _self = Process.GetCurrentProcess();
    private readonly IntPtr _before;

    public ClientCore()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessorCount < 2)
            return;
        _before = _self.ProcessorAffinity;
        _self.ProcessorAffinity = Second;
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux() && _before != IntPtr.Zero)
            _self.ProcessorAffinity = _before;
        _self.Dispose();
    }
}
