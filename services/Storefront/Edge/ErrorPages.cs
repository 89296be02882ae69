using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDefaults.Errors;
using ServiceDefaults.Overload;
using Storefront.Look;

namespace Storefront.Edge;

/// <summary>Whatever goes wrong below becomes a page in the shop's look that says what the visitor can do.</summary>
internal static class ErrorPages
{
    public static void AddErrorPages(this WebApplicationBuilder builder)
    {
        // They would answer before the pages, as ProblemDetails; visitors are people.
        builder.Services.RemoveAll<IExceptionHandler>();
        builder.Services.AddSingleton<RefusalPage>((context, status) => Of(status).ExecuteAsync(context));
    }

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseStatusCodePages(pages => Of(Told(pages.HttpContext.Response.StatusCode)).ExecuteAsync(pages.HttpContext));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context => ShowAsync(context, context.Features.Get<IExceptionHandlerFeature>()!.Error),
            AllowStatusCode404Response = true,
        });
    }

    // The framework calls a cancelled request 499, "the client left"; a client who reads this did not, the shop took too long.
    private static int Told(int status) => status == StatusCodes.Status499ClientClosedRequest ? StatusCodes.Status504GatewayTimeout : status;

    public static Page<ErrorPage> Of(int status) => new(status, (nameof(ErrorPage.Status), status));

    /// <summary>For a service that does not answer; <paramref name="path"/> is the page to try again, unless it was a form.</summary>
    public static Page<ErrorPage> Of(UpstreamException failure, string? path = null, string note = "") =>
        new(StatusCodes.Status503ServiceUnavailable,
            (nameof(ErrorPage.Status), StatusCodes.Status503ServiceUnavailable), (nameof(ErrorPage.RetryPath), path), (nameof(ErrorPage.Note), note))
        {
            RetryAfterSeconds = failure.RetryAfterSeconds,
        };

    private static Task ShowAsync(HttpContext context, Exception error) => error switch
    {
        UpstreamException failure => Of(failure).ExecuteAsync(context),
        BadHttpRequestException refused => Of(refused.StatusCode).ExecuteAsync(context),
        NotSupportedException when RequestCharset.IsUnknown(context.Request) => Of(StatusCodes.Status415UnsupportedMediaType).ExecuteAsync(context),
        // A form whose parts do not add up.
        InvalidDataException or IOException => Of(StatusCodes.Status400BadRequest).ExecuteAsync(context),
        _ => Of(StatusCodes.Status500InternalServerError).ExecuteAsync(context),
    };
}
