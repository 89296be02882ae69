namespace ServiceDefaults.Http;

/// <summary>
/// Retries may add a share to the requests of the last ten seconds, not more, or a dependency that fails under load gets a multiple of it:
/// the larger of 20 % and three.
/// </summary>
public sealed class RetryBudget(TimeProvider time)
{
    private const double Share = 0.2;
    private const int Least = 3;
    private const int Seconds = 10;

    private readonly Lock _gate = new();
    private readonly int[] _requests = new int[Seconds];
    private readonly int[] _retries = new int[Seconds];
    private long _second;

    /// <summary>A request that is not a retry.</summary>
    public void Count()
    {
        lock (_gate) _requests[Slot()]++;
    }

    /// <summary>Whether one more retry fits; it is then counted.</summary>
    public bool TrySpend()
    {
        lock (_gate)
        {
            var slot = Slot();
            if (_retries.Sum() + 1 > Math.Max(Least, Share * _requests.Sum())) return false;
            _retries[slot]++;
            return true;
        }
    }

    private int Slot()
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        // What is older than the window is forgotten, a slot for each second that has passed.
        for (var passed = Math.Max(_second + 1, second - Seconds + 1); passed <= second; passed++) _requests[passed % Seconds] = _retries[passed % Seconds] = 0;
        _second = second;
        return (int)(second % Seconds);
    }
}
