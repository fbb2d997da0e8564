"""The load: wrk for full speed, the bundled open-loop client for a fixed rate."""

import json
import re
import statistics
import subprocess
from dataclasses import dataclass

from rauta_bench import machine, routes
from rauta_bench.process import BenchError, ask

CONNECTIONS = 64
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


class LoadGenerator:
    """Sends the requests of one file to a loopback port, from the load core."""

    def __init__(self, tools, directory, requests, status_port):
        self._tools = tools
        self._requests = requests
        self._status_port = status_port
        self._script = directory / "requests.lua"
        self._script.write_text(routes.WRK_SCRIPT)

    def warm_up(self, server, port, seconds):
        """Full speed, nothing counted."""
        if seconds > 0:
            self._wrk(server, port, seconds)

    def full(self, server, port, seconds, refused=False):
        """Runs at full speed and divides the proxy's CPU time by the answers.

        An answer with a status of 400 or more is an error, or any other where all are to be refused.
        """
        core = machine.proxy_core()
        connects = self._origin_connects()
        busy, steal = machine.core_busy(core)
        before = machine.cpu_time(server.pid)
        summary = self._wrk(server, port, seconds)
        used = machine.cpu_time(server.pid) - before
        busy, steal = (b - a for a, b in zip((busy, steal), machine.core_busy(core)))
        count, micros, *errors = summary
        if refused:
            errors[STATUS] = count - errors[STATUS]
        if count == 0:
            raise BenchError(f"{server.name} answered nothing in {seconds} s")
        return FullLoad(
            requests=count,
            requests_per_second=count * 1e6 / micros,
            user_micros=used.user / count,
            system_micros=used.system / count,
            errors=sum(errors),
            origin_connects=self._origin_connects() - connects,
            disturbance=max(0.0, busy + steal - used.total) / micros,
        )

    def half(self, server, port, seconds, rate):
        """Runs open loop at a rate."""
        command = [self._tools.paced, "127.0.0.1", port, f"{rate:.0f}", seconds, CONNECTIONS]
        command.append(self._requests)
        result = json.loads(self._on_load_core(server, command, seconds))
        errors = result["non_2xx"] + result["broken"] + result["unanswered"]
        return HalfLoad(result["sent"] / result["seconds"], result["p50_us"], result["p99_us"], errors)

    def _wrk(self, server, port, seconds):
        command = [self._tools.wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", self._script]
        command += [f"http://127.0.0.1:{port}/", "--", self._requests]
        output = self._on_load_core(server, command, seconds)
        result = re.search(r"^RESULT (.*)$", output, re.MULTILINE)
        if result is None:
            raise BenchError(f"wrk printed no result for {server.name}:\n{output}")
        return [int(field) for field in result[1].split()]

    def _on_load_core(self, server, command, seconds):
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

    def _origin_connects(self):
        _, body = ask(self._status_port)
        return int(body.split()[7])


def median_of(runs, field):
    """Median of one field over runs."""
    return statistics.median(getattr(run, field) for run in runs)
