using System.CommandLine;
using Parity.Delivery;

namespace Parity.CommandLine;

/// <summary>Options of every verb that talks to a cluster.</summary>
internal sealed class ClusterOptions
{
    private readonly Option<string> kubeconfig = new("--kubeconfig") { Description = "Kubeconfig file (KUBECONFIG or ~/.kube/config)", DefaultValueFactory = _ => "" };
    private readonly Option<string> context = new("--context") { Description = "Context in it (the one named as the environment)", DefaultValueFactory = _ => "" };
    private readonly Option<bool> json = new("--json") { Description = "Print JSON" };

    public void AddTo(Command command)
    {
        command.Options.Add(kubeconfig);
        command.Options.Add(context);
        command.Options.Add(json);
    }

    public ClusterAccess Access(ParseResult arguments) => new(arguments.GetValue(kubeconfig)!, arguments.GetValue(context)!);

    public bool Json(ParseResult arguments) => arguments.GetValue(json);

    public static Option<string> Environment() => new("--environment") { Description = "Environment of the model", Required = true };
}
