using ServiceDefaults.Settings;

namespace Fulfillment.Payments;

internal static class PaymentRegistration
{
    private const string Provider = "http://payments";

    public static void AddPayments(this WebApplicationBuilder builder)
    {
        var address = builder.Settings().Optional("Payments:Address", $"an absolute URL; the default is {Provider}, found by service discovery", text => Uri.TryCreate(text, UriKind.Absolute, out _)) ?? Provider;
        builder.Services.AddHttpClient(nameof(PaymentProvider), http => http.BaseAddress = new Uri(address));
        builder.Services.AddSingleton(services => new PaymentProvider(services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(PaymentProvider))));
    }
}
