using System.Text;
using Parity.Verification.Adoption;

namespace Verification.Adoption;

/// <summary>What cannot be read is said with file and line, and the rest is still read.</summary>
public sealed class HostileTests
{
    private const string Good = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: good}
        data: {KEY: "1"}

        """;

    [Fact]
    public void Broken_document_is_named_and_the_others_are_read()
    {
        var result = Compare(("dev/all.yaml", $"{Good}---\nkind: [unclosed\nname: x\n---\n{Good.Replace("good", "second", StringComparison.Ordinal)}"));

        Assert.Equal(["ADOPT-001 dev/all.yaml:6"], Problems(result));
        Assert.Equal(["configmap-missing configmap/second configmap"], Differences(result));
    }

    [Fact]
    public void Broken_object_of_a_list_is_named_and_its_neighbours_are_read()
    {
        var result = Compare(("dev/all.yaml", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: good}\n  data: {KEY: \"1\"}\n- apiVersion: v1\n  kind: {{broken}\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: second}\n"));

        Assert.Equal(["ADOPT-001"], Problems(result).Select(each => each.Split(' ')[0]));
        Assert.Equal(["configmap-missing configmap/second configmap"], Differences(result));
    }

    [Fact]
    public void Object_given_twice_is_named_and_the_last_counts()
    {
        var result = Compare(("dev/all.yaml", $"{Good}---\n{Good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)}"));

        Assert.Equal(["ADOPT-003 dev/all.yaml:6"], Problems(result));
        Assert.Equal(["configmap-key configmap/good data KEY"], Differences(result));
    }

    [Fact]
    public void Namesakes_of_several_namespaces_are_named()
    {
        var elsewhere = Good.Replace("{name: good}", "{name: good, namespace: other}", StringComparison.Ordinal);

        var result = Compare(("dev/all.yaml", $"{Good}---\n{elsewhere}---\n{elsewhere.Replace("ConfigMap", "Tenant", StringComparison.Ordinal)}"));

        Assert.Equal(["ADOPT-013 dev/all.yaml:6"], Problems(result));
    }

    [Fact]
    public void Key_given_twice_is_named()
    {
        var result = Compare(("dev/all.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\ndata:\n  KEY: \"3\"\n  KEY: \"1\"\n"));

        Assert.Equal(["ADOPT-002 dev/all.yaml:6"], Problems(result));
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Unknown_kinds_are_compared_leaf_by_leaf()
    {
        const string Custom = "---\napiVersion: example.org/v1\nkind: Tenant\nmetadata: {name: acme}\nspec: {plan: small, seats: 5}\n---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: tenants.example.org}\nspec: {group: example.org}\n";

        var result = EnvironmentComparison.Of(Collected.Of(("dev/all.yaml", Good + Custom), ("staging/all.yaml", Good + Custom.Replace("seats: 5", "seats: 9", StringComparison.Ordinal))));

        Assert.Equal([], Problems(result));
        var difference = Assert.Single(result.Differences);
        Assert.Equal("tenant/acme spec.seats", $"{difference.Workload} {difference.Path}");
    }

    [Fact]
    public void Empty_environment_is_named()
    {
        var result = EnvironmentComparison.Of(Collected.Of(("dev/all.yaml", Good), ("staging/all.yaml", Good), ("production/readme.md", "nothing yet")));

        Assert.Equal(["ADOPT-051 production:1"], Problems(result));
    }

    [Fact]
    public void Cyclic_kustomization_ends_and_is_named()
    {
        var result = Compare(
            ("dev/kustomization.yaml", "resources: [all.yaml, other]\n"), ("dev/all.yaml", Good), ("dev/other/kustomization.yaml", "resources: [\"..\"]\n"));

        Assert.Contains(result.Diagnostics, each => each.Level == DiagnosticLevel.Problem && each.File.EndsWith("kustomization.yaml", StringComparison.Ordinal) && each.Line >= 1);
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Anchors_and_merge_keys_are_read_as_what_they_stand_for()
    {
        var result = Compare(("dev/all.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good, labels: &labels {team: &team a}}\ndata:\n  <<: {KEY: \"1\"}\n"));

        Assert.Equal([], Problems(result));
        Assert.Equal([], Differences(result).Where(each => !each.Contains("label", StringComparison.Ordinal)));
    }

    [Fact]
    public void Billion_laughs_are_refused_at_their_line_and_the_rest_is_read()
    {
        var bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var level = 1; level < 12; level++)
            bomb.Append($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n");

        var result = Compare(("dev/all.yaml", $"{Good}---\n{bomb}"));

        Assert.Equal(["ADOPT-001"], Problems(result).Select(each => each.Split(' ')[0]));
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Alias_of_itself_and_bottomless_nesting_are_refused()
    {
        var result = Compare(("dev/all.yaml", $"{Good}---\na: &a [*a]\n---\n{new string('[', 100_000)}\n"));

        Assert.Equal(["ADOPT-001", "ADOPT-001"], Problems(result).Select(each => each.Split(' ')[0]));
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Dump_of_50_MB_is_read()
    {
        var dump = new StringBuilder("apiVersion: v1\nkind: List\nitems:\n", 52_000_000);
        var filler = new string('x', 1000);
        for (var index = 0; dump.Length < 50_000_000; index++)
            dump.Append("- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: map-").Append(index).Append("\n    namespace: shop\n  data:\n    text: ").Append(filler).Append('\n');
        var text = dump.ToString();

        var result = EnvironmentComparison.Of(Collected.Of(("dev/dump.yaml", text), ("staging/dump.yaml", text.Replace("name: map-7\n", "name: other\n", StringComparison.Ordinal))));

        Assert.Equal([], Problems(result));
        Assert.Equal(["configmap-missing configmap/map-7 configmap", "configmap-missing configmap/other configmap"], Differences(result));
    }

    [Fact]
    public void Dump_of_50_MB_in_one_environment_takes_a_few_times_its_size_and_the_rest_is_read()
    {
        var dump = new StringBuilder(52_000_000);
        for (var index = 0; dump.Length < 50_000_000; index++) dump.Append("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: map-").Append(index).Append("\ndata:\n  text: ").Append('x', 2000).Append("\n---\n");
        var tree = Collected.Of(("dev/dump.yaml", dump.ToString()), ("dev/small.yaml", Good), ("staging/small.yaml", Good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)));
        dump.Clear();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var result = EnvironmentComparison.Of(tree);

        // Whatever is alive at once was allocated before: this bounds the peak without measuring when it was.
        var perByte = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)tree.Files.Sum(file => file.Text.Length);
        Assert.True(perByte < 40, $"{perByte:0.0} bytes were allocated for each letter of the dump.");
        Assert.Contains("configmap-key configmap/good data KEY", Differences(result));
    }

    [Fact]
    public void Scripted_pipeline_is_named_and_the_rest_is_read()
    {
        var result = Compare(("dev/all.yaml", Good), ("dev/Jenkinsfile", "node('linux') {\n  stage('Build') {\n    sh 'make'\n  }\n}\n"));

        Assert.Contains(result.Diagnostics, each => each.File == "dev/Jenkinsfile" && each.Line == 1 && each.Message.Contains("declarative", StringComparison.Ordinal));
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Template_of_a_chart_is_named_and_the_rest_is_read()
    {
        var result = Compare(("dev/all.yaml", Good), ("dev/chart/templates/deployment.yaml", "kind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n"));

        Assert.Equal(["ADOPT-048 dev/chart/templates/deployment.yaml:1"], Problems(result));
    }

    [Fact]
    public void Mark_carriage_returns_and_tabs_in_values_mean_nothing()
    {
        var result = Compare(("dev/all.yaml", "\uFEFF" + Good.Replace("\n", "\r\n", StringComparison.Ordinal).Replace("{KEY: \"1\"}", "\r\n  KEY:\t\"1\"", StringComparison.Ordinal)));

        Assert.Equal([], Problems(result));
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Tab_as_indentation_is_named_with_its_line()
    {
        var result = Compare(("dev/all.yaml", $"{Good}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n\tname: other\n"));

        Assert.Equal(["ADOPT-001 dev/all.yaml:9"], Problems(result));
        Assert.Equal([], Differences(result));
    }

    [Fact]
    public void Object_without_kind_or_name_is_named_and_other_documents_are_told()
    {
        var result = Compare(("dev/all.yaml", $"{Good}---\napiVersion: v1\nmetadata: {{name: x}}\n---\nkind: Deployment\nmetadata: {{name: y}}\n---\napiVersion: v1\nkind: Secret\nmetadata: {{}}\n---\nreplicas: 3\n"));

        Assert.Equal(["ADOPT-011 dev/all.yaml:6", "ADOPT-011 dev/all.yaml:9", "ADOPT-004 dev/all.yaml:12"], Problems(result));
        Assert.Contains(result.Diagnostics, each => each is { Code: "ADOPT-012", Line: 16 });
    }

    [Fact]
    public void Empty_folder_of_an_environment_is_named_and_compares_as_nothing()
    {
        var tree = Collected.Of(("dev/all.yaml", Good), ("staging/all.yaml", Good.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)), ("docs/readme.md", "# how"), ("notes.txt", "x")) with { Folders = ["dev", "staging", "production", "docs"] };

        var result = EnvironmentComparison.Of(tree);

        Assert.Equal(["ADOPT-051 production:1"], Problems(result));
        Assert.Equal(["dev", "staging", "production"], result.Environments);
        Assert.Equal(["configmap-key configmap/good data KEY"], Differences(result));
    }

    [Fact]
    public void Environments_below_a_folder_of_overlays_are_found_and_stray_manifests_told()
    {
        var result = EnvironmentComparison.Of(Collected.Of(("deploy/k8s/overlays/dev/all.yaml", Good), ("deploy/k8s/overlays/prod/all.yaml", Good), ("deploy/k8s/stray.yaml", Good)));

        Assert.Equal(["dev", "prod"], result.Environments);
        Assert.Contains(result.Diagnostics, each => each is { Code: "ADOPT-057", File: "deploy/k8s/stray.yaml" });
    }

    [Fact]
    public void Broken_env_lines_and_missing_files_are_named()
    {
        var result = Compare(("dev/all.yaml", Good), ("dev/loose.env", "A=1\nnonsense here\nB=\"open\nA=2\n"), ("dev/Jenkinsfile", "pipeline { stages { stage('D') { steps {\n sh 'kubectl create configmap x --from-env-file=gone.env'\n} } } }"));

        Assert.Equal(["ADOPT-007 dev/Jenkinsfile:2", "ADOPT-006 dev/loose.env:2", "ADOPT-006 dev/loose.env:3", "ADOPT-005 dev/loose.env:4"], Problems(result));
    }

    [Fact]
    public void Folder_without_environments_is_named() => Assert.Contains("ADOPT-050", Problems(EnvironmentComparison.Of(Collected.Of()))[0], StringComparison.Ordinal);

    private static AdoptionResult Compare(params (string Path, string Text)[] dev) => EnvironmentComparison.Of(Collected.Of([.. dev, ("staging/all.yaml", Good)]));

    private static List<string> Problems(AdoptionResult result) =>
        [.. result.Diagnostics.Where(each => each.Level == DiagnosticLevel.Problem).Select(each => $"{each.Code} {each.File}:{each.Line}")];

    private static List<string> Differences(AdoptionResult result) => [.. result.Differences.Select(each => $"{each.Category} {each.Workload} {each.Path}")];
}
