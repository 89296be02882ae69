using System.Buffers.Text;
using System.Text;

namespace Parity.Load;

/// <summary>Finds where an HTTP/1.1 answer ends and forgets its body (RFC 9112). Bytes are put into <see cref="Space"/> and taken with <see cref="Take"/>.</summary>
internal sealed class AnswerParser
{
    private readonly byte[] buffer = new byte[32 * 1024];
    private Part part;
    private bool hasBody;
    private long left;
    private int start;
    private int end;

    private enum Part
    {
        Head,
        Body,
        BodyToTheEnd,
        ChunkSize,
        Chunk,
        Trailer,
        Over,
    }

    public int Status { get; private set; }

    /// <summary>Whether the server keeps the connection open for another request.</summary>
    public bool IsReusable { get; private set; }

    /// <summary>Expects the answer to a request.</summary>
    /// <param name="hasBody">False for HEAD.</param>
    public void Begin(bool hasBody) => (this.hasBody, part, IsReusable) = (hasBody, Part.Head, false);

    /// <summary>Where the next bytes go.</summary>
    /// <exception cref="InvalidDataException">The answer has a head that is too long.</exception>
    public Memory<byte> Space()
    {
        if (start == end) start = end = 0;
        else if (end == buffer.Length && start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length) throw new InvalidDataException($"The answer has headers of more than {buffer.Length} bytes.");
        return buffer.AsMemory(end);
    }

    /// <summary>So many bytes have come, 0 when the server closed the connection; true when the answer is complete.</summary>
    /// <exception cref="InvalidDataException">It is no HTTP/1.1.</exception>
    /// <exception cref="EndOfStreamException">The connection was closed within the answer.</exception>
    public bool Take(int bytes)
    {
        if (bytes == 0) return part == Part.BodyToTheEnd ? true : throw new EndOfStreamException("The server closed the connection before the answer was complete.");
        end += bytes;
        while (part != Part.Over)
        {
            if (!Advance()) return false;
        }

        return true;
    }

    // False: it needs more bytes.
    private bool Advance()
    {
        switch (part)
        {
            case Part.Head:
                var length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8);
                if (length < 0) return false;
                var head = Head.Parse(buffer.AsSpan(start, length + 2));
                start += length + 4;
                // 1xx announces another answer.
                if (head.Status >= 200) Follow(head);
                return true;
            case Part.Body:
                if (!Skip()) return false;
                part = Part.Over;
                return true;
            case Part.Chunk:
                if (!Skip()) return false;
                part = Part.ChunkSize;
                return true;
            // 1a;name=value CRLF, 26 bytes, CRLF, … 0 CRLF, trailers, CRLF
            case Part.ChunkSize:
                if (!TryLine(out var line)) return false;
                if (!Utf8Parser.TryParse(line, out int size, out _, 'x')) throw new InvalidDataException("The answer has a chunk without a size.");
                (part, left) = size == 0 ? (Part.Trailer, 0) : (Part.Chunk, size + 2);
                return true;
            case Part.Trailer:
                if (!TryLine(out var field)) return false;
                if (field.IsEmpty) part = Part.Over;
                return true;
            default:
                start = end;
                return false;
        }
    }

    private void Follow(Head head)
    {
        Status = head.Status;
        IsReusable = !head.Closes;
        if (!hasBody || head.Status is 204 or 304) part = Part.Over;
        else if (head.IsChunked) part = Part.ChunkSize;
        else if (head.Length >= 0) (part, left) = (Part.Body, head.Length);
        else (part, IsReusable) = (Part.BodyToTheEnd, false);
    }

    private bool Skip()
    {
        var skipped = (int)Math.Min(left, end - start);
        left -= skipped;
        start += skipped;
        return left == 0;
    }

    private bool TryLine(out ReadOnlySpan<byte> line)
    {
        var length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8);
        line = length < 0 ? default : buffer.AsSpan(start, length);
        if (length >= 0) start += length + 2;
        return length >= 0;
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
