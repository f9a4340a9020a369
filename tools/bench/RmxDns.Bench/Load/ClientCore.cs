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
        _before = _self.ProcessorAffinity;
        if (Environment.ProcessorCount > 1)
            _self.ProcessorAffinity = Second;
    }

    public void Dispose()
    {
        _self.ProcessorAffinity = _before;
        _self.Dispose();
    }
}
