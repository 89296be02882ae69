using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using Aspire.Hosting;
using Parity.Model;

namespace CommandLine.Images;

/// <summary><c>images</c> against a real registry, with the real SDK.</summary>
public sealed class ImagesTests
{
    [Fact]
    public async Task The_same_commit_gives_the_same_digest_anywhere_and_nothing_unchanged_is_built()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        var below = await registry.PushMinimalImageAsync("base", "10.0");
        await registry.PushMinimalImageAsync("vendor/search", "4.2");
        using var checkout = new Checkout();
        Write(checkout, "Orders", "Catalog");

        var first = await RunAsync(checkout, $"{registry.Host}/one", below, registry.Host);
        Assert.True(first.Said.ExitCode == 0, first.Said.Error);
        Assert.Equal(["catalog", "orders", "search"], first.Images.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("2 published", first.Said.Output, StringComparison.Ordinal);
        var again = await RunAsync(checkout, $"{registry.Host}/one", below, registry.Host);
        Assert.Equal(first.Images, again.Images);
        Assert.Contains("nothing to publish", again.Said.Output, StringComparison.Ordinal);

        using var elsewhere = new Checkout();
        Git(elsewhere.Root, "pull", "--quiet", checkout.Root);
        var second = await RunAsync(elsewhere, $"{registry.Host}/two", below, registry.Host);
        Assert.Equal(first.Images["orders"].Replace("/one/", "/two/", StringComparison.Ordinal), second.Images["orders"]);
        Assert.Equal(first.Images["catalog"].Replace("/one/", "/two/", StringComparison.Ordinal), second.Images["catalog"]);

        var (_, config, program) = await registry.ReadAsync(first.Images["orders"]);
        Assert.Equal("10001", (string?)config["config"]!["User"]);
        Assert.Equal(Git(checkout.Root, "rev-parse", "HEAD"), (string?)config["config"]!["Labels"]!["org.opencontainers.image.revision"]);
        Assert.Matches("^[0-9a-f]{20}$", (string?)config["config"]!["Labels"]!["parity.model"]);
        Assert.Equal("""["dotnet","/app/Orders.dll"]""", config["config"]!["Entrypoint"]!.ToJsonString());
        Assert.Equal([], Entries(program).Where(entry => entry.ModificationTime != DateTimeOffset.UnixEpoch || entry.Uid != 0).Select(entry => entry.Name));
        Assert.Contains("app/Orders.dll", Entries(program).Select(entry => entry.Name));

        // A change of one program is an image of that program, and of no other.
        File.AppendAllText(Path.Combine(checkout.Root, "services", "Orders", "Program.cs"), "System.Console.WriteLine(2);");
        var changed = await RunAsync(checkout, $"{registry.Host}/one", below, registry.Host);
        Assert.Contains("1 published", changed.Said.Output, StringComparison.Ordinal);
        Assert.Equal(first.Images["catalog"], changed.Images["catalog"]);
        Assert.NotEqual(first.Images["orders"], changed.Images["orders"]);

        var generated = await checkout.RunAsync(Declare(checkout, registry.Host), "generate", "--images", Path.Combine(checkout.Root, "images.json"));
        Assert.True(generated.ExitCode == 0, generated.Error);
        Assert.Contains(changed.Images["orders"], checkout.Of("production", "orders"), StringComparison.Ordinal);
        Assert.Contains(changed.Images["search"], checkout.Of("production", "search"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_registry_is_logged_in_to_and_a_refusal_says_how()
    {
        await using var registry = await LoopbackRegistry.StartAsync(isPrivate: true);
        var below = await registry.PushMinimalImageAsync("base", "10.0");
        using var checkout = new Checkout();
        Write(checkout, "Orders");

        var refused = await RunAsync(checkout, $"{registry.Host}/shop", below, "");
        Assert.Equal(2, refused.Said.ExitCode);
        Assert.Contains($"registry {registry.Host}: it refuses", refused.Said.Error, StringComparison.Ordinal);
        Assert.Contains("DOTNET_CONTAINER_REGISTRY_UNAME", refused.Said.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Images);

        System.Environment.SetEnvironmentVariable("DOTNET_CONTAINER_REGISTRY_UNAME", "clerk");
        System.Environment.SetEnvironmentVariable("DOTNET_CONTAINER_REGISTRY_PWORD", "open-sesame");
        try
        {
            var (said, images) = await RunAsync(checkout, $"{registry.Host}/shop", below, "");
            Assert.True(said.ExitCode == 0, said.Error);
            await registry.ReadAsync(images["orders"]);
            Assert.DoesNotMatch("open-sesame", said.Output + said.Error);
        }
        finally
        {
            System.Environment.SetEnvironmentVariable("DOTNET_CONTAINER_REGISTRY_UNAME", null);
            System.Environment.SetEnvironmentVariable("DOTNET_CONTAINER_REGISTRY_PWORD", null);
        }
    }

    [Fact]
    public async Task What_stands_against_an_image_is_said_and_no_file_is_written()
    {
        await using var registry = await LoopbackRegistry.StartAsync();
        var below = await registry.PushMinimalImageAsync("base", "10.0");
        using var checkout = new Checkout();
        Write(checkout, "Orders");

        var away = $"127.0.0.1:{LoopbackRegistry.FreePort()}";
        var (unreachable, _) = await RunAsync(checkout, $"{away}/shop", below, "");
        Assert.Contains($"registry {away}: it cannot be reached", unreachable.Error, StringComparison.Ordinal);
        var (unknown, _) = await RunAsync(checkout, $"{registry.Host}/shop", $"{registry.Host}/base:9.9", "");
        Assert.Contains($"base image {registry.Host}/base:9.9: registry {registry.Host} does not have it. Give another with --base-image", unknown.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(checkout.Root, "services", "Orders", "Program.cs"), "int x = nothing;");
        var (broken, images) = await RunAsync(checkout, $"{registry.Host}/shop", below, "");
        Assert.Contains("image of 'orders': The name 'nothing' does not exist", broken.Error, StringComparison.Ordinal);

        Assert.Equal([2, 2, 2], [unreachable.ExitCode, unknown.ExitCode, broken.ExitCode]);
        Assert.Empty(images);
    }

    private static async Task<(Said Said, Dictionary<string, string> Images)> RunAsync(Checkout checkout, string target, string below, string vendor)
    {
        var file = Path.Combine(checkout.Root, "images.json");
        var said = await checkout.RunAsync(Declare(checkout, vendor), "images", "--registry", target, "--base-image", below, "--output", file);
        return (said, File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : []);
    }

    private static Action<IDistributedApplicationBuilder> Declare(Checkout checkout, string vendor) => builder =>
    {
        builder.AddEnvironments([Checkout.Dev, Checkout.Production], "shop");
        foreach (var project in Directory.EnumerateFiles(Path.Combine(checkout.Root, "services"), "*.csproj", SearchOption.AllDirectories).Where(project => project != checkout.Project))
            builder.AddProject(Path.GetFileNameWithoutExtension(project).ToLowerInvariant(), project).WithHttpEndpoint().WithHttpHealthCheck("/ready");
        if (vendor.Length > 0) builder.AddContainer("search", $"{vendor}/vendor/search", "4.2").WithHttpEndpoint(targetPort: 9200).WithHttpHealthCheck("/");
        builder.AddProject("ingress", checkout.Project).WithHttpEndpoint().WithRoutes(RouteTable.Of(Route.Prefix("/").To("orders")));
    };

    private static void Write(Checkout checkout, params string[] services)
    {
        foreach (var service in services)
        {
            var folder = Directory.CreateDirectory(Path.Combine(checkout.Root, "services", service)).FullName;
            File.WriteAllText(Path.Combine(folder, $"{service}.csproj"), """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
            File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(1);");
        }

        File.WriteAllText(Path.Combine(checkout.Root, ".gitignore"), "bin/\nobj/\nimages.json\nservice.csproj\n");
        Git(checkout.Root, "add", "--all");
        Git(checkout.Root, "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "Add services");
    }

    private static string Git(string folder, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(folder, ".git")) && arguments[0] != "init") Git(folder, "init", "--quiet");
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }

    private static List<TarEntry> Entries(byte[] layer)
    {
        using var reader = new TarReader(new GZipStream(new MemoryStream(layer), CompressionMode.Decompress));
        var entries = new List<TarEntry>();
        while (reader.GetNextEntry() is { } entry) entries.Add(entry);
        return entries;
    }
}
