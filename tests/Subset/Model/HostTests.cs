using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Subset.Model;

public class HostTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--publisher", "manifest")]
    [InlineData("--operation", "publish")]
    public async Task Publishing_writes_the_manifest_and_ends(string option, string value)
    {
        var folder = Directory.CreateTempSubdirectory("manifest");
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = [option, value, "--output-path", folder.FullName], ProjectDirectory = folder.FullName });
        var published = new List<string>();
        builder.OnBeforePublish((_, _) => Note("before")).OnAfterPublish((_, _) => Note("after"));
        builder.AddExecutable("site", "npm", "web");
        await using var app = builder.Build();
        await app.RunAsync(Stop);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "aspire-manifest.json"), Stop));
        Assert.Equal("web", manifest.RootElement.GetProperty("resources").GetProperty("site").GetProperty("workingDirectory").GetString());
        Assert.Equal(["before", "after"], published);
        Assert.True(builder.ExecutionContext.IsPublishMode);

        Task Note(string what)
        {
            published.Add(what);
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData(new[] { "--publisher", "manifest" }, "The '--output-path [path]' option was not specified even though manifest publishing was requested. Add '--output-path aspire-manifest.json'.")]
    [InlineData(new[] { "--publisher", "nobody", "--output-path", "x" }, "There is no publisher 'nobody'. Use '--publisher manifest'.")]
    public async Task What_cannot_be_published_ends_with_its_cause(string[] args, string cause)
    {
        await using var app = DistributedApplication.CreateBuilder(args).Build();
        Assert.Equal(cause, (await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Stop))).Message);
    }

    [Fact]
    public void An_unknown_operation_is_named() =>
        Assert.Equal("Invalid operation 'dance' specified. Valid operations are 'publish' or 'run'.", Assert.Throws<DistributedApplicationException>(() => DistributedApplication.CreateBuilder(["--operation", "dance"])).Message);

    [Theory]
    [InlineData("--ASPIRE_LOGLEVEL=Trace", true)]
    [InlineData("--Other=Trace", false)]
    public void The_level_of_the_Aspire_CLI_wins_over_the_settings_of_the_AppHost(string argument, bool isTraced)
    {
        var builder = Models.Run(argument);
        builder.Configuration["Logging:LogLevel:Default"] = "Information";
        using var app = builder.Build();
        Assert.Equal(isTraced, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("shop").IsEnabled(LogLevel.Trace));
    }

    [Fact]
    public async Task A_run_that_its_caller_cancels_while_it_starts_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var builder = Models.Publish();
        builder.OnBeforeStart((_, _) => stop.CancelAsync());
        await using var app = builder.Build();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.RunAsync(stop.Token));
    }

    [Fact]
    public async Task Everybody_can_change_the_model_before_it_starts_and_what_fails_then_stops_the_start()
    {
        var builder = Models.Publish();
        builder.OnBeforeStart((@event, _) =>
        {
            Assert.Same(@event.Services.GetRequiredService<DistributedApplicationModel>(), @event.Model);
            throw new DistributedApplicationException("not today");
        });
        await using var app = builder.Build();
        Assert.Equal("not today", (await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Stop))).Message);
    }

    [Fact]
    public void The_builder_offers_what_an_AppHost_asks_for()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = ["--Some:Key=value"], DisableDashboard = true, ProjectDirectory = Models.Directory });
        Assert.Equal("value", builder.Configuration["Some:Key"]);
        Assert.Equal(Models.Directory, builder.AppHostDirectory);
        Assert.Equal(64, builder.Configuration["AppHost:Sha256"]!.Length);
        Assert.NotNull(builder.AppHostAssembly);
        Assert.True(builder.ExecutionContext.IsRunMode);
        Assert.Throws<InvalidOperationException>(() => builder.ExecutionContext.Services);
        using var app = builder.Build();
        Assert.Same(app.Services, builder.ExecutionContext.Services);
        Assert.NotNull(app.Services.GetRequiredService<IHostApplicationLifetime>());
    }

    [Fact]
    public void A_resource_is_found_by_its_name_and_type()
    {
        var builder = Models.Run();
        builder.AddContainer("cache", "redis");
        Assert.Equal("cache", builder.CreateResourceBuilder<ContainerResource>("CACHE").Resource.Name);
        Assert.False(builder.TryCreateResourceBuilder<ProjectResource>("cache", out _));
        Assert.Equal("Resource 'nobody' was not found.", Assert.Throws<InvalidOperationException>(() => builder.CreateResourceBuilder<IResource>("nobody")).Message);
    }

    [Fact]
    public void The_manifest_names_files_relative_to_itself()
    {
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer);
        var context = new ManifestPublishingContext(new(DistributedApplicationOperation.Publish), "/src/out/aspire-manifest.json", writer, Stop);
        Assert.Equal("../api/api.csproj", context.GetManifestRelativePath("/src/api/api.csproj"));
    }
}
