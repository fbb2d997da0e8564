"""What all scenarios share: a scratch folder, the origin, and started proxies."""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rauta_bench import fronts, machine, peers
from rauta_bench.load import HandshakeGenerator, Http2Generator, LoadGenerator
from rauta_bench.process import BenchError, Server, ask, require_free, stop_all
from rauta_bench.routes import generate, write_requests
from rauta_bench.tools import say

ORIGIN_BODY = 64
MESSAGE = b"\0\0\0\0\x40" + b"m" * 64


@dataclass(frozen=True)
class Started:
    """A proxy that serves."""

    proxy: peers.Proxy
    server: Server
    port: int
    seconds_to_serve: float
    idle_bytes: int

    @property
    def name(self):
        return self.proxy.name


class Session:
    """A scratch folder with a running origin; a context manager that stops all it started."""

    def __init__(self, tools, options):
        self.options = options
        self._tools = tools
        self._next_port = peers.FIRST_PROXY_PORT
        self.directory = Path(tempfile.mkdtemp(prefix="rauta-bench."))

    def __enter__(self):
        self._start_origin()
        return self

    def __exit__(self, kind, _value, _trace):
        stop_all()
        if kind is None:
            shutil.rmtree(self.directory, ignore_errors=True)
        else:
            say(f"files and logs of the failed scenario are in {self.directory}")

    def start(self, proxy, sample, pinned=True, front=fronts.PLAIN):
        """Starts a proxy and asks it for a sample request until it answers with the origin's body.

        It runs on the proxy's core, or on all of them where it is not pinned. What `front` names is
        spoken with it.
        """
        port = self._next_port
        self._next_port += 1
        require_free(port)
        launch = proxy.configure(self.directory, port)
        server = Server(
            proxy.name,
            launch.command,
            core=machine.proxy_core() if pinned else None,
            directory=self.directory,
            environment=launch.environment,
        )
        question = ask if front == fronts.PLAIN else self._question(front)
        request = (f"/{sample.service}/Call", sample.request[1]) if front.grpc else sample.request
        seconds = server.await_answer(port, request, question=question)
        status, body = question(port, request)
        if status != 200 or len(body) != (len(MESSAGE) if front.grpc else ORIGIN_BODY):
            raise BenchError(f"{proxy.name} answers {status} with {len(body)} bytes, not the origin's")
        return Started(proxy, server, port, seconds, machine.resident_bytes(server.pid))

    def generator(self, generated, edit=str):
        """A load generator that sends requests for the generated routes, each changed by `edit`."""
        file = self.directory / f"requests-{len(generated)}-{edit.__name__}.txt"
        write_requests(file, generated, edit)
        return LoadGenerator(self._tools, self.directory, file, peers.ORIGIN_STATUS_PORT)

    def generator_behind(self, front, generated):
        """A load generator that speaks as `front` names."""
        if front.http2:
            return Http2Generator(self._tools.h2load, self.directory, generated, peers.ORIGIN_STATUS_PORT, front)
        file = self.directory / "requests-tls.txt"
        write_requests(file, generated)
        return LoadGenerator(self._tools, self.directory, file, peers.ORIGIN_STATUS_PORT, front.scheme)

    def handshakes(self):
        """A generator of full TLS handshakes."""
        return HandshakeGenerator(peers.ORIGIN_STATUS_PORT)

    def _question(self, front):
        """Asks once with curl, which speaks all that a front may name; the status is 0 without an answer."""

        def question(port, request):
            path, headers = request
            command = ["curl", "-s", "-k", "--max-time", "2", "-o", "-", "-w", "\n%{http_code}"]
            command += [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
            if front.http2:
                command.append("--http2" if front.secure else "--http2-prior-knowledge")
            if front.grpc:
                command += ["-H", "Content-Type: application/grpc", "-H", "TE: trailers"]
                command += ["--data-binary", f"@{self.directory / 'message'}"]
            done = subprocess.run([*command, f"{front.scheme}://127.0.0.1:{port}{path}"], capture_output=True)
            body, _, status = done.stdout.rpartition(b"\n")
            return int(status or 0), body

        return question

    def _start_origin(self):
        for port in (peers.ORIGIN_PORT, peers.ORIGIN_STATUS_PORT, peers.ORIGIN_GRPC_PORT):
            require_free(port)
        (self.directory / "message").write_bytes(MESSAGE)
        self.directory.chmod(0o755)  # nginx's worker may be another user
        fronts.make_identity(self.directory)
        file = self.directory / "origin.conf"
        file.write_text(peers.ORIGIN_NGINX)
        command = peers.nginx_command(self._tools.nginx, self.directory, file)
        origin = Server("origin", command, core=machine.load_core(), directory=self.directory)
        origin.await_answer(peers.ORIGIN_PORT)


def default_routes():
    """The routes Rauta serves when a scenario asks for nothing else."""
    return generate(100)
