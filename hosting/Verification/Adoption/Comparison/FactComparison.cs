using Parity.Verification.Adoption.Facts;

namespace Parity.Verification.Adoption.Comparison;

/// <summary>Holds the facts of all environments against each other, place by place.</summary>
internal sealed class FactComparison(IReadOnlyList<EnvironmentFacts> environments)
{
    public List<RawDifference> Differences { get; } = [];

    /// <summary>How many places were compared and found equal.</summary>
    public int Equal { get; private set; }

    public void Run()
    {
        var subjects = environments.SelectMany(each => each.Subjects.Select(facts => facts.Subject)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var subject in subjects) Compare(subject, [.. environments.Select(each => each.Find(subject))]);
    }

    private void Compare(string subject, SubjectFacts?[] tables)
    {
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sample in Order(tables))
        {
            if (sample.Unit.Length > 0 && covered.Contains(sample.Unit)) { covered.Add(sample.Path); continue; }
            var facts = new Fact?[tables.Length];
            var compared = new bool[tables.Length];
            for (var i = 0; i < tables.Length; i++)
            {
                facts[i] = tables[i]?.Find(sample.Path);
                // What is left over of a missing whole (a Service that selects nothing) is missing with it.
                var unit = facts[i]?.Unit ?? sample.Unit;
                compared[i] = (unit.Length == 0 || tables[i]?.HasUnit(unit) == true) && (facts[i] is not null || !environments[i].IsSilent(subject, sample.Path));
            }
            if (compared.Count(each => each) < 2 || sample.Groups) continue;
            var difference = new RawDifference(subject, Sample(facts, sample), facts, compared);
            if (sample.IsUnit ? UnitsAgree(difference, covered) : LeavesAgree(difference)) Equal++;
            else Differences.Add(difference);
        }
    }

    // A default stands on whichever fact brings one along.
    private static Fact Sample(Fact?[] facts, Fact first) => first.Default is not null ? first : facts.FirstOrDefault(fact => fact?.Default is not null) ?? first;

    private static IEnumerable<Fact> Order(SubjectFacts?[] tables)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            if (table is null) continue;
            foreach (var fact in table.All)
                if (seen.Add(fact.Path)) yield return fact;
        }
    }

    private static bool UnitsAgree(RawDifference difference, HashSet<string> covered)
    {
        var present = difference.Facts.OfType<Fact>().ToList();
        var kinds = present.Select(fact => fact.Kind).Distinct(StringComparer.Ordinal).Count();
        if (!difference.IsPartial) return kinds == 1;
        // The short form of a whole says what differs among those that have it: hpa 2-6 here, 3-12 there, none elsewhere.
        var whole = difference.Path is "hpa" || difference.Path.EndsWith("Probe", StringComparison.Ordinal);
        if (whole && present.Select(fact => fact.Value.Key).Distinct(StringComparer.Ordinal).Count() > 1) covered.Add(difference.Path);
        return false;
    }

    private static bool LeavesAgree(RawDifference difference)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < difference.Facts.Count; i++)
            if (difference.Compared[i]) keys.Add(difference.Facts[i]?.Value.Key ?? difference.Sample.Default?.Key ?? "\0");
        if (keys.Count <= 1) return true;
        var facts = difference.Facts.Where((_, index) => difference.Compared[index]).ToList();
        if (facts.Any(fact => fact is null)) return false;
        for (var reading = 0; reading < facts[0]!.Readings.Count; reading++)
        {
            var at = reading;
            if (facts.All(fact => fact!.Readings.Count > at && fact.Readings[at] == facts[0]!.Readings[at])) return true;
        }
        return false;
    }
}
