using System.Globalization;
using Parity.Model;
using Parity.Verification.Adoption.Sources;

namespace Parity.Verification.Adoption.Pipelines;

/// <summary>Reads the declarative pipelines of an environment (jenkins.io/doc/book/pipeline/syntax); of scripted ones the stages that they name.</summary>
internal sealed class JenkinsfileReader(Diagnostics diagnostics)
{
    // Blocks that only surround steps. withCredentials is compared on its own.
    private static readonly HashSet<string> Wrappers = new(
        ["script", "dir", "withCredentials", "withEnv", "timeout", "retry", "container", "node", "ws", "ansiColor", "timestamps", "lock", "catchError", "warnError", "withDockerRegistry", "sshagent", "withKubeConfig", "configFileProvider", "withMaven", "withSonarQubeEnv"], StringComparer.Ordinal);

    public Jenkinsfile Read(string environment, IReadOnlyList<SourceFile> files)
    {
        var head = new Dictionary<string, Part>(StringComparer.Ordinal);
        var stages = new List<Stage>();
        foreach (var file in files) ReadFile(file, head, stages);
        return new(environment, new("", 1, head, false), stages);
    }

    private void ReadFile(SourceFile file, Dictionary<string, Part> head, List<Stage> stages)
    {
        var statements = new GroovyReader(file, diagnostics).Read();
        var pipeline = statements.FirstOrDefault(each => each is { Word: "pipeline", Body: not null });
        if (pipeline is null)
        {
            var line = statements.FirstOrDefault(each => each.Body is not null)?.Line ?? 1;
            diagnostics.Problem("ADOPT-034", file.Path, line, "Not a declarative pipeline: no pipeline { … }. Only the stages that it names were read.", "Compare it by hand, or make it declarative.");
            foreach (var each in statements) ReadStages(each, stages, file);
            return;
        }
        ReadParts(pipeline, head);
        foreach (var each in pipeline.Body!) if (each.Word == "stages") ReadStages(each, stages, file);
    }

    private void ReadStages(Statement statement, List<Stage> stages, SourceFile file, bool beside = false)
    {
        foreach (var each in (IEnumerable<Statement>)[statement, .. statement.Word == "stage" ? [] : statement.Body ?? []])
        {
            if (each == statement && each.Word != "stage") continue;
            if (each is { Word: "stage", Body: { } body })
            {
                var parts = new Dictionary<string, Part>(StringComparer.Ordinal);
                ReadParts(each, parts);
                var steps = body.Any(inner => inner.Word is "steps" or "parallel" or "stages" or "matrix") ? each.Blocks("steps").SelectMany(block => block.Body!).ToList() : [.. body];
                var texts = new List<string>();
                var credentials = new List<string>();
                Flatten(steps, texts, credentials);
                // An approval is one as a directive of the stage and as a step in it.
                if (texts.FirstOrDefault(IsInput) is { } asked)
                {
                    texts.RemoveAll(IsInput);
                    parts.TryAdd("input", Input(new Statement(asked, each.Line, null)));
                }
                if (texts.Count > 0) parts["steps"] = new(string.Join('\n', texts.Select(StepText.Key)), texts.Select(Sensitive.Mask).ToList());
                if (credentials.Count > 0) parts["withCredentials"] = Part.Of(string.Join(", ", credentials.Distinct(StringComparer.Ordinal)));
                var name = StepText.Unquoted(each.Arguments);
                if (stages.Any(other => other.Name == name)) diagnostics.Problem("ADOPT-035", file.Path, each.Line, $"A second stage named '{name}'; only the first is compared.", "Give it another name.");
                else stages.Add(new(name, each.Line, parts, texts.Any(StepText.BuildsImage)) { IsBeside = beside });
                foreach (var group in body.Where(inner => inner.Word is "parallel" or "stages" or "matrix")) ReadStages(group, stages, file, beside || group.Word is "parallel" or "matrix");
            }
            else if (each.Body is not null) ReadStages(each, stages, file, beside);
        }
    }

    private static void ReadParts(Statement owner, Dictionary<string, Part> parts)
    {
        foreach (var block in owner.Body!)
        {
            switch (block.Word)
            {
                case "environment": foreach (var each in block.Body ?? []) AddVariable(parts, each); break;
                case "options": foreach (var each in block.Body ?? []) AddOption(parts, each); break;
                case "triggers": parts["triggers"] = Joined(block); break;
                case "parameters": foreach (var each in block.Body ?? []) parts[$"parameters {StepText.Argument(each.Arguments, "name") ?? each.Word}"] = new(StepText.Key(each.ToString()), each.ToString()); break;
                case "tools": foreach (var each in block.Body ?? []) parts[$"tools {each.Word}"] = Part.Of(StepText.Unquoted(each.Arguments)); break;
                case "agent": parts["agent"] = block.Body is null ? Part.Of(block.Arguments) : Joined(block); break;
                case "when": parts["when"] = Conditions(block); break;
                case "input": parts["input"] = Input(block); break;
                case "post": foreach (var each in block.Body ?? []) AddPost(parts, each); break;
                case "matrix": AddMatrix(parts, block); break;
                case "failFast": parts["failFast"] = Part.Of(block.Arguments); break;
            }
        }
    }

