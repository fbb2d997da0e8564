"""What clients speak with a proxy, and what it speaks with the origin, as each proxy is told."""

import base64
import subprocess
from dataclasses import dataclass
from pathlib import Path

from rauta_bench.process import BenchError

KEY, CHAIN = "bench.key", "bench.pem"

ENVOY_TLS = """
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
          common_tls_context:
            alpn_protocols: [ {protocols} ]
            tls_certificates: [ {{ certificate_chain: {{ filename: {chain} }}, private_key: {{ filename: {key} }} }} ]"""
ENVOY_HTTP2 = """
    typed_extension_protocol_options:
      envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
        "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
        explicit_http_config: { http2_protocol_options: {} }"""
SECRET = """\
---
apiVersion: v1
kind: Secret
metadata:
  name: bench
type: kubernetes.io/tls
data:
  tls.crt: {chain}
  tls.key: {key}
"""


@dataclass(frozen=True)
class Front:
    """One way through a proxy. gRPC means HTTP/2 on both sides."""

    secure: bool = False
    http2: bool = False
    grpc: bool = False

    @property
    def scheme(self):
        return "https" if self.secure else "http"

    def haproxy_bind(self, directory):
        """The options of HAProxy's bind line."""
        if self.secure:
            return f" ssl crt {_joined(directory)} alpn {'h2' if self.http2 else 'http/1.1'}"
        return " proto h2" if self.http2 else ""

    @property
    def haproxy_server(self):
        return " proto h2" if self.grpc else ""

    @property
    def nginx_listen(self):
        """The options of nginx's listen directive."""
        return (" ssl" if self.secure else "") + (" http2" if self.http2 else "")

    def nginx_tls(self, directory):
        if not self.secure:
            return ""
        return (
            f"ssl_certificate {directory / CHAIN}; ssl_certificate_key {directory / KEY};"
            " ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:bench:10m;"
        )

    @property
    def nginx_pass(self):
        return "grpc_pass grpc://out;" if self.grpc else "proxy_pass http://out; proxy_http_version 1.1;"

    def envoy_tls(self, directory):
        if not self.secure:
            return ""
        protocols = "h2" if self.http2 else "http/1.1"
        return ENVOY_TLS.format(protocols=protocols, chain=directory / CHAIN, key=directory / KEY)

    @property
    def envoy_cluster(self):
        return ENVOY_HTTP2 if self.grpc else ""

    @property
    def rauta_listener(self):
        """What follows the port of Rauta's listener."""
        return "    tls:\n      certificateRefs:\n      - name: bench\n" if self.secure else ""

    def rauta_secret(self, directory):
        if not self.secure:
            return ""
        chain, key = (base64.b64encode((directory / name).read_bytes()).decode() for name in (CHAIN, KEY))
        return SECRET.format(chain=chain, key=key)


PLAIN = Front()


def make_identity(directory: Path):
    """A key on P-256 and a certificate for it, the same for every proxy."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    command += ["-days", "7", "-keyout", KEY, "-out", CHAIN, "-subj", "/CN=bench.example"]
    command += ["-addext", "subjectAltName=DNS:*.bench.example,IP:127.0.0.1"]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchError(f"openssl: {done.stderr}")


def _joined(directory):
    file = directory / "bench.joined.pem"
    file.write_text((directory / CHAIN).read_text() + (directory / KEY).read_text())
    return file
