namespace Services.Infrastructure;

internal static class Eventually
{
    /// <summary>Asks until the answer is the expected one; fails with the last answer.</summary>
    public static async Task Equal<T>(T expected, Func<Task<T>> ask, TimeSpan? within = null)
    {
        var deadline = DateTime.UtcNow + (within ?? TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await ask();
            if (EqualityComparer<T>.Default.Equals(expected, answer)) return;
            if (DateTime.UtcNow > deadline)
            {
                Assert.Equal(expected, answer);
                return;
            }

            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    public static Task True(Func<Task<bool>> ask, TimeSpan? within = null) => Equal(true, ask, within);
}
