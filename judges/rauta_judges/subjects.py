"""The proxies that are judged: Rauta, HAProxy and nginx before one origin, with a plain port and a TLS port."""

import base64
import os
import re
from dataclasses import dataclass
from pathlib import Path

from rauta_judges import tools
from rauta_judges.process import JudgeError, Running

HTTP1 = "http/1.1"
HTTP2 = "h2c"
GRPC = "grpc"

GATEWAY = """\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {{name: judged}}
spec:
  gatewayClassName: rauta
  addresses: [{{type: IPAddress, value: 127.0.0.1}}]
  listeners:
    - {{name: plain, protocol: HTTP, port: {plain}}}
{secure}\
---
apiVersion: gateway.rauta.io/v1alpha1
kind: Backend
metadata: {{name: origin}}
spec:
{protocols}\
  endpoints:
    - ip: {{address: 127.0.0.1, port: {origin}}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: {kind}
metadata: {{name: all}}
spec:
  parentRefs: [{{name: judged}}]
  rules:
    - backendRefs: [{{group: gateway.rauta.io, kind: Backend, name: origin}}]
"""
SECURE_LISTENER = """\
    - name: secure
      protocol: HTTPS
      port: {port}
      tls: {{certificateRefs: [{{name: judged}}]}}
"""
SECRET = """\
---
apiVersion: v1
kind: Secret
metadata: {{name: judged}}
type: kubernetes.io/tls
data:
  tls.crt: {chain}
  tls.key: {key}
"""

HAPROXY = """\
global
  nbthread 1
  maxconn 2000
  ssl-default-bind-options ssl-min-ver TLSv1.2
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout http-request 10s
  timeout tunnel 60s
  http-reuse always
frontend in
  bind 127.0.0.1:{plain}
  bind 127.0.0.1:{secure} ssl crt {identity} alpn h2,http/1.1
  default_backend out
backend out
  server s1 127.0.0.1:{origin}{proto}
"""

NGINX = """\
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events {{ worker_connections 1000; }}
http {{
  access_log off;
  client_max_body_size 0;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
  upstream out {{ server 127.0.0.1:{origin}; keepalive 16; }}
  server {{
    listen 127.0.0.1:{plain}{plain_flags};
    listen 127.0.0.1:{secure} ssl http2;
    ssl_certificate {identity.chain};
    ssl_certificate_key {identity.key};
    ssl_protocols TLSv1.2 TLSv1.3;
    location / {{ {location} }}
  }}
}}
"""
NGINX_HTTP = """
      proxy_pass http://out;
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header Host $http_host;
      proxy_buffering off;
      proxy_request_buffering off;
"""
NGINX_GRPC = " grpc_pass grpc://out; "


@dataclass(frozen=True)
class Wiring:
    """What a subject stands before: where the origin listens and what it speaks."""

    origin: int
    speaks: str = HTTP1
    identity: object = None
    plain_http2: bool = False  # for nginx 1.22, whose plain port speaks one version only


@dataclass(frozen=True)
class Subject:
    """A proxy that serves."""

    name: str
    plain: int
    secure: int
    admin: int
    process: Running

    def complaints(self):
        """Lines of its log that tell of an exception, and whether it lives."""
        found = [line for line in self.process.output().splitlines() if re.search(r"\b\w+(Exception|Error)\b|LEAK", line)]
        if not self.process.alive:
            found.append("the process has ended")
        return found


def rauta(bench, wiring, settings=()):
    """The built artefact."""
    plain, secure, admin = bench.port(), bench.port(), bench.port()
    listener = SECURE_LISTENER.format(port=secure) if wiring.identity else ""
    protocols = "" if wiring.speaks == HTTP1 else "  appProtocols: [kubernetes.io/h2c]\n"
    kind = "GRPCRoute" if wiring.speaks == GRPC else "HTTPRoute"
    text = GATEWAY.format(plain=plain, secure=listener, protocols=protocols, origin=wiring.origin, kind=kind)
    if wiring.identity:
        coded = [base64.b64encode(f.read_bytes()).decode() for f in (wiring.identity.chain, wiring.identity.key)]
        text += SECRET.format(chain=coded[0], key=coded[1])
    site = bench.folder / f"site-{plain}.yaml"
    site.write_text(text)
    launcher = os.environ.get("RAUTA_LAUNCHER", tools.ROOT / "rauta")
    command = [launcher, "run", "--files", site, "--admin-address", f"127.0.0.1:{admin}", *settings]
    process = bench.start("rauta", command, [plain, admin] + ([secure] if wiring.identity else []))
    return Subject("rauta", plain, secure, admin, process)


def haproxy(bench, wiring):
    """HAProxy: the one that the benchmark builds, or Debian's."""
    plain, secure = bench.port(), bench.port()
    file = bench.folder / f"haproxy-{plain}.cfg"
    proto = "" if wiring.speaks == HTTP1 else " proto h2"
    text = HAPROXY.format(plain=plain, secure=secure, origin=wiring.origin, proto=proto, identity=_joined(wiring))
    file.write_text(text if wiring.identity else re.sub(r".* ssl crt .*\n", "", text))
    process = bench.start("haproxy", [_peer("haproxy"), "-db", "-q", "-f", file], [plain])
    return Subject("haproxy", plain, secure, 0, process)


def nginx(bench, wiring):
    """nginx: the one that the benchmark builds, or Debian's."""
    plain, secure = bench.port(), bench.port()
    file = bench.folder / f"nginx-{plain}.conf"
    folder = bench.folder / f"nginx-{plain}"
    folder.mkdir()
    text = NGINX.format(
        plain=plain,
        secure=secure,
        origin=wiring.origin,
        identity=wiring.identity or _Nobody,
        plain_flags=" http2" if wiring.plain_http2 else "",
        location=NGINX_GRPC if wiring.speaks == GRPC else NGINX_HTTP,
    )
    file.write_text(text if wiring.identity else re.sub(r".*ssl.*\n", "", text))
    command = [_peer("nginx"), "-p", folder, "-e", "stderr", "-c", file, "-g", "daemon off;"]
    return Subject("nginx", plain, secure, 0, bench.start("nginx", command, [plain]))


class _Nobody:
    chain = key = Path()


def _joined(wiring):
    return wiring.identity.joined() if wiring.identity else ""


def _peer(name):
    built = Path(os.environ.get("RAUTA_BENCH_CACHE", Path.home() / ".cache" / "rauta-bench")) / f"{name}-trixie"
    return built if os.access(built, os.X_OK) else tools.program(name, name)


ALL = {"rauta": rauta, "haproxy": haproxy, "nginx": nginx}


def start(name, bench, wiring):
    """Starts a subject by its name."""
    if name not in ALL:
        raise JudgeError(f"nobody is called {name}; there are {', '.join(ALL)}")
    return ALL[name](bench, wiring)
