using System.Globalization;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A stable name for a conditional expression: what it depends on, and a hash over all of it.</summary>
internal static class ConditionalName
{
    public static string Of(IValueProvider condition, string matchValue, ReferenceExpression whenTrue, ReferenceExpression whenFalse)
    {
        var expression = (condition as IManifestExpressionProvider)?.ValueExpression;
        var words = (expression ?? "").ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')
            .Aggregate(new StringBuilder(), (text, c) => c == '-' && (text.Length == 0 || text[^1] == '-') ? text : text.Append(c))
            .ToString().TrimEnd('-');
        var hash = XxHash32.Hash(Encoding.UTF8.GetBytes((expression ?? condition.GetType().Name) + whenTrue.ValueExpression + whenFalse.ValueExpression + matchValue));
        return string.Create(CultureInfo.InvariantCulture, $"cond-{(words.Length == 0 ? "expr" : words)}-{hash:x8}");
    }
}
