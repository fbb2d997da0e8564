"""The load: wrk or h2load for full speed, the bundled open-loop client for a fixed rate."""

import json
import re
import statistics
import subprocess
from dataclasses import dataclass

from rauta_bench import machine, routes
from rauta_bench.process import BenchError, ask

CONNECTIONS = 64
HTTP2_CONNECTIONS = 16
HTTP2_STREAMS = 32
HANDSHAKE_CLIENTS = 3
STATUS = 3  # which of wrk's errors counts statuses


@dataclass(frozen=True)
class FullLoad:
    """What one run at full speed cost the proxy."""

    requests: int
    requests_per_second: float
    user_micros: float
    system_micros: float
    errors: int
    origin_connects: int
    disturbance: float

    @property
    def cpu_micros(self):
        return self.user_micros + self.system_micros


@dataclass(frozen=True)
class HalfLoad:
    """Latencies of one run at a fixed rate, counted from the moment each request was due."""

    rate: float
    p50_micros: float
    p99_micros: float
    errors: int


class Generator:
    """Drives a loopback port from the load core. What drives it is up to each kind, in `_drive`."""

    def __init__(self, status_port):
        self._status_port = status_port

    def warm_up(self, server, port, seconds):
        """Full speed, nothing counted."""
        if seconds > 0:
            self._drive(server, port, seconds, False)

    def full(self, server, port, seconds, refused=False):
        """Runs at full speed and divides the proxy's CPU time by the answers.

        An answer with a status of 400 or more is an error, or any other where all are to be refused.
        """
        core = machine.proxy_core()
        connects = self._origin_connects()
        busy, steal = machine.core_busy(core)
        before = machine.cpu_time(server.pid)
        count, micros, errors = self._drive(server, port, seconds, refused)
        used = machine.cpu_time(server.pid) - before
        busy, steal = (b - a for a, b in zip((busy, steal), machine.core_busy(core)))
        if count == 0:
            raise BenchError(f"{server.name} answered nothing in {seconds} s")
        return FullLoad(
            requests=count,
            requests_per_second=count * 1e6 / micros,
            user_micros=used.user / count,
            system_micros=used.system / count,
            errors=errors,
            origin_connects=self._origin_connects() - connects,
            disturbance=max(0.0, busy + steal - used.total) / micros,
        )

    def _drive(self, server, port, seconds, refused):
        """Puts load on a port; returns answers, microseconds and errors."""
        raise NotImplementedError

    def _origin_connects(self):
        _, body = ask(self._status_port)
        return int(body.split()[7])


class LoadGenerator(Generator):
    """Sends the requests of one file over HTTP/1.1, in plain text or over TLS."""

    def __init__(self, tools, directory, requests, status_port, scheme="http"):
        super().__init__(status_port)
        self._tools = tools
        self._requests = requests
        self._scheme = scheme
        self._script = directory / "requests.lua"
        self._script.write_text(routes.WRK_SCRIPT)

    def half(self, server, port, seconds, rate):
        """Runs open loop at a rate."""
        command = [self._tools.paced, "127.0.0.1", port, f"{rate:.0f}", seconds, CONNECTIONS]
        command.append(self._requests)
        result = json.loads(_on_load_core(server, command, seconds))
        errors = result["non_2xx"] + result["broken"] + result["unanswered"]
        return HalfLoad(result["sent"] / result["seconds"], result["p50_us"], result["p99_us"], errors)

    def _drive(self, server, port, seconds, refused):
        command = [self._tools.wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", self._script]
        command += [f"{self._scheme}://127.0.0.1:{port}/", "--", self._requests]
        output = _on_load_core(server, command, seconds)
        result = re.search(r"^RESULT (.*)$", output, re.MULTILINE)
        if result is None:
            raise BenchError(f"wrk printed no result for {server.name}:\n{output}")
        count, micros, *errors = [int(field) for field in result[1].split()]
        if refused:
            errors[STATUS] = count - errors[STATUS]
        return count, micros, sum(errors)


class Http2Generator(Generator):
    """Sends requests over HTTP/2 with h2load: paths in turn, the same fields on each, or the same message."""

    def __init__(self, h2load, directory, generated, status_port, front):
        super().__init__(status_port)
        self._front = front
        self._command = [h2load, "-t1", f"-c{HTTP2_CONNECTIONS}", f"-m{HTTP2_STREAMS}"]
        _, fields = generated[0].request
        fields = {":authority": fields.pop("Host"), **fields, "user-agent": "bench/1", "accept": "*/*"}
        if front.grpc:
            self._command += ["-d", directory / "message"]
            fields |= {"content-type": "application/grpc", "te": "trailers"}
        self._command += [word for name, value in fields.items() for word in ("-H", f"{name}: {value}")]
        self._paths = [f"/{route.service}/Call" if front.grpc else route.request[0] for route in generated]
        self._file = directory / f"paths-{front.scheme}-{front.grpc}.txt"

    def _drive(self, server, port, seconds, refused):
        base = f"{self._front.scheme}://127.0.0.1:{port}"
        self._file.write_text("".join(f"{base}{path}\n" for path in self._paths))
        output = _on_load_core(server, [*self._command, f"-D{seconds}", "-i", self._file], seconds)
        done = re.search(r"requests: .* (\d+) done, (\d+) succeeded, (\d+) failed, (\d+) errored, (\d+) timeout", output)
        time = re.search(r"finished in ([0-9.]+)(m?s)", output)
        if done is None or time is None:
            raise BenchError(f"h2load printed no result for {server.name}:\n{output[-2000:]}")
        count, succeeded, *errors = map(int, done.groups())
        micros = float(time[1]) * (1e3 if time[2] == "ms" else 1e6)
        return count, micros, count - succeeded + sum(errors[1:])


class HandshakeGenerator(Generator):
    """Full handshakes of TLS 1.3, a few clients at once, each closing and connecting anew."""

    def _drive(self, server, port, seconds, refused):
        command = f"openssl s_time -connect 127.0.0.1:{port} -new -tls1_3 -time {seconds}"
        script = " ".join(f"{command} 2>/dev/null &" for _ in range(HANDSHAKE_CLIENTS)) + " wait"
        output = _on_load_core(server, ["sh", "-c", script], seconds)
        runs = re.findall(r"(\d+) connections in (\d+) real seconds", output)
        if len(runs) != HANDSHAKE_CLIENTS:
            raise BenchError(f"openssl printed no result for {server.name}:\n{output[-2000:]}")
        return sum(int(count) for count, _ in runs), seconds * 1e6, 0


def _on_load_core(server, command, seconds):
    pinned = ["taskset", "-c", str(machine.load_core()), *map(str, command)]
    client = subprocess.Popen(
        pinned, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        machine.take_precedence(client.pid)
        output, _ = client.communicate(timeout=seconds + 30)
    finally:
        client.kill()
        client.wait()
    server.require_alive()
    if client.returncode != 0:
        raise BenchError(f"{command[0]} on {server.name}: {output}")
    return output


def median_of(runs, field):
    """Median of one field over runs."""
    return statistics.median(getattr(run, field) for run in runs)
