using Parity.Verification.Adoption.Yaml;

namespace Parity.Verification.Adoption.Kustomize;

/// <summary>add, replace, remove, copy, move and test (RFC 6902).</summary>
internal static class JsonPatch
{
    public static Mapping Apply(Mapping root, Sequence operations, Action<Node, string> failed)
    {
        Node result = root;
        foreach (var operation in operations.Values)
        {
            var path = Pointer(operation.Text("path") ?? "");
            var value = operation.Text("op") is "copy" or "move" ? Find(result, Pointer(operation.Text("from") ?? "")) : operation.At("value");
            if (operation.Text("op") == "move") result = Change(result, Pointer(operation.Text("from") ?? ""), "remove", null, () => failed(operation, "nothing to move")) ?? result;
            if (operation.Text("op") is not "test")
                result = Change(result, path, operation.Text("op") is "copy" or "move" ? "add" : operation.Text("op") ?? "add", value, () => failed(operation, $"{operation.Text("path")} is not there")) ?? result;
        }
        return result as Mapping ?? root;
    }

    private static string[] Pointer(string path) =>
        [.. path.Split('/').Skip(1).Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static Node? Find(Node? node, ReadOnlySpan<string> path)
    {
        foreach (var part in path)
            node = node is Sequence sequence ? int.TryParse(part, out var index) && index >= 0 && index < sequence.Values.Count ? sequence.Values[index] : null : node?.At(part);
        return node;
    }

    private static Node? Change(Node? node, ReadOnlySpan<string> path, string operation, Node? value, Action failed)
    {
        if (path.Length == 0) return operation == "remove" ? null : value;
        var last = path.Length == 1;
        switch (node)
        {
            case Mapping mapping:
                if (mapping.Find(path[0]) is null && (!last || operation is "remove")) { failed(); return node; }
                return mapping.With(path[0], Change(mapping.Find(path[0]), path[1..], operation, value, failed));
            case Sequence sequence:
                var values = new List<Node>(sequence.Values);
                if (last && operation == "add" && path[0] == "-") values.Add(value!);
                else if (!int.TryParse(path[0], out var index) || index < 0 || index >= values.Count + (last && operation == "add" ? 1 : 0)) failed();
                else if (last && operation == "add") values.Insert(index, value!);
                else if (last && operation == "remove") values.RemoveAt(index);
                else values[index] = Change(values[index], path[1..], operation, value, failed)!;
                return new Sequence(values, sequence.Line);
            default:
                failed();
                return node;
        }
    }
}
