using Aspire.Hosting.Runtime;
using Microsoft.Extensions.Configuration;

namespace Subset.Dcp;

/// <summary>The real DCP for tests: where the product finds it, else where the build of AppHost extracts it.</summary>
internal static class Bundle
{
    private static readonly Lazy<bool> IsThere = new(Find);

    public static void Require()
    {
        if (!IsThere.Value)
            Assert.Skip("No Aspire runtime on this machine: run `dotnet build AppHost` with npm on PATH, or set ASPIRE_DCP_PATH to its folder dcp.");
    }

    private static bool Find()
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (AspireBundle.Find(configuration, null).DcpPath is not null)
            return true;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var dcp = Path.Combine(folder.FullName, "aspire", "bundle", "dcp");
            if (!Directory.Exists(dcp))
                continue;
            Environment.SetEnvironmentVariable("ASPIRE_DCP_PATH", dcp);
            return true;
        }
        return false;
    }
}
