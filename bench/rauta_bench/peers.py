"""The proxies that are compared. Each forwards one loopback port to the origin.

All keep connections to the origin alive, have their timeouts on, run one worker and log nothing
per request. Rauta serves the generated routes, the peers a single route for everything.
"""

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from rauta_bench import routes, tools
from rauta_bench.fronts import PLAIN
from rauta_bench.process import BenchError

ORIGIN_PORT = 23000
ORIGIN_STATUS_PORT = 23001
ORIGIN_GRPC_PORT = 23002
FIRST_PROXY_PORT = 23010
ADMIN_OFFSET = 100

ORIGIN_NGINX = f"""\
worker_processes 1;
pid origin.pid;
error_log stderr warn;
events {{ worker_connections 16000; }}
http {{
  access_log off;
  default_type text/plain;
  keepalive_requests 1000000000;
  keepalive_timeout 3600s;
  server {{
    listen 127.0.0.1:{ORIGIN_PORT} reuseport backlog=4096;
    location / {{ return 200 "{'0123456789abcdef' * 4}"; }}
  }}
  server {{
    listen 127.0.0.1:{ORIGIN_GRPC_PORT} reuseport backlog=4096 http2;
    http2_max_concurrent_streams 1000;
    root .;
    default_type application/grpc;
    location / {{ error_page 405 =200 /message; add_trailer grpc-status 0; try_files /message =404; }}
  }}
  server {{
    listen 127.0.0.1:{ORIGIN_STATUS_PORT};
    location / {{ stub_status; }}
  }}
}}
"""

PROXY_NGINX = """\
worker_processes 1;
pid {name}.pid;
error_log stderr warn;
events {{ worker_connections 16000; }}
http {{
  access_log off;
  keepalive_requests 1000000000;
  keepalive_timeout 60s;
  upstream out {{
    server 127.0.0.1:{origin};
    keepalive 1024;
    keepalive_requests 1000000000;
  }}
  server {{
    listen 127.0.0.1:{port} reuseport backlog=4096{front.nginx_listen};
    {tls}
    location / {{
      {front.nginx_pass}
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_buffering off;
      proxy_connect_timeout 5s;
      proxy_read_timeout 30s;
      proxy_send_timeout 30s;
    }}
  }}
}}
"""

HAPROXY = """\
global
  nbthread 1
  maxconn 8000
defaults
  mode {mode}
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  timeout http-request 10s
{options}
frontend in
  bind 127.0.0.1:{port} backlog 4096{bind}
  default_backend out
backend out
  server s1 127.0.0.1:{origin} maxconn 4000{front.haproxy_server}
"""

ENVOY = """\
admin: {{ address: {{ socket_address: {{ address: 127.0.0.1, port_value: {admin} }} }} }}
static_resources:
  listeners:
  - name: in
    address: {{ socket_address: {{ address: 127.0.0.1, port_value: {port} }} }}
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: in
          codec_type: AUTO
          generate_request_id: false
          route_config:
            virtual_hosts:
            - name: all
              domains: ["*"]
              routes: [ {{ match: {{ prefix: "/" }}, route: {{ cluster: out, timeout: 30s }} }} ]
          http_filters:
          - name: envoy.filters.http.router
            typed_config: {{ "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router }}{tls}
  clusters:
  - name: out
    type: STATIC
    connect_timeout: 5s{front.envoy_cluster}
    circuit_breakers:
      thresholds: [ {{ max_connections: 10000, max_pending_requests: 10000, max_requests: 10000 }} ]
    load_assignment:
      cluster_name: out
      endpoints:
      - lb_endpoints:
        - endpoint: {{ address: {{ socket_address: {{ address: 127.0.0.1, port_value: {origin} }} }} }}
"""

TRAEFIK = """\
global: {{ checkNewVersion: false, sendAnonymousUsage: false }}
log: {{ level: ERROR }}
entryPoints: {{ web: {{ address: "127.0.0.1:{port}" }} }}
providers: {{ file: {{ filename: {dynamic}, watch: false }} }}
"""

TRAEFIK_DYNAMIC = """\
http:
  routers: {{ all: {{ rule: "PathPrefix(`/`)", service: out, entryPoints: [web] }} }}
  services: {{ out: {{ loadBalancer: {{ servers: [ {{ url: "http://127.0.0.1:{origin}" }} ] }} }} }}
  serversTransports: {{ default: {{ maxIdleConnsPerHost: 1000 }} }}
"""


@dataclass(frozen=True)
class Launch:
    """How to start a proxy."""

    command: list
    environment: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Proxy:
    """One row of the table: a program in one configuration.

    `configure(directory, port)` writes the files it reads and says how to start it.
    """

    name: str
    version: str
    configure: Callable[[Path, int], Launch]


def rauta_files(directory, port):
    """The folder that Rauta reads its files from."""
    return directory / f"rauta-{port}"


def origin_port(front):
    """Where the origin listens for what a proxy speaks with it."""
    return ORIGIN_GRPC_PORT if front.grpc else ORIGIN_PORT


def rauta(launcher, generated, name="rauta", settings=(), template=routes.ROUTE, front=PLAIN):
    """Rauta serving generated routes, with further flags."""

    def configure(directory, port):
        files = rauta_files(directory, port)
        routes.write_files(files, generated, port, origin_port(front), template, front)
        admin = f"127.0.0.1:{port + ADMIN_OFFSET}"
        return Launch([launcher, "run", "--files", files, "--admin-address", admin, *settings])

    return Proxy(name, _version([launcher, "version"], r"(\d+\.\d+\S*)"), configure)


