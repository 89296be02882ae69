using Parity.Authoring;

namespace Aspire.Hosting;

/// <summary>The local system's data.</summary>
public static class LocalDataAuthoring
{
    /// <summary>Deletes the data of earlier runs, so that the system starts clean. Call it before adding servers.</summary>
    /// <exception cref="DistributedApplicationException">A running server still holds the data.</exception>
    public static IDistributedApplicationBuilder ResetData(this IDistributedApplicationBuilder builder)
    {
        DataFolder.Of(builder).Delete();
        return builder;
    }
}
