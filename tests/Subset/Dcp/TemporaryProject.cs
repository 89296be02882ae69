namespace Subset.Dcp;

/// <summary>A console project outside the repository, so that none of its build settings apply.</summary>
internal sealed class TemporaryProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("subset-project-");

    public TemporaryProject(string program)
    {
        File.WriteAllText(Path, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(System.IO.Path.Combine(_folder.FullName, "Program.cs"), program);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "Tool.csproj");

    public void Dispose() => _folder.Delete(recursive: true);
}
