"""Processes of one judgement, and what they leave behind."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

FIRST_PORT = 24000
STOP_SECONDS = 40


class JudgeError(Exception):
    """A judge cannot go on; the message says why."""


class Bench:
    """A scratch folder and the processes started in it; a context manager that ends them by their ids."""

    _next_port = FIRST_PORT

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="rauta-judges-")
        self.folder = Path(self._folder.name)
        self._running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self._running):
            process.stop()
        self._folder.cleanup()

    def port(self):
        """A loopback port on which nothing listens."""
        while True:
            Bench._next_port += 1
            with socket.socket() as probe:
                try:
                    probe.bind(("127.0.0.1", Bench._next_port))
                    return Bench._next_port
                except OSError:
                    continue

    def start(self, name, command, ports, environment=None, folder=None):
        """Starts a program and waits until it listens on all of its ports."""
        process = Running(name, command, folder or self.folder, environment)
        self._running.append(process)
        for port in ports:
            process.await_listening(port)
        return process


class Running:
    """One started process."""

    def __init__(self, name, command, folder, environment):
        self.name = name
        self.log = Path(folder) / f"{name}-{time.monotonic_ns()}.log"
        with open(self.log, "wb") as log:
            self._process = subprocess.Popen(
                [str(word) for word in command],
                cwd=folder,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def alive(self):
        return self._process.poll() is None

    @property
    def pid(self):
        return self._process.pid

    def output(self):
        """All that it has written so far."""
        return self.log.read_text(errors="replace")

    def await_listening(self, port, seconds=90):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.alive:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise JudgeError(f"{self.name} does not listen on {port}:\n{self.output()[-2000:]}")

    def stop(self):
        """Ends it: asks, and kills it when it does not go."""
        if not self.alive:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def run(command, seconds, folder=None, environment=None):
    """Runs a program to its end; returns exit status and output, or raises when it does not end."""
    try:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
        )
        return done.returncode, done.stdout.decode(errors="replace")
    except subprocess.TimeoutExpired as e:
        output = (e.stdout or b"").decode(errors="replace")
        raise JudgeError(f"{command[0]} has not ended within {seconds} s:\n{output[-2000:]}") from e
