using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(this IResourceBuilder<TResource> builder, string path, string displayName, [EndpointName] string? endpointName = null, string? commandName = null, HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints =>
        builder.WithHttpCommand(path, displayName, () => HttpEndpoints.Select(builder, endpointName, null, "HTTP command"), commandName, commandOptions);

    public static IResourceBuilder<TResource> WithHttpCommand<TResource>(this IResourceBuilder<TResource> builder, string path, string displayName, Func<EndpointReference>? endpointSelector, string? commandName = null, HttpCommandOptions? commandOptions = null)
        where TResource : IResourceWithEndpoints
    {
        var options = commandOptions ?? new HttpCommandOptions();
        var endpoint = HttpEndpoints.Select(builder, null, endpointSelector ?? options.EndpointSelector, "HTTP command");
        builder.ApplicationBuilder.Services.AddHttpClient();
        options.Method ??= HttpMethod.Post;
        options.UpdateState ??= context => context.ResourceSnapshot.State?.Text is { } state && (state == KnownResourceStates.Running || state == KnownResourceStates.RuntimeUnhealthy)
            ? ResourceCommandState.Enabled
            : ResourceCommandState.Disabled;
        var name = commandName ?? $"{endpoint.Resource.Name}-{endpoint.EndpointName}-http-{options.Method.Method.ToLowerInvariant()}-{path}";
        return builder.WithCommand(name, displayName, context => SendAsync(context, endpoint, path, options), options);
    }

    private static async Task<ExecuteCommandResult> SendAsync(ExecuteCommandContext context, EndpointReference endpoint, string path, HttpCommandOptions options)
    {
        if (!endpoint.IsAllocated)
        {
            return CommandResults.Failure("Endpoints are not yet allocated.");
        }

        var client = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient(options.HttpClientName ?? Options.DefaultName);
        if (options.HttpClientName is null)
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
        }

        using var request = new HttpRequestMessage(options.Method!, new Uri(new Uri(endpoint.Url), path));
        try
        {
            if (options.PrepareRequest is { } prepare)
            {
                await prepare(new HttpCommandRequestContext
                {
                    Services = context.Services,
                    ResourceName = context.ResourceName,
                    Endpoint = endpoint,
                    CancellationToken = context.CancellationToken,
                    HttpClient = client,
                    Arguments = context.Arguments,
                    Request = request,
                }).ConfigureAwait(false);
            }

            using var response = await client.SendAsync(request, context.CancellationToken).ConfigureAwait(false);
            return options.GetCommandResult is { } evaluate
                ? await evaluate(new HttpCommandResultContext
                {
                    Services = context.Services,
                    ResourceName = context.ResourceName,
                    Endpoint = endpoint,
                    CancellationToken = context.CancellationToken,
                    HttpClient = client,
                    Arguments = context.Arguments,
                    Response = response,
                }).ConfigureAwait(false)
                : await EvaluateAsync(response, options.ResultMode, context.CancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (HttpRequestException failure)
        {
            return CommandResults.Failure(failure);
        }
    }

    private static async Task<ExecuteCommandResult> EvaluateAsync(HttpResponseMessage response, HttpCommandResultMode mode, CancellationToken cancellationToken)
    {
        var error = response.IsSuccessStatusCode ? null : $"Request failed with status code {response.StatusCode}";
        var body = FormatOf(mode, response.Content.Headers.ContentType) is { } format && await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false) is { Length: > 0 } text
            ? new CommandResultData { Value = text, Format = format }
            : null;
        return new ExecuteCommandResult { Success = error is null, Message = error, Data = body };
    }

    private static CommandResultFormat? FormatOf(HttpCommandResultMode mode, MediaTypeHeaderValue? contentType) => (mode, contentType?.MediaType?.ToLowerInvariant()) switch
    {
        (HttpCommandResultMode.Json, _) => CommandResultFormat.Json,
        (HttpCommandResultMode.Text, _) => CommandResultFormat.Text,
        (HttpCommandResultMode.Auto, { } type) when type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal) => CommandResultFormat.Json,
        (HttpCommandResultMode.Auto, { } type) when type.StartsWith("text/", StringComparison.Ordinal) || type is "application/xml" or "application/x-www-form-urlencoded" || type.EndsWith("+xml", StringComparison.Ordinal) => CommandResultFormat.Text,
        _ => null,
    };
}
