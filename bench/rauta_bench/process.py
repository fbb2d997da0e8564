"""Processes that the benchmark starts, and stops again by their own id whatever happens."""

import atexit
import http.client
import os
import signal
import socket
import subprocess
import time

from rauta_bench import machine

_running = []


class BenchError(Exception):
    """The benchmark cannot go on; the message says why."""


class Server:
    """One started process with its descendants, pinned to a core."""

    def __init__(self, name, command, *, core, directory, environment=None):
        self.name = name
        self.log = directory / f"{name}.log"
        pinned = command if core is None else ["taskset", "-c", str(core), *map(str, command)]
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                [str(part) for part in pinned],
                cwd=directory,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        machine.take_precedence(self.pid)
        self.started = time.monotonic()
        _running.append(self)

    @property
    def pid(self):
        return self._process.pid

    @property
    def alive(self):
        return self._process.poll() is None

    def require_alive(self):
        """Raises with the end of the log if the process is gone."""
        if not self.alive:
            tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
            raise BenchError(f"{self.name} ended with code {self._process.returncode}:\n{tail}")

    def await_answer(self, port, request=None, seconds=60.0, question=None):
        """Waits until the process answers 200 on a loopback port; returns seconds since its start.

        `question(port, request)` asks, where it is not plain HTTP/1.1; it returns status and body.
        """
        while time.monotonic() - self.started < seconds:
            self.require_alive()
            try:
                status, _ = (question or ask)(port, request)
                if status == 200:
                    return time.monotonic() - self.started
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.002)
        raise BenchError(f"{self.name} did not answer 200 on port {port} within {seconds:.0f} s")

    def ask_to_end(self, seconds):
        """Sends SIGTERM and waits for the end; returns the exit code."""
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise BenchError(f"{self.name} does not end within {seconds} s of SIGTERM") from None

    def stop(self):
        """Ends the process and its descendants: asks, and kills what is left after 5 s."""
        tree = machine.process_tree(self.pid) if self.alive else []
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        for child in tree[1:]:
            if os.path.exists(f"/proc/{child}"):
                _await_end(child)
        if self in _running:
            _running.remove(self)


def _await_end(pid):
    deadline = time.monotonic() + 2
    while os.path.exists(f"/proc/{pid}") and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def ask(port, request=None):
    """Sends one GET to a loopback port; returns status and body."""
    path, headers = request or ("/", {})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def require_free(port):
    """Raises if something listens on a loopback port already."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise BenchError(f"port {port} is in use; another benchmark may be running")


def stop_all():
    """Stops every process that is still running, newest first."""
    for server in reversed(list(_running)):
        server.stop()


def stop_all_at_exit():
    """Stops every started process at any end of this one but SIGKILL."""

    def leave(number, _frame):
        raise SystemExit(128 + number)

    atexit.register(stop_all)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)
