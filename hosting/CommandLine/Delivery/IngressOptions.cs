using System.CommandLine;

namespace Parity.CommandLine;

/// <summary>Options of verbs that send requests through an environment's ingress.</summary>
internal sealed class IngressOptions
{
    private readonly Option<string> ingress = new("--ingress") { Description = "Where the ingress is, http(s)://address[:port] (the environment's host); requests keep the environment's host", HelpName = "URL", DefaultValueFactory = _ => "" };
    private readonly Option<bool> insecure = new("--insecure") { Description = "Take a certificate of the host that nobody known here has signed" };

    public void AddTo(Command command)
    {
        command.Options.Add(ingress);
        command.Options.Add(insecure);
    }

    public bool TrustsAny(ParseResult arguments) => arguments.GetValue(insecure);

    /// <summary>Whether the option is well formed; the address, or null where none is given.</summary>
    public bool TryRead(ParseResult arguments, VerbContext context, out Uri? entrance)
    {
        entrance = null;
        if (arguments.GetValue(ingress) is not { Length: > 0 } text) return true;
        if (Uri.TryCreate(text, UriKind.Absolute, out entrance) && entrance.Scheme is "http" or "https" && entrance.PathAndQuery == "/") return true;
        context.Error.WriteLine($"--ingress {text}: it is not http(s)://address[:port]. Paths are those of the route table.");
        return false;
    }
}
