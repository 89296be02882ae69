namespace Aspire.Hosting;

/// <summary>
/// A project of which the program that the build made is known, so that it can be started without a nested <c>dotnet run</c>.
/// The one public type here that Aspire.Hosting does not have; only generated <c>Projects.*</c> classes implement it.
/// </summary>
public interface IBuiltProjectMetadata : IProjectMetadata
{
    /// <summary>The assembly that the build made: MSBuild's TargetPath.</summary>
    string TargetPath { get; }
}