    // matrix { axes { axis { name 'OS'; values 'linux', 'windows' } } excludes { exclude { … } } }
    private static void AddMatrix(Dictionary<string, Part> parts, Statement matrix)
    {
        foreach (var axis in matrix.Body?.Where(each => each.Word == "axes").SelectMany(each => each.Body ?? []) ?? [])
        {
            var name = axis.Body?.FirstOrDefault(each => each.Word == "name")?.Arguments;
            if (name is not null) parts[$"matrix {StepText.Unquoted(name)}"] = Part.Of(string.Join(" ", axis.Body!.Where(each => each.Word != "name").Select(each => each.ToString())));
        }
        foreach (var excludes in matrix.Body?.Where(each => each.Word == "excludes") ?? []) parts["matrix excludes"] = Part.Of(string.Join(" ", excludes.Body!.Select(each => each.ToString())));
    }

    // Conditions hold together, in any order; allOf around all of them says that again.
    private static Part Conditions(Statement when)
    {
        var inner = when.Body is [{ Word: "allOf", Body: { } all }] ? all : when.Body ?? [];
        return new(string.Join('\n', inner.Select(each => StepText.Key(each.ToString())).Order(StringComparer.Ordinal)), string.Join(" ", when.Body?.Select(each => each.ToString()) ?? []));
    }

    private static Part Joined(Statement block)
    {
        var text = string.Join(" ", block.Body!.Select(each => each.ToString()));
        return new(string.Join('\n', block.Body!.Select(each => StepText.Key(each.ToString()))), text);
    }

    private static void AddVariable(Dictionary<string, Part> parts, Statement statement)
    {
        var equals = statement.Head.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) return;
        var name = statement.Head[..equals].Trim();
        var value = StepText.Unquoted(statement.Head[(equals + 1)..].Trim());
        parts[$"environment {name}"] = new(StepText.Key(value), value.StartsWith("credentials(", StringComparison.Ordinal) ? value : Sensitive.Show(name, value));
    }

    private static void AddOption(Dictionary<string, Part> parts, Statement option)
    {
        var arguments = option.Arguments;
        if (option.Word == "timeout" && double.TryParse(StepText.Argument(arguments, "time"), CultureInfo.InvariantCulture, out var time))
        {
            var factor = StepText.Argument(arguments, "unit") switch { "HOURS" => 60d, "SECONDS" => 1 / 60d, "DAYS" => 1440d, _ => 1d };
            var minutes = time * factor;
            parts["options timeout"] = new($"{minutes:0.###}", minutes == Math.Floor(minutes) ? (long)minutes : minutes.ToString("0.###", CultureInfo.InvariantCulture));
            return;
        }
        parts[$"options {option.Word}"] = Part.Of(arguments.Length == 0 ? "present" : arguments);
    }

    private static bool IsInput(string step) => step == "input" || step.StartsWith("input ", StringComparison.Ordinal) || step.StartsWith("input(", StringComparison.Ordinal);

    private static Part Input(Statement block)
    {
        string? Text(string word) => block.Body?.FirstOrDefault(each => each.Word == word) is { } given ? StepText.Unquoted(given.Arguments) : StepText.Argument(block.Arguments, word);
        var message = Text("message") ?? StepText.Unquoted(block.Arguments);
        return Part.Of(Text("submitter") is { } submitter ? $"{message} ({submitter})" : message);
    }

    private static void AddPost(Dictionary<string, Part> parts, Statement condition)
    {
        var texts = new List<string>();
        Flatten(condition.Body ?? [], texts, []);
        var shown = texts.Select(text => text.StartsWith("mail ", StringComparison.Ordinal) || text.StartsWith("mail(", StringComparison.Ordinal) ? $"mail to {StepText.Argument(text, "to")}" : Sensitive.Mask(text)).ToList();
        parts[$"post {condition.Word}"] = new(string.Join('\n', texts.Select(StepText.Key)), shown.Count == 1 ? shown[0] : shown);
    }

    private static void Flatten(IEnumerable<Statement> steps, List<string> texts, List<string> credentials)
    {
        foreach (var step in steps)
        {
            if (step.Body is null)
            {
                texts.Add(step.Head);
                continue;
            }
            if (step.Word is "withCredentials" or "sshagent" or "withKubeConfig" or "withDockerRegistry") credentials.AddRange(CredentialIds(step));
            if (step.Word == "stage") continue;
            if (!Wrappers.Contains(step.Word) || step.Word is "dir" or "withEnv" or "container" or "retry" or "timeout" or "catchError") texts.Add(step.Head);
            Flatten(step.Body, texts, credentials);
        }
    }

    private static IEnumerable<string> CredentialIds(Statement step)
    {
        var rest = step.Arguments;
        if (step.Word == "sshagent") return [rest.Trim('[', ']', '\'', '"', '(', ')', ' ')];
        return rest.Split("credentialsId", StringSplitOptions.None).Skip(1).Select(part => StepText.Argument($"id{part}", "id") ?? "");
    }
}
