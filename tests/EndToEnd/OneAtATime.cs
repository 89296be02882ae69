using Xunit.Sdk;
using Xunit.v3;

// Each of these tests runs a whole system; two at once on a small machine measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
