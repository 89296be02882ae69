using System.Buffers.Text;
using System.Text;

namespace Parity.Load;

/// <summary>Reads HTTP/1.1 answers from a stream and forgets their bodies (RFC 9112).</summary>
internal sealed class ResponseReader(Stream stream)
{
    private readonly byte[] buffer = new byte[32 * 1024];
    private int start;
    private int end;

    public bool IsReusable { get; private set; }

    public async ValueTask<int> ReadAsync(bool hasBody)
    {
        IsReusable = false;
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0) await MoreAsync().ConfigureAwait(false);
        var head = Head.Parse(buffer.AsSpan(start, length + 2));
        start += length + 4;
        if (head.Status < 200) return await ReadAsync(hasBody).ConfigureAwait(false);
        if (!hasBody || head.Status is 204 or 304)
        {
        }
        else if (head.IsChunked)
        {
            await SkipChunksAsync().ConfigureAwait(false);
        }
        else if (head.Length >= 0)
        {
            await SkipAsync(head.Length).ConfigureAwait(false);
        }
        else
        {
            await SkipToEndAsync().ConfigureAwait(false);
            return head.Status;
        }

        IsReusable = !head.Closes;
        return head.Status;
    }

    // 1a;name=value CRLF, 26 bytes, CRLF, … 0 CRLF, trailers, CRLF
    private async ValueTask SkipChunksAsync()
    {
        for (; ; )
        {
            var line = await LineAsync().ConfigureAwait(false);
            if (!Utf8Parser.TryParse(buffer.AsSpan(line.Start, line.Length), out int size, out _, 'x')) throw new InvalidDataException("The answer has a chunk without a size.");
            if (size == 0) break;
            await SkipAsync(size + 2).ConfigureAwait(false);
        }

        while ((await LineAsync().ConfigureAwait(false)).Length > 0)
        {
        }
    }

    private async ValueTask<(int Start, int Length)> LineAsync()
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0) await MoreAsync().ConfigureAwait(false);
        var from = start;
        start += length + 2;
        return (from, length);
    }

    private async ValueTask SkipAsync(long bytes)
    {
        while (bytes > end - start)
        {
            bytes -= end - start;
            start = end;
            await MoreAsync().ConfigureAwait(false);
        }

        start += (int)bytes;
    }

    private async ValueTask SkipToEndAsync()
    {
        while (await stream.ReadAsync(buffer).ConfigureAwait(false) > 0)
        {
        }
    }

    private async ValueTask MoreAsync()
    {
        if (start == end) start = end = 0;
        else if (end == buffer.Length && start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) throw new InvalidDataException($"The answer has headers of more than {buffer.Length} bytes.");
        var read = await stream.ReadAsync(buffer.AsMemory(end)).ConfigureAwait(false);
        if (read == 0) throw new EndOfStreamException("The server closed the connection before the answer was complete.");
        end += read;
    }

    private readonly record struct Head(int Status, long Length, bool IsChunked, bool Closes)
    {
        // HTTP/1.1 200 OK CRLF, then lines that each end in CRLF
        public static Head Parse(ReadOnlySpan<byte> text)
        {
            if (text.Length < 12 || !text.StartsWith("HTTP/1."u8) || !Utf8Parser.TryParse(text.Slice(9, 3), out int status, out _)) throw new InvalidDataException("The answer is not HTTP/1.1.");
            var closes = text[7] == '0';
            long length = -1;
            var chunked = false;
            for (var line = text.IndexOf("\r\n"u8) + 2; line < text.Length;)
            {
                var size = text[line..].IndexOf("\r\n"u8);
                var field = text.Slice(line, size);
                if (Is(field, "content-length:"u8)) _ = Utf8Parser.TryParse(field[15..].Trim((byte)' '), out length, out _);
                else if (Is(field, "transfer-encoding:"u8)) chunked = true;
                else if (Is(field, "connection:"u8)) closes = Ascii.EqualsIgnoreCase(field[11..].Trim((byte)' '), "close"u8);
                line += size + 2;
            }

            return new(status, length, chunked, closes);
        }

        private static bool Is(ReadOnlySpan<byte> field, ReadOnlySpan<byte> name) => field.Length >= name.Length && Ascii.EqualsIgnoreCase(field[..name.Length], name);
    }
}