def haproxy(name, binary, mode="http", front=PLAIN):
    """HAProxy; `mode` tcp relays bytes without looking at them."""

    def configure(directory, port):
        file = directory / f"{name}.cfg"
        options = "  http-reuse always" if mode == "http" else ""
        bind = front.haproxy_bind(directory)
        text = HAPROXY.format(mode=mode, options=options, port=port, origin=origin_port(front), bind=bind, front=front)
        file.write_text(text)
        return Launch([binary, "-db", "-q", "-f", file])

    return Proxy(name, _version([binary, "-v"], r"version (\d+\.\d+\.\d+)"), configure)


def nginx(name, binary, front=PLAIN):
    """nginx."""

    def configure(directory, port):
        file = directory / f"{name}.conf"
        tls = front.nginx_tls(directory)
        file.write_text(PROXY_NGINX.format(name=name, port=port, origin=origin_port(front), tls=tls, front=front))
        return Launch(nginx_command(binary, directory, file))

    return Proxy(name, _version([binary, "-v"], r"nginx/(\S+)"), configure)


def nginx_command(binary, directory, file):
    """The command line that runs nginx in the foreground with all its paths in a folder."""
    return [binary, "-p", directory, "-e", "stderr", "-c", file, "-g", "daemon off;"]


def envoy(binary, front=PLAIN):
    """Envoy."""

    def configure(directory, port):
        file = directory / "envoy.yaml"
        admin, tls = port + ADMIN_OFFSET, front.envoy_tls(directory)
        file.write_text(ENVOY.format(port=port, admin=admin, origin=origin_port(front), tls=tls, front=front))
        return Launch([binary, "-c", file, "--concurrency", "1", "-l", "error"])

    return Proxy("envoy", _version([binary, "--version"], r"/(\d+\.\d+\.\d+)"), configure)


def traefik(binary):
    """Traefik with its file provider."""

    def configure(directory, port):
        static, dynamic = directory / "traefik.yaml", directory / "traefik-dynamic.yaml"
        static.write_text(TRAEFIK.format(port=port, dynamic=dynamic))
        dynamic.write_text(TRAEFIK_DYNAMIC.format(origin=ORIGIN_PORT))
        return Launch([binary, f"--configFile={static}"], {"GOMAXPROCS": "1"})

    return Proxy("traefik", _version([binary, "version"], r"Version:\s+(\S+)"), configure)


def rust(binary):
    """The Rust original, which takes GET over HTTP/1.1 only."""

    def configure(_directory, port):
        environment = {
            "RAUTA_BIND_ADDR": f"127.0.0.1:{port}",
            "RAUTA_BACKEND_ADDR": f"127.0.0.1:{ORIGIN_PORT}",
            "RUST_LOG": "error",
            "TOKIO_WORKER_THREADS": "1",
        }
        return Launch([binary], environment)

    return Proxy("rust", "", configure)


def select_behind(front, names, options):
    """The proxies that speak more than HTTP/1.1 in plain text, by their names or all of them."""
    template = routes.CALL_ROUTE if front.grpc else routes.ROUTE
    makers = {
        "rauta": lambda: rauta(options.rauta, routes.of_one_host(100), template=template, front=front),
        "haproxy": lambda: haproxy("haproxy", tools.built_haproxy() or tools.find("haproxy"), front=front),
        "nginx": lambda: nginx("nginx", tools.built_nginx() or tools.find("nginx"), front),
        "envoy": lambda: _if_there(lambda binary: envoy(binary, front), tools.envoy()),
        "haproxy-system": lambda: haproxy("haproxy-system", tools.find("haproxy"), front=front),
        "nginx-system": lambda: nginx("nginx-system", tools.find("nginx"), front),
    }
    return _made(makers, names or ("rauta", "haproxy", "nginx", "envoy"))


def select(names, options):
    """The proxies of the names, or all that can be had here where no names are given."""
    makers = {
        "rauta": lambda: rauta(options.rauta, routes.generate(100)),
        "haproxy": lambda: haproxy("haproxy", tools.built_haproxy() or tools.find("haproxy")),
        "haproxy-tcp": lambda: haproxy("haproxy-tcp", tools.built_haproxy() or tools.find("haproxy"), "tcp"),
        "nginx": lambda: nginx("nginx", tools.built_nginx() or tools.find("nginx")),
        "envoy": lambda: _if_there(envoy, tools.envoy()),
        "haproxy-system": lambda: haproxy("haproxy-system", tools.find("haproxy")),
        "nginx-system": lambda: nginx("nginx-system", tools.find("nginx")),
        "traefik": lambda: _if_there(traefik, options.traefik),
        "rust": lambda: _if_there(rust, options.rust),
    }
    found = _made(makers, names or makers)
    absent = set(names or ()) - {proxy.name for proxy in found}
    if absent:
        raise BenchError(f"no program for {', '.join(sorted(absent))}; name it with --traefik or --rust")
    return found


def _made(makers, names):
    unknown = set(names) - set(makers)
    if unknown:
        raise BenchError(f"no proxy is called {', '.join(sorted(unknown))}; there are {', '.join(makers)}")
    return [proxy for proxy in (makers[name]() for name in names) if proxy is not None]


def _if_there(maker, binary):
    return maker(binary) if binary else None


def _version(command, pattern):
    if not os.access(command[0], os.X_OK):
        raise BenchError(f"{command[0]} is not an executable file")
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, timeout=600)
    found = re.search(pattern, done.stdout + done.stderr)
    return found[1] if found else ""
