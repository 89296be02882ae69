using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Subset.Model;

public sealed class CommandTests : IDisposable
{
    private readonly IDistributedApplicationBuilder _builder = Models.Run();
    private DistributedApplication? _app;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _app?.Dispose();

    [Fact]
    public async Task A_command_runs_for_every_replica_and_failures_are_collected()
    {
        var jobs = _builder.AddResource(new Queue("jobs")).WithAnnotation(new DcpInstancesAnnotation([new("jobs-a", "a", 0), new("jobs-b", "b", 1)]))
            .WithCommand("drain", "Drain", context => Task.FromResult(context.ResourceName == "jobs-a" ? CommandResults.Success("done", "{}", CommandResultFormat.Json) : CommandResults.Failure("full")));
        var commands = await StartAsync(jobs.Resource);
        var all = await commands.ExecuteCommandAsync(jobs.Resource, "drain", Stop);
        Assert.Equal((false, $"1 command executions failed.{Environment.NewLine}Resource 'jobs-b' failed with error message: full"), (all.Success, all.Message));
        var one = await commands.ExecuteCommandAsync("jobs-a", "drain", Stop);
        Assert.Equal((true, "done", "{}"), (one.Success, one.Message, one.Data?.Value));
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        var jobs = _builder.AddResource(new Queue("jobs"));
        var commands = await StartAsync(jobs.Resource);
        Assert.Equal("Resource 'nobody' not found.", (await commands.ExecuteCommandAsync("nobody", "drain", Stop)).Message);
        Assert.Equal("Command 'drain' not available for resource 'jobs'.", (await commands.ExecuteCommandAsync("jobs", "drain", Stop)).Message);
        jobs.WithAnnotation(new DcpInstancesAnnotation([new("jobs-a", "a", 0)]));
        Assert.Equal("Command 'drain' not available for resource 'jobs'.", (await commands.ExecuteCommandAsync(jobs.Resource, "drain", Stop)).Message);
    }

    [Fact]
    public async Task An_exception_is_a_failure_and_a_cancellation_is_none()
    {
        var jobs = _builder.AddResource(new Queue("jobs"))
            .WithCommand("throw", "Throw", _ => throw new InvalidOperationException("secret detail"))
            .WithCommand("cancel", "Cancel", _ => throw new OperationCanceledException());
        var commands = await StartAsync(jobs.Resource);
        Assert.Equal("Unhandled exception thrown while executing command.", (await commands.ExecuteCommandAsync(jobs.Resource, "throw", Stop)).Message);
        Assert.True((await commands.ExecuteCommandAsync(jobs.Resource, "cancel", Stop)).Canceled);
    }

    [Fact]
    public async Task A_command_of_the_same_name_replaces_the_one_before_and_old_names_still_work()
    {
        var jobs = _builder.AddResource(new Queue("jobs")).WithCommand("start", "A", _ => Task.FromResult(CommandResults.Failure())).WithCommand("start", "B", _ => Task.FromResult(CommandResults.Success("b")));
        Assert.Equal("b", (await (await StartAsync(jobs.Resource)).ExecuteCommandAsync("jobs", "resource-start", Stop)).Message);
    }

    [Fact]
    public async Task Arguments_are_declared_checked_and_passed_on()
    {
        var jobs = _builder.AddResource(new Queue("jobs")).WithCommand("scale", "Scale", context => Task.FromResult(CommandResults.Success($"{context.Arguments.GetInt32("count")} {context.Arguments.GetString("mode")}")), new()
        {
            Arguments =
            [
                new() { Name = "count", InputType = InputType.Number, Required = true },
                new() { Name = "mode", InputType = InputType.Choice, Options = [new("fast", "Fast"), new("safe", "Safe")], Value = "safe" },
            ],
            ValidateArguments = context =>
            {
                if (context.Inputs.GetInt32("count") > 9)
                {
                    context.AddValidationError("count", "At most 9.");
                }

                return Task.CompletedTask;
            },
        });
        var commands = await StartAsync(jobs.Resource);
        Assert.Equal("3 safe", (await RunAsync(("count", "3"))).Message);
        Assert.Equal("Command 'scale' has invalid arguments. count: Value is required.", (await RunAsync()).Message);
        Assert.Equal("Command 'scale' has invalid arguments. count: Value must be a number. mode: Value must be one of: fast, safe.", (await RunAsync(("count", "x"), ("mode", "slow"))).Message);
        Assert.Equal("Command 'scale' has invalid arguments. count: At most 9.", (await RunAsync(("count", "10"))).Message);
        Assert.Equal("Command 'scale' does not take the arguments: size. It takes: count, mode.", (await RunAsync(("size", "1"))).Message);

        Task<ExecuteCommandResult> RunAsync(params (string Name, string Value)[] values) =>
            commands.ExecuteCommandAsync("jobs", "scale", new([.. values.Select(value => new InteractionInput { Name = value.Name, Value = value.Value, InputType = InputType.Text })]), Stop);
    }

    [Fact]
    public async Task An_http_command_sends_one_request_and_reads_the_answer()
    {
        using var listener = new HttpListener();
        var port = 20_000 + Random.Shared.Next(20_000);
        listener.Prefixes.Add($"http://localhost:{port}/");
        listener.Start();
        var serving = Task.Run(async () =>
        {
            var request = await listener.GetContextAsync();
            request.Response.StatusCode = 409;
            request.Response.ContentType = "application/json";
            await request.Response.OutputStream.WriteAsync("{}"u8.ToArray(), Stop);
            request.Response.Close();
            return $"{request.Request.HttpMethod} {request.Request.RawUrl} {request.Request.Headers["X-Key"]}";
        }, Stop);
        var site = _builder.AddExecutable("site", "site", ".").WithHttpEndpoint().Allocated("http", port).WithHttpCommand("/reset?hard=1", "Reset", commandOptions: new()
        {
            ResultMode = HttpCommandResultMode.Auto,
            PrepareRequest = context =>
            {
                context.Request.Headers.Add("X-Key", "k");
                return Task.CompletedTask;
            },
        });
        var result = await (await StartAsync(site.Resource)).ExecuteCommandAsync("site", "site-http-http-post-/reset?hard=1", Stop);
        Assert.Equal("POST /reset?hard=1 k", await serving);
        Assert.Equal((false, "Request failed with status code Conflict", "{}", CommandResultFormat.Json), (result.Success, result.Message, result.Data?.Value, result.Data?.Format));
    }

    [Fact]
    public void An_http_command_needs_an_http_endpoint() =>
        Assert.Equal(
            "Could not create HTTP command for resource 'site' as no endpoint was found matching one of the specified names: https, http. Add the endpoint before, with WithHttpEndpoint for example.",
            Assert.Throws<DistributedApplicationException>(() => _builder.AddExecutable("site", "site", ".").WithHttpCommand("/", "x")).Message);

    private async Task<ResourceCommandService> StartAsync(IResource resource)
    {
        _app = _builder.Build();
        await _app.ResourceNotifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Running });
        return _app.ResourceCommands;
    }
}
