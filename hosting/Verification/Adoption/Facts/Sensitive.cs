using System.Text.RegularExpressions;

namespace Parity.Verification.Adoption.Facts;

/// <summary>Keeps secrets out of every output: a literal under a telling name, a password inside an address.</summary>
internal static partial class Sensitive
{
    public const string Hidden = "(hidden)";

    public static string Show(Variable variable) => variable.Origin is Origin.Secret or Origin.Field ? variable.Effective : Show(variable.Name, variable.Effective);

    public static string Show(string name, string value) =>
        value.Length > 0 && TellingName().IsMatch(name) && !LooksHarmless().IsMatch(value) ? Hidden : Masked(value);

    private static string Masked(string value) => Assignment().Replace(Credentials().Replace(value, "$1:***@"), "$1***");


    // password=…; Password=… in a connection string; api-key: … in a file of settings
    [GeneratedRegex("((?:password|passwd|pwd|secret|token|api[_-]?key)[\\w.-]*\\s*[=:]\\s*['\"]?)(?![\\s$'\"])[^\\s;,'\"]+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    /// <summary>A text in which no password of an address and no literal given to a secret is left.</summary>
    public static string Mask(string text) => SecretLiteral().Replace(Credentials().Replace(text, "$1:***@"), "$1***");

    [GeneratedRegex("(^|[_.-])(PASSWORD|PASSWD|PASSPHRASE|PWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SECRET_?KEY|CREDENTIALS?|ENCRYPTION_?KEY|SIGNING_?KEY)$", RegexOptions.IgnoreCase)]
    private static partial Regex TellingName();

    // A switch, a number or the path of a mounted file gives nothing away.
    [GeneratedRegex("^(true|false|on|off|none|/[\\w./-]*|secret .*/.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex LooksHarmless();

    // postgres://user:password@host
    [GeneratedRegex("(://[^/\\s:@]*):[^@\\s/]+@")]
    private static partial Regex Credentials();

    // create secret generic x --from-literal=key=value; curl --password x; docker login -p x
    [GeneratedRegex("(secret generic [^|&;]*?--from-literal[= ][^=\\s]+=|--password[= ]|docker login [^|&;]*?-p[= ])(?!\\$)[^\\s'\"]+")]
    private static partial Regex SecretLiteral();
}
