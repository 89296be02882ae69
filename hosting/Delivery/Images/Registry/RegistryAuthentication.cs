using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parity.Delivery;

/// <summary>Answers a registry's question for a login, as https://distribution.github.io/distribution/spec/auth/token/ and RFC 7617 say.</summary>
internal sealed partial class RegistryAuthentication(HttpClient http, RegistryLogin? login)
{
    private AuthenticationHeaderValue? header;

    /// <summary>Whose word is given, for messages.</summary>
    public string Who => login is null ? "no login was found" : $"the login of {login.Source} was used";

    public void Apply(HttpRequestMessage request) => request.Headers.Authorization = header;

    /// <summary>Whether asking again makes sense: the challenge was answered in another way than before.</summary>
    public async Task<bool> AnswerAsync(HttpResponseMessage refusal, CancellationToken cancellation)
    {
        var challenges = refusal.Headers.WwwAuthenticate;
        if (challenges.FirstOrDefault(challenge => challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) is { Parameter: { } parameter })
        {
            var token = await TokenAsync(Parameters().Matches(parameter).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value), cancellation);
            if (token.Length == 0 || token == header?.Parameter) return false;
            header = new("Bearer", token);
            return true;
        }

        if (login is not { User.Length: > 0 } || header is not null || !challenges.Any(challenge => challenge.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))) return false;
        header = Basic(login);
        return true;
    }

    private static AuthenticationHeaderValue Basic(RegistryLogin login) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Secret}")));

    private async Task<string> TokenAsync(Dictionary<string, string> challenge, CancellationToken cancellation)
    {
        if (!challenge.TryGetValue("realm", out var realm) || !Uri.TryCreate(realm, UriKind.Absolute, out var address)) return "";
        var fields = challenge.Where(field => field.Key is "service" or "scope").ToDictionary(field => field.Key, field => field.Value);
        using var request = login is { User.Length: 0 } ? Refresh(address, fields, login) : Ask(address, fields);
        using var answer = await http.SendAsync(request, cancellation);
        if (answer.StatusCode is not HttpStatusCode.OK) return "";
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation));
        return body.Text("token") is { Length: > 0 } token ? token : body.Text("access_token");
    }

    private HttpRequestMessage Ask(Uri realm, Dictionary<string, string> fields)
    {
        var query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query }.Uri);
        if (login is not null) request.Headers.Authorization = Basic(login);
        return request;
    }

    private static HttpRequestMessage Refresh(Uri realm, Dictionary<string, string> fields, RegistryLogin login) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent([.. fields, new("grant_type", "refresh_token"), new("client_id", "parity"), new("refresh_token", login.Secret)]),
    };

    // Bearer realm="https://auth.example.com/token",service="registry",scope="repository:tickets/orders:pull,push"
    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Parameters();
}
