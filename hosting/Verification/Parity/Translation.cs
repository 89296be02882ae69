using System.Text;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification;

/// <summary>
/// Tells whether two texts say the same about two environments: <c>cluster.local/ns/shop-dev/sa/orders</c> and
/// <c>cluster.local/ns/shop/sa/orders</c> do, once each environment's namespace is read as "the namespace".
/// </summary>
internal sealed class Translation
{
    private readonly Word[] forward;
    private readonly Word[] backward;

    public Translation(Environment one, Environment other, IEnumerable<(string One, string Other)> names)
    {
        var pairs = Words(one).Zip(Words(other)).Concat(Ingress(one.Ingress, other.Ingress)).Concat(names)
            .Select(pair => new Word(pair.Item1, pair.Item2, IsPart: false))
            // Objects of a host are called by it: routes-shop.example.com.
            .Append(new(one.Host, other.Host, IsPart: true))
            .Where(word => word.From != word.To && word.From.Length > 0 && word.To.Length > 0)
            .ToArray();
        forward = [.. pairs.OrderByDescending(word => word.From.Length)];
        backward = [.. pairs.Select(word => new Word(word.To, word.From, word.IsPart)).OrderByDescending(word => word.From.Length)];
    }

    // One direction may be ambiguous: in production the namespace may be called as the system.
    public bool Same(string one, string other) => one == other || Translate(one, forward) == other || Translate(other, backward) == one;

    private static IEnumerable<string> Words(Environment environment) =>
    [
        environment.Namespace,
        environment.Registry,
        environment.Telemetry.ToString().TrimEnd('/'),
        $"deployment.environment.name={environment.Name}",
        environment.TlsSecret,
        environment.Capabilities.Keda?.Prometheus.ToString().TrimEnd('/') ?? "",
        $"v{environment.Capabilities.Kubernetes.ToString(2)}",
    ];

    private static IEnumerable<(string One, string Other)> Ingress(IngressKind one, IngressKind other)
    {
        yield return (one.Namespace, other.Namespace);
        if (one is IngressKind.Istio istio && other is IngressKind.Istio otherIstio)
        {
            yield return (istio.Selector, otherIstio.Selector);
            yield return (istio.ServiceAccount, otherIstio.ServiceAccount);
        }

        if (one is IngressKind.Controller controller && other is IngressKind.Controller otherController) yield return (controller.Class, otherController.Class);
        if (one is IngressKind.Gateway gateway && other is IngressKind.Gateway otherGateway) yield return (gateway.Class, otherGateway.Class);
    }

    private static string Translate(string text, Word[] words)
    {
        StringBuilder? translated = null;
        for (var at = 0; at < text.Length;)
        {
            var found = Array.Find(words, word => StandsAt(text, at, word));
            if (found is null)
            {
                translated?.Append(text[at]);
                at++;
                continue;
            }

            translated ??= new StringBuilder(text, 0, at, text.Length + 16);
            translated.Append(found.To);
            at += found.From.Length;
        }

        return translated?.ToString() ?? text;
    }

    // Whole words: "shop" stands in "ns/shop/sa" but not in "shop-db" or "workshop".
    private static bool StandsAt(string text, int at, Word word) =>
        string.CompareOrdinal(text, at, word.From, 0, word.From.Length) == 0
        && (at == 0 || !Continues(text[at - 1], word))
        && (at + word.From.Length == text.Length || !Continues(text[at + word.From.Length], word));

    private static bool Continues(char letter, Word word) => char.IsLetterOrDigit(letter) || (letter is '-' or '_' && !word.IsPart);

    private sealed record Word(string From, string To, bool IsPart);
}
