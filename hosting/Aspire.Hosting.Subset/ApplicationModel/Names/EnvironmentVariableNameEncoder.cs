using System.Text;

namespace Aspire.Hosting.ApplicationModel;

internal static class EnvironmentVariableNameEncoder
{
    /// <summary>my-db -> my_db, 1st -> _1st: what every shell accepts as a name.</summary>
    public static string Encode(string name)
    {
        if (name.Length == 0)
        {
            return name;
        }

        var encoded = new StringBuilder(name.Length + 1);
        if (char.IsAsciiDigit(name[0]))
        {
            encoded.Append('_');
        }

        foreach (var c in name)
        {
            encoded.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return encoded.ToString();
    }
}
