"""The gateway under test: a process outside of pods, started with the run and drained at its end."""

import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from rauta_conformance.tools import Unable, say

START_SECONDS = 60
STOP_SECONDS = 60


class Gateway:
    """A gateway that serves what the cluster holds; a context manager that ends it."""

    def __init__(self, launcher, pool, output):
        self._launcher = launcher
        self._pool = pool
        self._log = output / "gateway.log"
        self._admin = f"127.0.0.1:{_free_port()}"

    def __enter__(self):
        self._state = tempfile.TemporaryDirectory(prefix="rauta-conformance-")
        command = [self._launcher, "run", "--kubernetes", "--address-mode", "pool", "--address-pool", self._pool,
                   "--admin-address", self._admin, "--state-dir", self._state.name]
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log,
                                             stdin=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        self._state.cleanup()
        if code:
            say(f"the gateway ended with exit code {code}; see {self._log}")

    def must_live(self):
        """Raises when the process has ended."""
        if self._process.poll() is not None:
            told = self._log.read_text(errors="replace")[-2000:]
            raise Unable(f"the gateway ended with exit code {self._process.returncode}:\n{told}")

    def await_ready(self):
        """Waits until the gateway says that it is ready."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            self.must_live()
            try:
                with urllib.request.urlopen(f"http://{self._admin}/ready", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                pass
            time.sleep(0.1)
        raise Unable(f"the gateway was not ready within {START_SECONDS} s; see {self._log}")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
