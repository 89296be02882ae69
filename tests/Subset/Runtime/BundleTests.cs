using Aspire.Hosting.Runtime;
using Microsoft.Extensions.Configuration;

namespace Subset.Runtime;

public sealed class BundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("subset-bundle-").FullName;

    [Fact]
    public void The_variables_go_before_an_installed_bundle()
    {
        var set = Make("set/dcp");
        Make("home/bundle/dcp/dcp");
        var bundle = Find(("ASPIRE_DCP_PATH", set), ("ASPIRE_HOME", Path.Combine(_folder, "home")));

        Assert.Equal(set, bundle.DcpPath);
    }

    [Fact]
    public void A_variable_may_name_the_folder_of_the_program()
    {
        var program = Make("folder/dcp");

        Assert.Equal(program, Find(("ASPIRE_DCP_PATH", Path.GetDirectoryName(program))).DcpPath);
    }

    [Fact]
    public void An_installed_bundle_holds_both_programs()
    {
        var dcp = Make("home/bundle/dcp/dcp");
        var dashboard = Make("home/bundle/managed/aspire-managed");
        var bundle = Find(("ASPIRE_HOME", Path.Combine(_folder, "home")));

        Assert.Equal((dcp, dashboard), (bundle.DcpPath, bundle.DashboardPath));
    }

    [Fact]
    public void A_missing_runtime_is_told_once_with_every_place_and_a_remedy()
    {
        var refusal = Assert.Throws<BundleNotFoundException>(() => Find(("ASPIRE_DCP_PATH", "/no/dcp"), ("ASPIRE_HOME", "/no/home")).RequireDcp());

        Assert.Matches("/no/dcp", refusal.Message);
        Assert.Matches("/no/home/bundle/dcp/dcp", refusal.Message);
        Assert.Matches("`dotnet build`", refusal.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static AspireBundle Find(params (string Key, string? Value)[] settings) =>
        AspireBundle.Find(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => s.Value)).Build(), null);

    private string Make(string path)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, "");
        return full;
    }
}
