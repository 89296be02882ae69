using System.Text.RegularExpressions;

namespace Parity.Model;

/// <summary>Tells secrets from other texts, and keeps them out of every output: a literal under a telling name, a password inside an address or a command line.</summary>
public static partial class Sensitive
{
    /// <summary>What is shown instead of a secret.</summary>
    public const string Hidden = "(hidden)";

    /// <summary>A value under its name, without what is secret in it.</summary>
    public static string Show(string name, string value) => value.Length > 0 && IsTelling(name, value) ? Hidden : Mask(value);

    /// <summary>Whether a value under this name is a secret: DB_PASSWORD, stripeApiKey, but not PASSWORD_MIN_LENGTH, and no path of a mounted file.</summary>
    public static bool IsTelling(string name, string value) =>
        !LooksHarmless().IsMatch(value) && (Password().IsMatch(name) || Key().IsMatch(name) && !Number().IsMatch(value)) && !AboutOne().IsMatch(name);

    /// <summary>A text in which no password of an address, none that is assigned and no known form of a token is left.</summary>
    public static string Mask(string text) =>
        Token().Replace(Option().Replace(SecretLiteral().Replace(Assignment().Replace(Credentials().Replace(text, "$1***@"), "$1***"), "$1***"), "$1***"), "***");

    /// <summary>The same for the words of a command, where the word behind --password is the password.</summary>
    public static IReadOnlyList<string> Mask(IReadOnlyList<string> words) =>
        [.. words.Select((word, index) => index > 0 && Switch().IsMatch(words[index - 1]) && !word.StartsWith('-') && !word.StartsWith('$') ? "***" : Mask(word))];

    [GeneratedRegex("(^|[/_.-])(PASSWORD|PASSWORDS|PASSWD|PASSPHRASE|PASS|PWD|SECRET|SECRETS)([_.-]|$)|(password|passwd|passphrase|secret)$|(Password|Passwd|Passphrase|Secret)([A-Z_.-]|$)|^(PG|DB|REDIS|MYSQL|SMTP)PASS(WORD)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PasswordInCase();

    [GeneratedRegex("(^|[/_.-])(password|passwords|passwd|passphrase|pass|pwd|secret|secrets)([_.-]|$)|(password|passwd|passphrase|secret)$|[a-z](Password|Passwd|Passphrase|Secret)(?![a-z])|^(pg|db|redis|mysql|smtp)pass(word)?$", RegexOptions.CultureInvariant)]
    private static partial Regex PasswordInLowerCase();

    private static RegexPair Password() => new(PasswordInCase(), PasswordInLowerCase());

    private static RegexPair Key() => new(KeyInCase(), KeyInLowerCase());

    [GeneratedRegex("(^|[/_.-])(TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SECRET_?KEY|CREDENTIALS?|ENCRYPTION_?KEY|SIGNING_?KEY|AUTH_?KEY|MASTER_?KEY|JWT_?KEY|CLIENT_?KEY|WEBHOOK_URL)$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyInCase();

    [GeneratedRegex("(^|[/_.-])(token|api[_-]?key|private[_-]?key|access[_-]?key|credentials?|encryption[_-]?key|signing[_-]?key|master[_-]?key)$|[a-z](Token|ApiKey|PrivateKey|AccessKey|Credentials?|EncryptionKey|SigningKey)$|^(apiKey|accessKey|privateKey)$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyInLowerCase();

    // What says something about a secret without being one.
    [GeneratedRegex("(MIN|MAX|LENGTH|LEN|TTL|EXPIR[A-Z]*|LIFETIME|POLICY|FILE|PATH|DIR|NAME|URL|URI|HOST|HEADER|ISSUER|AUDIENCE|ALGORITHM|HASHER|TIMEOUT|RETRIES|ENABLED|DISABLED|REQUIRED|ROTATION|COUNT|SIZE|SECONDS|DAYS|HOURS|MINUTES|PROVIDER|BACKEND|STORE|MANAGER|REF|VERSION|TYPE)$", RegexOptions.IgnoreCase)]
    private static partial Regex AboutOne();

    // A switch or the path of a mounted file gives nothing away.
    [GeneratedRegex("^(true|false|on|off|yes|no|none|/[\\w./-]*|secret .*/.*|\\$[({]?\\w+[)}]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex LooksHarmless();

    [GeneratedRegex("^[0-9]{1,9}$")]
    private static partial Regex Number();

    // postgres://user:password@host, https://token@host
    [GeneratedRegex("(://[^/\\s:@'\"]*:)[^@\\s/'\"$][^@\\s/'\"]*@|(?<=://)()[A-Za-z0-9_-]{20,}@")]
    private static partial Regex Credentials();

    // password=…; Password=… in a connection string; api-key: … in a file of settings; not secretName: x
    [GeneratedRegex("((?:password|passwd|pwd|secret|token|api[_-]?key|accountkey|sharedaccesskey|access[_-]?key)(?![\\w.-]*(?:name|ref|file|path|length|ttl)\\b)[\\w.-]*['\"]?\\s*[=:]\\s*['\"]?)(?![\\s$'\"*]|\\*\\*\\*)[^\\s;,'\"&]+", RegexOptions.IgnoreCase)]
    private static partial Regex Assignment();

    // create secret generic x --from-literal=key=value
    [GeneratedRegex("(secret generic [^|&;]*?--from-literal[= ][^=\\s]+=)(?!\\$)[^\\s'\"]+")]
    private static partial Regex SecretLiteral();

    // curl --password x; docker login -p x; Authorization: Bearer x
    [GeneratedRegex("(--(?:[a-z]+-)*(?:password|passwd|token|secret|api-key)[= ]+['\"]?|docker login [^|&;]*?-p[= ]+|\\bBearer\\s+|\\bBasic\\s+)(?![\\s$'\"-]|\\*\\*\\*)[^\\s'\"]+")]
    private static partial Regex Option();

    [GeneratedRegex("^--?(?:[a-z]+-)*(?:password|passwd|token|secret|api-key)$")]
    private static partial Regex Switch();

    // Forms that providers give their tokens, and private keys.
    [GeneratedRegex("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{30,}\\b|\\bxox[abprs]-[A-Za-z0-9-]{10,}|\\b[srp]k_live_[A-Za-z0-9]{10,}|\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+|\\bglpat-[A-Za-z0-9_-]{20}|hooks\\.slack\\.com/services/[\\w/]+|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)")]
    private static partial Regex Token();

    // Names have either all letters in one case or words that begin with a capital: each form has its own pattern.
    private readonly record struct RegexPair(Regex First, Regex Second)
    {
        public bool IsMatch(string name) => First.IsMatch(name) || Second.IsMatch(name);
    }
}
