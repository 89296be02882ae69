using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Storefront.Look;

/// <summary>
/// A component as a response. It is rendered whole before the first byte is sent, so a fault while rendering becomes an
/// error page instead of half a page. Plain <see cref="HtmlRenderer"/> rather than AddRazorComponents, which would bring
/// antiforgery and its data-protection keys: state that replicas would have to share.
/// </summary>
internal sealed class Page<T>(int status, params (string Name, object? Value)[] parameters) : IResult
    where T : IComponent
{
    public int? RetryAfterSeconds { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = Encoding.UTF8.GetBytes(await RenderAsync(httpContext.RequestServices));
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        // Pages carry seats left, the key of a form or a person's order: none may be shown again from a cache.
        response.Headers.CacheControl = "no-store";
        if (RetryAfterSeconds is { } seconds) response.Headers.RetryAfter = Format.Number(seconds);
        response.ContentLength = html.Length;
        // Not cancelled by RequestAborted: a request that timed out still gets its page, and a visitor who left costs nothing.
        await response.Body.WriteAsync(html, CancellationToken.None);
    }

    private async Task<string> RenderAsync(IServiceProvider services)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var view = ParameterView.FromDictionary(parameters.ToDictionary(p => p.Name, p => p.Value));
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(view)).ToHtmlString());
    }
}
