namespace Services.Infrastructure;

/// <summary>The length-delimited fields of a protobuf message (https://protobuf.dev/programming-guides/encoding/).</summary>
internal static class ProtoField
{
    public static IEnumerable<byte[]> Read(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                0 => Skip(message, ref at),
                1 => 8,
                2 => (int)Varint(message, ref at),
                5 => 4,
                var wire => throw new InvalidDataException($"Wire type {wire} at {at}."),
            };
            if (tag >> 3 == (ulong)field && (tag & 7) == 2) yield return message[at..(at + length)];
            at += length;
        }
    }

    private static int Skip(byte[] message, ref int at)
    {
        Varint(message, ref at);
        return 0;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
