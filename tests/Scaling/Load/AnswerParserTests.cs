using System.Text;
using Parity.Load;

namespace Scaling.Load;

public class AnswerParserTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", true, 200, true)]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello", true, 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\nTrailer: x\r\n\r\n", true, 200, true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", false, 200, true)]
    [InlineData("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", true, 304, true)]
    [InlineData("HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection:  close \r\n\r\n", true, 503, false)]
    public void An_answer_is_complete_with_its_last_byte_however_it_is_cut(string answer, bool hasBody, int status, bool reusable)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);
        for (var cut = 1; cut <= bytes.Length; cut++)
        {
            var parser = new AnswerParser();
            parser.Begin(hasBody);
            var complete = false;
            for (var at = 0; at < bytes.Length; at += cut)
            {
                Assert.False(complete);
                var piece = bytes.AsMemory(at, Math.Min(cut, bytes.Length - at));
                piece.CopyTo(parser.Space());
                complete = parser.Take(piece.Length);
            }

            Assert.Equal((true, status, reusable), (complete, parser.Status, parser.IsReusable));
        }
    }

    [Fact]
    public void A_body_without_a_length_ends_with_its_connection_and_nothing_else_may()
    {
        var parser = new AnswerParser();
        Assert.False(Give(parser, "HTTP/1.1 200 OK\r\n\r\nso far"));
        Assert.True(parser.Take(0));
        Assert.False(parser.IsReusable);

        Assert.False(Give(parser, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nso far"));
        Assert.Throws<EndOfStreamException>(() => parser.Take(0));
    }

    [Fact]
    public void A_head_without_an_end_is_refused()
    {
        var parser = new AnswerParser();
        parser.Begin(true);

        Assert.Throws<InvalidDataException>(() => Enumerable.Range(0, 100).Any(_ => parser.Take(parser.Space().Length)));
    }

    private static bool Give(AnswerParser parser, string text)
    {
        parser.Begin(true);
        Encoding.ASCII.GetBytes(text).CopyTo(parser.Space());
        return parser.Take(text.Length);
    }
}
