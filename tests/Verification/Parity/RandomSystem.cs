using CsCheck;
using Emission;
using Parity.Model;

namespace Verification.Matrix;

/// <summary>Systems that differ at random, each with the differences that were put into it.</summary>
/// <param name="Topology">The system.</param>
/// <param name="Declared">Workload and leaf of each difference between dev and staging.</param>
internal sealed record RandomSystem(Topology Topology, IReadOnlyList<(string Workload, string Leaf)> Declared)
{
    private static readonly string[] Names = ["orders", "catalog", "shop", "dev", "staging", "worker-1"];

    /// <summary>One to six services that call each other, dev and staging of any ingress.</summary>
    public static Gen<RandomSystem> Any { get; } =
        from count in Gen.Int[1, Names.Length]
        from workloads in All(Enumerable.Range(0, count).Select(Workload))
        from environments in OneOf<Parity.Model.Environment[]>([Shop.Dev, Shop.Staging], [Shop.Dev, Shop.Staging with { Ingress = new IngressKind.Gateway("gateways", "cilium"), Capabilities = new(new(1, 33), new(0, 0)) }], [Shop.Staging with { Name = "dev", Order = 1, Host = "a.example.com" }, Shop.Staging])
        select new RandomSystem(
            new Topology("shop", [.. environments], [.. workloads.Select(workload => workload.Workload)], RouteTable.Of()),
            [.. workloads.SelectMany(workload => workload.Declared)]);

    private static Gen<(Workload Workload, (string, string)[] Declared)> Workload(int index) =>
        from replicas in Two(Gen.Int[1, 3])
        from memory in Two(Gen.Int[64, 66])
        from mode in Two(OneOf("", "a", "dev", "staging", "shop-dev"))
        from secret in Two(OneOf("db", "db-dev"))
        from presence in Two(OneOf(true, true, true, false))
        from callee in Gen.Int[0, Math.Max(0, index - 1)]
        from kind in OneOf(WorkloadKind.Service, WorkloadKind.Service, WorkloadKind.Worker)
        let isThere = presence is not (false, false)
        let name = Names[index]
        select (
            Shop.Catalog with
            {
                Name = name,
                Kind = kind,
                Image = new Image.Built(name),
                WaitsFor = [],
                Replicas = Declare(replicas),
                Capacity = Declare((new Capacity(100, memory.Dev, 64), new Capacity(100, memory.Staging, 64))),
                Settings = [new Setting("Mode", Declare(mode)), new Setting("Size", Same("20"))],
                Secrets = [new Secret("ConnectionStrings__db", Declare(secret), "text")],
                Presence = isThere ? Declare(presence) : Same(true),
                References = index == 0 ? [] : [new Reference(Names[callee], "http")],
            },
            Leaves(name, ("replicas", replicas.Dev != replicas.Staging), ("capacity", memory.Dev != memory.Staging), ("setting Mode", mode.Dev != mode.Staging), ("secret ConnectionStrings__db", secret.Dev != secret.Staging), ("presence", isThere && presence.Dev != presence.Staging)));

    private static (string, string)[] Leaves(string name, params (string Leaf, bool Differs)[] leaves) => [.. leaves.Where(leaf => leaf.Differs).Select(leaf => (name, leaf.Leaf))];

    private static Gen<T[]> All<T>(IEnumerable<Gen<T>> gens) => gens.Aggregate(Gen.Const(Array.Empty<T>()), (all, gen) => from items in all from item in gen select (T[])[.. items, item]);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<(T Dev, T Staging)> Two<T>(Gen<T> one) => from dev in one from staging in one select (dev, staging);

    private static Declared<T> Same<T>(T value) => Parity.Model.Declared.Everywhere(value);

    private static Declared<T> Declare<T>((T Dev, T Staging) values) where T : notnull =>
        values.Dev.Equals(values.Staging) ? Same(values.Dev) : Parity.Model.Declared.Per("it was put in", ("dev", values.Dev), ("staging", values.Staging));
}
