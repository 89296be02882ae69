using System.Collections;
using System.Reflection;
using Parity.Model;

namespace Emission.Properties;

/// <summary>Every way to change one leaf of a value: a new member of the model is found here without a further line.</summary>
internal static class Leaves
{
    private static readonly MethodInfo Freeze = typeof(Sequence).GetMethod(nameof(Sequence.ToSequence))!;

    /// <summary>The path of each leaf, and the whole value with that leaf changed.</summary>
    public static IEnumerable<(string Path, object Changed)> Of(object value, string path = "") => value switch
    {
        string text => [(path, text.Length == 0 ? "changed" : $"{text}x")],
        bool flag => [(path, !flag)],
        int number => [(path, number + 1)],
        double number => [(path, number + 1), ($"{path} a little", number + 0.0001)],
        TimeOnly time => [(path, time.AddMinutes(1)), ($"{path} a little", time.Add(TimeSpan.FromMilliseconds(1)))],
        TimeSpan time => [(path, time + TimeSpan.FromSeconds(1)), ($"{path} a little", time + TimeSpan.FromTicks(1))],
        Version version => [($"{path}.major", new Version(version.Major + 1, version.Minor)), ($"{path}.minor", new Version(version.Major, version.Minor + 1)), ($"{path}.patch", new Version(version.Major, version.Minor, 1))],
        Uri uri => [(path, new Uri($"{uri.Scheme}://other.example.com:{uri.Port + 1}")), ($"{path} path", new Uri(uri, "other/"))],
        Enum choice => Enum.GetValues(choice.GetType()).Cast<object>().Where(other => !other.Equals(choice)).Select(other => ($"{path}={other}", other)),
        _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Sequence<>) => OfSequence((IEnumerable)value, type.GetGenericArguments()[0], path),
        Map<string, string> map => OfMap(map, path),
        Map<string, int> map => OfMap(map, path),
        Map<string, bool> map => OfMap(map, path),
        Map<string, Capacity> map => OfMap(map, path),
        Map<string, AutoscalingDifference> map => OfMap(map, path),
        Map<string, Probe> map => OfMap(map, path),
        Map<string, TimeSpan> map => OfMap(map, path),
        _ => OfRecord(value, path),
    };

    private static IEnumerable<(string Path, object Changed)> OfRecord(object value, string path) =>
        from property in value.GetType().GetProperties()
        where property.CanWrite && property.GetIndexParameters().Length == 0 && property.GetValue(value) is not null
        from leaf in Of(property.GetValue(value)!, $"{path}.{property.Name}")
        select (leaf.Path, With(value, property, leaf.Changed));

    private static object With(object value, PropertyInfo property, object changed)
    {
        var copy = value.GetType().GetMethod("<Clone>$")!.Invoke(value, null)!;
        property.SetValue(copy, changed);
        return copy;
    }

    private static IEnumerable<(string Path, object Changed)> OfSequence(IEnumerable sequence, Type type, string path)
    {
        object[] items = [.. sequence.Cast<object>()];
        for (var index = 0; index < items.Length; index++)
        {
            yield return ($"{path}[{index}] removed", Frozen(type, items.Where((_, other) => other != index)));
            foreach (var (leaf, changed) in Of(items[index], $"{path}[{index}]")) yield return (leaf, Frozen(type, items.Select((item, other) => other == index ? changed : item)));
        }
    }

    private static object Frozen(Type type, IEnumerable<object> items)
    {
        var typed = typeof(Enumerable).GetMethod(nameof(Enumerable.Cast))!.MakeGenericMethod(type).Invoke(null, [items]);
        return Freeze.MakeGenericMethod(type).Invoke(null, [typed])!;
    }

    private static IEnumerable<(string Path, object Changed)> OfMap<T>(Map<string, T> map, string path) =>
        map.SelectMany(entry => Of(entry.Value!, $"{path}[{entry.Key}]").Select(leaf => (leaf.Path, (object)map.With(entry.Key, (T)leaf.Changed)))
            .Append(($"{path}[{entry.Key}] removed", map.Without(entry.Key))));
}
