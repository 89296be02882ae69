using Services.Infrastructure;

namespace Services.Fulfillment;

/// <summary>Orders, the payment sandbox and any number of Fulfillment workers over one database.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly List<ServiceProcess> _workers = [];
    private readonly (string Key, string Value)[] _jobs;

    private RunningShop(ShopDatabase database, ServiceProcess orders, ServiceProcess payments, (string, string)[] jobs)
    {
        Database = database;
        Orders = orders;
        Payments = payments;
        _jobs = jobs;
        Client = new OrderClient(orders.Http);
    }

    public ShopDatabase Database { get; }

    public ServiceProcess Orders { get; }

    public ServiceProcess Payments { get; private set; }

    public OrderClient Client { get; }

    /// <summary>Starts Orders and the sandbox; <paramref name="payments"/> are the sandbox's settings, <paramref name="jobs"/> those of workers.</summary>
    public static async Task<RunningShop> Start(ShopDatabase database, (string, string)[]? payments = null, (string, string)[]? jobs = null)
    {
        var orders = ServiceProcess.StartReady("Orders", database.Setting);
        var sandbox = ServiceProcess.StartReady("PaymentSandbox", [database.Setting, ("Payments:Latency", "5ms"), .. payments ?? []]);
        return new RunningShop(database, await orders, await sandbox, jobs ?? []);
    }

    /// <summary>The sandbox again at the same address, in good health.</summary>
    public async Task RestartPayments()
    {
        var address = Payments.Address;
        await Payments.DisposeAsync();
        Payments = await ServiceProcess.StartReady("PaymentSandbox", Database.Setting, ("ASPNETCORE_URLS", address));
    }

    public async Task<ServiceProcess> AddWorker(params (string, string)[] settings)
    {
        var worker = await ServiceProcess.StartReady("Fulfillment", [Database.Setting, ("services:payments:http:0", Payments.Address), .. _jobs, .. settings]);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Until no job is left to do.</summary>
    public Task Settle(TimeSpan? within = null) => Eventually.Equal(0L, Database.OpenJobs, within ?? TimeSpan.FromSeconds(90));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _workers.Append(Orders).Append(Payments)) await process.DisposeAsync();
    }
}
