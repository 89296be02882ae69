using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace Parity.Authoring;

/// <summary>Asks a database the question that KEDA's postgresql scaler asks it in a cluster: one number in one row.</summary>
internal static class QueueCount
{
    public static async Task<double> ReadAsync(IResourceWithConnectionString database, string query, CancellationToken cancellation)
    {
        var text = await database.ConnectionStringExpression.GetValueAsync(cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"The address of '{database.Name}' is not known yet.");
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(text) { MaxPoolSize = 2, Timeout = 5, CommandTimeout = 5, ApplicationName = "scaling" }.ConnectionString);
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
#pragma warning disable CA2100 // The query is the author's.
            var command = new NpgsqlCommand(query, connection);
#pragma warning restore CA2100
            await using (command.ConfigureAwait(false))
                return Convert.ToDouble(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
        }
    }
}
