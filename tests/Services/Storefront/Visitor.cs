using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Services.Storefront;

/// <summary>Opens pages and sends forms as a browser does without JavaScript, one step at a time: redirects are seen, not followed.</summary>
internal sealed class Visitor(string address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };

    public Task<Seen> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Seen> PostAsync(string path, params (string Name, string Value)[] fields) => SendAsync(Form(path, fields));

    /// <summary>Fills in the form of a page, the hidden fields as they are, and sends it.</summary>
    public Task<Seen> SubmitAsync(Seen page, string quantity, string email) =>
        PostAsync(page.One("main form").GetAttribute("action")!, ("key", page.Value("key")), ("quantity", quantity), ("email", email));

    public async Task<Seen> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
            return new Seen(response.StatusCode, headers, html, new HtmlParser().ParseDocument(html));
        }
    }

    public static HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) => new(HttpMethod.Post, path)
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    };

    public void Dispose() => _http.Dispose();
}

/// <summary>What a visitor got.</summary>
internal sealed record Seen(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Html, IDocument Document)
{
    public string Title => Document.Title!;

    public string Heading => Text("h1");

    public string Location => Headers["Location"];

    public IElement One(string selector) => Document.QuerySelectorAll(selector).Single();

    public string Text(string selector) => Plain(One(selector));

    public string[] Texts(string selector) => [.. Document.QuerySelectorAll(selector).Select(Plain)];

    /// <summary>What a field of the form holds.</summary>
    public string Value(string name) => One($"main form [name={name}]") switch
    {
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value!,
        var input => input.GetAttribute("value") ?? "",
    };

    private static string Plain(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
