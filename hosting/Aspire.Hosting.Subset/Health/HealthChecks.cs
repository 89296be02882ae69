using System.Net;
using Aspire.Hosting.HttpChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Health;

/// <summary>Runs the health checks that a resource names, all at once, each bounded in time.</summary>
internal sealed class HealthChecks(IOptions<HealthCheckServiceOptions> options, IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The checks of a resource and of those that it is a part of.</summary>
    public static IReadOnlyList<string> KeysOf(IResource resource)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(a => a.Key);
        return [.. (resource is IResourceWithParent { Parent: var parent } ? keys.Concat(KeysOf(parent)) : keys).Distinct()];
    }

    /// <summary>What is shown before the first check has run.</summary>
    public static ImmutableArray<HealthReportSnapshot> Initial(IResource resource) =>
        [.. KeysOf(resource).Select(key => new HealthReportSnapshot(key, null, null, null))];

    /// <summary>A check that nobody registered would keep everybody waiting who waits for the resource.</summary>
    public void RequireRegistrations(IEnumerable<IResource> resources)
    {
        var known = options.Value.Registrations.Select(registration => registration.Name).ToHashSet();
        var missing = resources.SelectMany(resource => resource.Annotations.OfType<HealthCheckAnnotation>().Where(check => !known.Contains(check.Key))
            .Select(check => $"The health check '{check.Key}' is not registered and is required for resource '{resource.Name}'. Register it with Services.AddHealthChecks().")).ToList();
        if (missing.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(HealthCheckServiceOptions), missing);
    }

    public async Task<IReadOnlyList<HealthAnswer>> RunAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        await Task.WhenAll(keys.Select(key => RunAsync(key, cancellationToken))).ConfigureAwait(false);

    private async Task<HealthAnswer> RunAsync(string key, CancellationToken cancellationToken)
    {
        var registration = options.Value.Registrations.FirstOrDefault(r => r.Name == key);
        if (registration is null)
            return Report(key, HealthStatus.Unhealthy, $"No health check is registered as '{key}'. Register it with Services.AddHealthChecks().", null, HealthFailure.Refused);
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patient.CancelAfter(registration.Timeout > TimeSpan.Zero ? registration.Timeout : Patience);
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var check = registration.Factory(scope.ServiceProvider);
                var result = await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, patient.Token).ConfigureAwait(false);
                return Report(key, result.Status, result.Description, result.Exception?.ToString(), FailureOf(result));
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Report(key, registration.FailureStatus, patient.IsCancellationRequested ? "The check took too long." : exception.Message, exception.ToString(), HealthFailure.Silent);
        }
    }

    private static HealthFailure FailureOf(HealthCheckResult result) =>
        result.Exception is not null ? HealthFailure.Silent
        : result.Data.TryGetValue(HttpCheck.Status, out var status) && status is HttpStatusCode.ServiceUnavailable ? HealthFailure.NotYet
        : HealthFailure.Refused;

    private HealthAnswer Report(string key, HealthStatus status, string? description, string? exception, HealthFailure failure) =>
        new(new HealthReportSnapshot(key, status, description, exception) { LastRunAt = time.GetUtcNow().UtcDateTime }, failure);
}
