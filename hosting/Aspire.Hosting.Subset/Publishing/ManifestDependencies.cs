using System.Globalization;

namespace Aspire.Hosting.Publishing;

/// <summary>What the manifest refers to without its being in the model: resources, formatted parameters, conditional values.</summary>
public sealed partial class ManifestPublishingContext
{
    private readonly Dictionary<string, IResource> _referenced = [];
    private readonly HashSet<object> _visiting = [];
    private readonly HashSet<string> _names = new(ResourceNames.Comparer);
    private readonly Dictionary<ParameterResource, Dictionary<string, string>> _formatted = [];
    private readonly Dictionary<string, ReferenceExpression> _conditionals = new(ResourceNames.Comparer);

    public void TryAddDependentResources(object? value)
    {
        if (value is ReferenceExpression expression)
        {
            RegisterParts(expression);
        }

        if (value is IResource resource)
        {
            if (_referenced.TryAdd(resource.Name, resource))
            {
                _names.Add(resource.Name);
            }
        }
        else if (value is IValueWithReferences composed && _visiting.Add(value))
        {
            foreach (var part in composed.References)
            {
                TryAddDependentResources(part);
            }

            _visiting.Remove(value);
        }
    }

    private string ExpressionOf(object? source, string expression)
    {
        if (source is not ReferenceExpression { IsConditional: false } reference)
        {
            return expression;
        }

        var parts = reference.ManifestExpressions.Select((part, index) =>
            FormattedName(reference.ValueProviders[index], reference.StringFormats[index]) is { } name ? $"{{{name}.value}}" : part);
        return string.Format(CultureInfo.InvariantCulture, reference.Format, [.. parts]);
    }

    private void RegisterParts(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            _names.Add(expression.Name);
            _conditionals.TryAdd(expression.Name, expression);
            RegisterParts(expression.WhenTrue);
            RegisterParts(expression.WhenFalse);
            return;
        }

        for (var i = 0; i < expression.ValueProviders.Count; i++)
        {
            _ = FormattedName(expression.ValueProviders[i], expression.StringFormats[i]);
            if (expression.ValueProviders[i] is ReferenceExpression { IsConditional: true } inner)
            {
                RegisterParts(inner);
            }
        }
    }

    /// <summary>{password:uri} becomes an entry password-uri-encoded of type annotated.string, which the deployment computes.</summary>
    private string? FormattedName(object provider, string? format)
    {
        var parameter = provider switch
        {
            ParameterResource direct => direct,
            ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource only] } => only,
            _ => null,
        };
        if (parameter is null || string.IsNullOrEmpty(format))
        {
            return null;
        }

        if (!_formatted.TryGetValue(parameter, out var names))
        {
            _formatted[parameter] = names = [];
        }

        if (!names.TryGetValue(format, out var name))
        {
            var wanted = $"{parameter.Name}-{format.ToLowerInvariant()}-encoded";
            name = wanted;
            for (var suffix = 1; !_names.Add(name); suffix++)
            {
                name = $"{wanted}-{suffix}";
            }

            names[format] = name;
        }

        return name;
    }

    private void WriteFormatted(ParameterResource parameter)
    {
        if (!_formatted.Remove(parameter, out var names))
        {
            return;
        }

        foreach (var (format, name) in names)
        {
            Writer.WriteStartObject(name);
            Writer.WriteString("type", "annotated.string");
            Writer.WriteString("value", parameter.ValueExpression);
            Writer.WriteString("filter", format);
            Writer.WriteEndObject();
        }
    }

    private async Task WriteDependenciesAsync(DistributedApplicationModel model)
    {
        foreach (var resource in model.Resources)
        {
            _referenced.Remove(resource.Name);
        }

        foreach (var resource in _referenced.Values.ToList())
        {
            await WriteResourceAsync(resource).ConfigureAwait(false);
        }

        foreach (var parameter in _formatted.Keys.ToList())
        {
            WriteFormatted(parameter);
        }

        foreach (var (name, conditional) in _conditionals)
        {
            Writer.WriteStartObject(name);
            Writer.WriteString("type", "value.v0");
            Writer.WriteString("connectionString", await conditional.GetValueAsync(new ValueProviderContext { ExecutionContext = ExecutionContext }, CancellationToken).ConfigureAwait(false) ?? "");
            Writer.WriteEndObject();
        }
    }
}
