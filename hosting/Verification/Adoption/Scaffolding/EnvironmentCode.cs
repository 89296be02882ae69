using System.Text;
using Parity.Model;
using Environment = Parity.Model.Environment;

namespace Parity.Verification.Adoption.Scaffolding;

/// <summary>The environments as C#.</summary>
internal static class EnvironmentCode
{
    public static void Write(StringBuilder code, Topology topology)
    {
        code.Append("        builder.AddEnvironments(\n        [\n");
        foreach (var each in topology.Environments) Write(code, each);
        code.Append("        ], system: ").Append(ScaffoldCode.Text(topology.Name)).Append(");\n\n");
    }

    private static void Write(StringBuilder code, Environment each)
    {
        code.Append("            new Parity.Model.Environment\n            {\n");
        Line("Name", ScaffoldCode.Text(each.Name));
        Line("Order", $"{each.Order}");
        Line("Namespace", ScaffoldCode.Text(each.Namespace));
        Line("Host", ScaffoldCode.Text(each.Host));
        Line("Registry", ScaffoldCode.Text(each.Registry));
        Line("Ingress", each.Ingress switch
        {
            IngressKind.Istio istio => $"new IngressKind.Istio({ScaffoldCode.Text(istio.Namespace)}, {ScaffoldCode.Text(istio.Selector)}, {ScaffoldCode.Text(istio.ServiceAccount)})",
            IngressKind.Gateway gateway => $"new IngressKind.Gateway({ScaffoldCode.Text(gateway.Namespace)}, {ScaffoldCode.Text(gateway.Class)})",
            IngressKind.Controller controller => $"new IngressKind.Controller({ScaffoldCode.Text(controller.Namespace)}, {ScaffoldCode.Text(controller.Class)})",
            _ => throw new InvalidOperationException(),
        });
        Line("Capabilities", $"new Capabilities(new Version({Version(each.Capabilities.Kubernetes)}), new Version({Version(each.Capabilities.Istio)}))");
        Line("AllowsApproximations", each.AllowsApproximations ? "true" : "false");
        Line("Telemetry", $"new Uri({ScaffoldCode.Text(each.Telemetry.ToString())})");
        Line("TlsSecret", ScaffoldCode.Text(each.TlsSecret));
        code.Append("            },\n");

        void Line(string name, string value) => code.Append("                ").Append(name).Append(" = ").Append(value).Append(",\n");
    }

    private static string Version(Version version) => $"{version.Major}, {version.Minor}";
}
