using System.Globalization;
using System.Net.Sockets;
using Parity.Model;

namespace Benchmarks.Rush;

/// <summary>Debian's nginx with a configuration of the benchmark's own, on a free port of loopback.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nginx-").FullName;
    private readonly int _port = Database.FreePort();
    private readonly Child _process;

    private Nginx(Func<string, int, string> http)
    {
        var file = Path.Combine(_folder, "nginx.conf");
        // No connection ends in the middle of a measurement.
        File.WriteAllText(file, $$"""
            daemon off;
            worker_processes auto;
            pid {{_folder}}/pid;
            error_log stderr error;
            events { worker_connections 4096; }
            http {
              client_body_temp_path {{_folder}}/body;
              proxy_temp_path {{_folder}}/proxy;
              fastcgi_temp_path {{_folder}}/fastcgi;
              uwsgi_temp_path {{_folder}}/uwsgi;
              scgi_temp_path {{_folder}}/scgi;
              keepalive_requests 1000000000;
              server_tokens off;
              tcp_nodelay on;
            {{http(_folder, _port)}}
            }
            """);
        _process = Child.Start(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", ["-e", "stderr", "-p", _folder, "-c", file]);
    }

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public Child Process => _process;

    /// <summary>Answers everything with the same JSON, at the least cost that there is.</summary>
    public static Task<Nginx> Backend(int bytes) => Start((_, port) => $$"""
          access_log off;
          server {
            listen 127.0.0.1:{{port}};
            location / {
              default_type application/json;
              return 200 '{"text":"{{new string('x', bytes - 11)}}"}';
            }
          }
        """);

    /// <summary>
    /// What our ingress does, said in nginx's words: the same table with its timeouts and retries, forwarded headers, kept connections,
    /// the access log that Debian has on (buffered, which Debian's is not) for the telemetry, a limit of connections for the limiter.
    /// </summary>
    public static Task<Nginx> Proxy(RouteTable routes, Uri backend) => Start((folder, port) => $$"""
          access_log {{folder}}/access.log combined buffer=64k flush=5s;
          limit_conn_zone $server_name zone=all:1m;
        {{string.Concat(routes.Workloads.Select(workload => $$"""
          upstream {{workload}} { server {{backend.Authority}}; keepalive 128; keepalive_requests 1000000000; }

        """))}}
          server {
            listen 127.0.0.1:{{port}};
            limit_conn all 1000;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_set_header X-Forwarded-Host $http_host;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_connect_timeout 2s;
        {{string.Concat(routes.Routes.Select(Location))}}
          }
        """);

    public async ValueTask DisposeAsync()
    {
        _process.Signal("QUIT");
        await _process.WaitForExit().WaitAsync(TimeSpan.FromSeconds(10));
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Location(Route route) => string.Create(CultureInfo.InvariantCulture, $$"""
            location {{Prefix(route)}} {
              proxy_pass http://{{route.Backends[0].Workload}};
              proxy_read_timeout {{route.Timeout.InOrAny("").TotalSeconds:0}}s;
              proxy_next_upstream {{(route.Retries > 0 ? "error timeout http_502 http_503 http_504" : "error")}};
            }

        """);

    private static string Prefix(Route route) => route.Match.Path is PathPattern.Prefix { Path: var path } ? path : throw new InvalidOperationException($"{route.Name} is no prefix.");

    private static async Task<Nginx> Start(Func<string, int, string> http)
    {
        var nginx = new Nginx(http);
        await nginx._process.WaitUntil(async () =>
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", nginx._port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        return nginx;
    }
}
