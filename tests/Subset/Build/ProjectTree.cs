using System.Diagnostics;
using System.Text;

namespace Subset.Build;

/// <summary>A folder outside the repository with an AppHost that imports the real targets, a service and a library; nothing in it is shared.</summary>
internal sealed class ProjectTree : IDisposable
{
    public ProjectTree()
    {
        Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <ArtifactsPath>$(MSBuildThisFileDirectory)artifacts</ArtifactsPath>
              </PropertyGroup>
            </Project>
            """);
        Write("Library/Library.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Write("My.Service-1/My.Service-1.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>""");
        Write("My.Service-1/Program.cs", """Console.WriteLine("service");""");
        Write("AppHost/AppHost.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{Targets}/AppHost.props" />
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(AppContext.BaseDirectory, "Aspire.Hosting.Subset.dll")}" />
                <ProjectReference Include="../My.Service-1/My.Service-1.csproj" />
                <ProjectReference Include="../Library/Library.csproj" IsAspireProjectResource="false" />
              </ItemGroup>
              <Import Project="{Targets}/AppHost.targets" />
            </Project>
            """);
        Write("AppHost/Program.cs", """
            using System.Reflection;
            IBuiltProjectMetadata service = new Projects.My_Service_1();
            Console.WriteLine($"service={service.ProjectPath}|{service.TargetPath}|{service.SuppressBuild}");
            Console.WriteLine($"apphost={Projects.AppHost.ProjectPath}");
            foreach (var fact in Assembly.GetEntryAssembly()!.GetCustomAttributes<AssemblyMetadataAttribute>()) Console.WriteLine($"{fact.Key}={fact.Value}");
            """);
    }

    public static string Targets { get; } = Path.Combine(Repository(), "hosting", "Aspire.Hosting.Subset", "build");

    public string Root { get; } = Directory.CreateTempSubdirectory("apphost-").FullName;

    /// <summary>What a process sees beside its inherited environment; null removes.</summary>
    public Dictionary<string, string?> Environment { get; } = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["ASPIRE_DCP_PATH"] = null,
        ["ASPIRE_DASHBOARD_PATH"] = null,
        ["AspireHosting"] = null,
    };

    public string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public void WriteProgram(string path, string script)
    {
        Write(path, script);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf(path), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public Task<(int ExitCode, string Output)> BuildAsync(params string[] arguments) =>
        RunAsync("dotnet", ["build", "AppHost", "-nologo", "-v:minimal", "-tl:off", "-clp:NoSummary", .. arguments]);

    public async Task<Dictionary<string, string>> FactsAsync()
    {
        var (_, output) = await RunAsync("dotnet", [PathOf("artifacts", "bin", "AppHost", "debug", "AppHost.dll")]);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line.Split('=')[0], line => line.Split('=', 2)[1]);
    }

    public async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        await Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.ToString());

        async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                lock (output) output.AppendLine(line);
            }
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>The folder of the solution.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "System.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("No System.sln above the tests.");
        return folder.FullName;
    }
}
