using System.Text;
using Parity.Verification.Adoption;
using Parity.Verification.Adoption.Migration;
using Parity.Verification.Adoption.Report;
using Parity.Verification.Adoption.Scaffolding;

namespace Verification.Adoption;

/// <summary>Whatever holds a secret, no output does.</summary>
public sealed class SecretTests
{
    private const string Secrets = "s3cr3t-\\w+|aGlkZGVu|eyJhbGciOiJIUzI1NiJ9|AKIAABCDEFGHIJKLMNOP";

    [Fact]
    public void No_output_holds_a_secret()
    {
        var tree = Tree();
        var result = EnvironmentComparison.Of(tree);
        var plan = MigrationPlanner.Plan(result);
        using var json = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        AdoptionJson.Write(result, json);
        var scaffold = Scaffolds.Of(tree, "vault");

        string[] outputs = [json.ToString(), HtmlReport.Write(plan), MarkdownReport.Write(plan), ScaffoldCode.Write(scaffold),
            string.Join('\n', scaffold.NotCarried), string.Join('\n', scaffold.Unexplained), string.Join('\n', result.Diagnostics), string.Join('\n', Scaffolds.Prove(tree, scaffold.Topology, []).Unlisted)];

        foreach (var output in outputs) Assert.DoesNotMatch(Secrets, output);
        Assert.NotEmpty(result.Differences);
    }

    [Fact]
    public void Secrets_that_differ_are_named_all_the_same()
    {
        var found = EnvironmentComparison.Of(Tree()).Differences.Select(each => $"{each.Workload} {each.Path}").ToHashSet();

        foreach (var place in new[] { "api env DB_PASSWORD", "api env STRIPE_API_KEY", "api env DATABASE_URL", "api env jwtSecret", "api container api args", "configmap/settings data app.properties", "configmap/settings data redisPassword" })
            Assert.Contains(place, found);
    }

    [Theory]
    [InlineData("PASSWORD_MIN_LENGTH", "8")]
    [InlineData("TOKEN_TTL_SECONDS", "300")]
    [InlineData("MAX_TOKEN", "4096")]
    [InlineData("SECRET_NAME", "shop-db")]
    [InlineData("DB_PASSWORD_FILE", "/run/secrets/db")]
    [InlineData("PASS_THROUGH_MODE_ENABLED", "strict")]
    [InlineData("COMPASS", "north")]
    [InlineData("TOKENIZER", "words")]
    public void What_is_about_a_secret_is_shown(string name, string value)
    {
        var difference = Assert.Single(EnvironmentComparison.Of(Collected.Of(("dev/a.env", $"{name}={value}\n"), ("staging/a.env", $"{name}=other\n"))).Differences);

        Assert.Equal(value, difference.Values[0].Value);
    }

    private static SourceTree Tree() => Collected.Of(
        ("dev/all.yaml", Manifests("dev")), ("staging/all.yaml", Manifests("staging")),
        ("production/all.yaml", Manifests("production").Replace("{name: SESSION, value: s3cr3t-production5}", "{name: SESSION, valueFrom: {secretKeyRef: {name: web, key: session}}}", StringComparison.Ordinal)),
        ("dev/shop.env", "SMTP_PASSWORD=s3cr3t-env\nAPI_TOKEN='s3cr3t-env2'\nDSN=https://s3cr3t-abcdefghijklmnopqrstuvw@errors.example.com/4\n"), ("staging/shop.env", "SMTP_PASSWORD=s3cr3t-envother\n"),
        ("dev/Jenkinsfile", Pipeline("dev")), ("staging/Jenkinsfile", Pipeline("staging")));

    private static string Manifests(string of)
    {
        var hidden = Convert.ToBase64String(Encoding.UTF8.GetBytes($"hidden-{of}"));
        return """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, annotations: {vendor.example.com/api-key: s3cr3t-%of%1}}
            spec:
              selector: {matchLabels: {app: api}}
              template:
                metadata: {labels: {app: api}}
                spec:
                  containers:
                    - name: api
                      image: example/api:1
                      args: [--db-password, "s3cr3t-%of%2", "--token=s3cr3t-%of%3", "--aws=AKIAABCDEFGHIJKLMNOP"]
                      livenessProbe: {exec: {command: [sh, -c, "curl -H 'Authorization: Bearer s3cr3t-%of%4' localhost"]}}
                      envFrom: [{configMapRef: {name: settings}}]
                      env:
                        - {name: SESSION, value: s3cr3t-%of%5}
                        - {name: DB_PASSWORD, value: s3cr3t-%of%6}
                        - {name: STRIPE_API_KEY, value: s3cr3t-%of%7}
                        - {name: jwtSecret, value: s3cr3t-%of%8}
                        - {name: BEARER, value: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ%of%ifQ.abc-def"}
                        - {name: DATABASE_URL, value: "postgres://api:s3cr3t-%of%9@db.%of%:5432/x"}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data:
              redisPassword: s3cr3t-%of%a
              app.properties: |
                db.password=s3cr3t-%of%b
                level=%of%
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: web}
            data: {session: %hidden%}
            ---
            apiVersion: keda.sh/v1alpha1
            kind: ScaledObject
            metadata: {name: api}
            spec: {scaleTargetRef: {name: api}, maxReplicaCount: 4, triggers: [{type: postgresql, metadata: {connection: "postgres://a:s3cr3t-%of%c@db/x", password: s3cr3t-%of%d}}]}
            ---
            apiVersion: example.org/v1
            kind: Tenant
            metadata: {name: acme}
            spec: {password: s3cr3t-%of%e, plan: %of%}

            """.Replace("%of%", of, StringComparison.Ordinal).Replace("%hidden%", hidden, StringComparison.Ordinal);
    }

    private static string Pipeline(string of) => """
        pipeline {
          environment { DEPLOY_TOKEN = 's3cr3t-%of%f'; REGISTRY_PASSWORD = "s3cr3t-%of%g"; KEY = credentials('key-%of%') }
          stages { stage('Deploy') { steps {
            sh 'docker login -u ci -p s3cr3t-%of%h registry.example.com'
            sh 'kubectl create secret generic db --from-literal=password=s3cr3t-%of%i'
            sh "curl --token s3cr3t-%of%j https://x:s3cr3t-%of%k@example.com"
          } } }
        }
        """.Replace("%of%", of, StringComparison.Ordinal);
}
