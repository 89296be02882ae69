using Parity.Model;

/// <summary>The public routes of the system: what the outside can reach, wherever it runs.</summary>
internal static class Routes
{
    public static RouteTable Table { get; } = RouteTable.Of(
        Route.Prefix("/api/catalog").To("catalog").WithTimeout(TimeSpan.FromSeconds(5)).WithRetries(1),
        Route.Prefix("/api/orders").To("orders").WithTimeout(TimeSpan.FromSeconds(10)),
        Route.Prefix("/").To("storefront").WithTimeout(TimeSpan.FromSeconds(15)));
}
