using Microsoft.Extensions.Logging;
using RmxDns.Zones;

namespace RmxDns.Server.Reload;

/// <summary>Says in the log every few seconds how far a look at the zone files has come, as long as it lasts.</summary>
internal sealed class LoadWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly LoadProgress _progress;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly long _octets, _read;
    private readonly int _files;
    private readonly ITimer _timer;

    /// <param name="progress">What the loader tells; what it told before does not count.</param>
    /// <param name="logger">The log.</param>
    /// <param name="clock">The clock.</param>
    public LoadWatch(LoadProgress progress, ILogger logger, TimeProvider clock)
    {
        (_progress, _logger, _clock, _started) = (progress, logger, clock, clock.GetTimestamp());
        (_octets, _read, _files) = (progress.Octets, progress.OctetsRead, progress.FilesRead);
        _timer = clock.CreateTimer(_ => Say(), null, Every, Every);
    }

    /// <summary>Says no more.</summary>
    public void Dispose() => _timer.Dispose();

    private void Say() => _logger.StillLoading(
        (long)_clock.GetElapsedTime(_started).TotalSeconds, _progress.FilesRead - _files, _progress.OctetsRead - _read, _progress.Octets - _octets);
}
