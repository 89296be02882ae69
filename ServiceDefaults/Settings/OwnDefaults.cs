using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Settings;

/// <summary>Where a service's work asks for another default than everybody's.</summary>
public static class OwnDefaults
{
    /// <summary>Sets what counts where no setting says otherwise. Call it before <see cref="Defaults.AddServiceDefaults"/>, which reads it.</summary>
    /// <param name="builder">The service's.</param>
    /// <param name="key">Such as <c>Overload:LeastLimit</c>.</param>
    /// <param name="value">As a setting would be written.</param>
    public static void SetDefault(this IHostApplicationBuilder builder, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = [KeyValuePair.Create<string, string?>(key, value)] });
    }
}
