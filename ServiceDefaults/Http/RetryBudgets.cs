using System.Collections.Concurrent;

namespace ServiceDefaults.Http;

/// <summary>A budget for each service that is called: one that fails must not use up another's.</summary>
public sealed class RetryBudgets(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RetryBudget> _budgets = new(StringComparer.OrdinalIgnoreCase);

    public RetryBudget For(string service) => _budgets.GetOrAdd(service, static (_, clock) => new RetryBudget(clock), time);
}
