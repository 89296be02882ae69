using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Contract;

/// <summary>
/// A source of configuration that holds nothing and notes what it is asked for: so a key counts as known too when an options class of the
/// framework's own kind reads it.
/// </summary>
internal sealed class KeyRecord : ConfigurationProvider, IConfigurationSource
{
    private readonly ConcurrentDictionary<string, byte> _keys = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Keys => _keys.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override bool TryGet(string key, out string? value)
    {
        _keys.TryAdd(key, 0);
        value = null;
        return false;
    }
}

internal static class KeyRecording
{
    public static void RecordKeys(this IHostApplicationBuilder builder)
    {
        if (!ConfigCheck.IsAsked) return;
        var record = new KeyRecord();
        ((IConfigurationBuilder)builder.Configuration).Add(record);
        builder.Services.AddSingleton(record);
    }
}
