using System.Security.Cryptography;
using System.Text;
using k8s;
using Parity.Emission;
using Parity.Model;

namespace Parity.Delivery;

/// <summary>A name for a model: what all environments would hold, images apart.</summary>
public static class ModelHash
{
    public static string Of(Topology topology)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (environment, objects) in Emitter.Emit(topology, []).Objects)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(environment));
            foreach (var one in objects) hash.AppendData(Encoding.UTF8.GetBytes(KubernetesJson.Serialize(one.Value)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 10));
    }
}
