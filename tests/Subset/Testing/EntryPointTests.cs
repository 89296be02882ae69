using System.Diagnostics;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Subset.Dcp;

namespace Subset.Testing;

/// <summary>tests/SmallAppHost, whose own entry point runs here.</summary>
public sealed class EntryPointTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_model_of_the_AppHost_is_there_before_it_is_built_with_its_arguments_and_launch_profile()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(["--Greeting=by argument"], Cancelled);
        await using var other = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(Cancelled);

        Assert.Equal(["password", "database", "web", "worker"], builder.Resources.Select(resource => resource.Name));
        Assert.Equal(Projects.SmallAppHost.ProjectPath, builder.AppHostDirectory);
        Assert.Equal("Development", builder.Environment.EnvironmentName);
        Assert.Equal(("by argument", "from the profile"), (builder.Configuration["Greeting"], other.Configuration["Greeting"]));
    }

    [Fact]
    public async Task The_options_can_be_changed_before_the_AppHost_sees_its_builder()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(
            [], (_, settings) => settings.EnvironmentName = "Staging", Cancelled);

        Assert.Equal("Staging", builder.Environment.EnvironmentName);
    }

    [Fact]
    public async Task The_AppHost_runs_on_ports_of_its_own_and_disposing_it_leaves_no_process()
    {
        Bundle.Require();
        await using var first = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(Cancelled);
        await using var second = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(Cancelled);
        await using var one = await first.BuildAsync(Cancelled);
        await using var two = await second.BuildAsync(Cancelled);
        await Task.WhenAll(one.StartAsync(Cancelled), two.StartAsync(Cancelled));
        await Task.WhenAll(new[] { one, two }.Select(app => app.ResourceNotifications.WaitForResourceHealthyAsync("worker", Cancelled)));

        using var client = one.CreateHttpClient("web");
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative), Cancelled);
        var process = Process.GetProcessById(int.Parse(await answer.Content.ReadAsStringAsync(Cancelled), System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(3, new[] { one.GetEndpoint("web"), two.GetEndpoint("web", "http"), new Uri("http://localhost:5321") }.Select(url => url.Port).Distinct().Count());
        Assert.Equal("Host=localhost;Password=s3cret-value", await one.GetConnectionStringAsync("database", Cancelled));
        await one.DisposeAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task What_does_not_exist_is_named()
    {
        Bundle.Require();
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(Cancelled);
        await using var app = await builder.BuildAsync(Cancelled);
        var early = Record.Exception(() => app.GetEndpoint("web"));
        await app.StartAsync(Cancelled);

        Assert.IsType<InvalidOperationException>(early);
        Assert.Contains("'nobody'", Assert.Throws<ArgumentException>(() => app.GetEndpoint("nobody")).Message, StringComparison.Ordinal);
        Assert.Contains("admin", Assert.Throws<ArgumentException>(() => app.CreateHttpClient("web", "admin")).Message, StringComparison.Ordinal);
        Assert.Contains("no connection string", (await Assert.ThrowsAsync<ArgumentException>(() => app.GetConnectionStringAsync("web", Cancelled).AsTask())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_AppHost_that_fails_fails_the_test_with_its_own_exception()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.SmallAppHost>(["--Fail=no licence"], Cancelled));

        Assert.Equal("no licence", failure.Message);
    }

    [Fact]
    public async Task An_assembly_without_an_entry_point_is_refused_with_the_remedy()
    {
        var library = typeof(IResource);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => DistributedApplicationTestingBuilder.CreateAsync(library, Cancelled));

        Assert.Contains("Projects.AppHost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_an_AppHost_is_written_in_the_test()
    {
        Bundle.Require();
        await using var builder = DistributedApplicationTestingBuilder.Create("--Greeting=hello");
        builder.AddExecutable("web", RunningApp.Program, AppContext.BaseDirectory, "serve").WithHttpEndpoint(port: 5321, env: "PORT");
        await using var app = await builder.BuildAsync(Cancelled);
        await app.StartAsync(Cancelled);
        await app.ResourceNotifications.WaitForResourceAsync("web", KnownResourceStates.Running, Cancelled);

        Assert.Equal("hello", builder.Configuration["Greeting"]);
        Assert.NotEqual(5321, app.GetEndpoint("web").Port);
    }
}
