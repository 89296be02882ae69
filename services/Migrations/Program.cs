using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Migrations;
using ServiceDefaults;
using ServiceDefaults.Settings;

var builder = Host.CreateApplicationBuilder(args);
builder.AddJobDefaults();
builder.AddSettings(MigrationSettings.Read);
builder.Services.AddSingleton<Database>();

using var host = builder.Build();
host.CheckSettings();
return host.Services.GetRequiredService<Database>().Migrate(host.Services.GetRequiredService<ILoggerFactory>()) ? 0 : 1;
