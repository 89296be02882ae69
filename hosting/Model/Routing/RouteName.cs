using System.Text;

namespace Parity.Model;

/// <summary>The name of a route whose author gave none: made of what it matches, so that two different routes rarely share one.</summary>
internal static class RouteName
{
    public static string Of(RouteMatch match)
    {
        var words = new List<string>();
        if (match.Host is not HostPattern.Any) words.Add(match.Host.ToString());
        words.Add(match.Path.Path.Trim('/').Length == 0 ? "root" : match.Path.Path);
        if (match.Path is PathPattern.Exact) words.Add("exact");
        words.AddRange(match.Methods);
        words.AddRange(match.Headers.SelectMany(header => new[] { header.Key, header.Value }));
        return Slug(string.Join('-', words));
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().Trim('-');
    }
}
