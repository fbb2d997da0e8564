"""How long a changed route takes from the API server's word to the first request that it answers."""

import random
import select
import socket
import time

from rauta_bench.kube import objects
from rauta_bench.kube.api import Api, replacements
from rauta_bench.process import BenchError

PAUSE_SECONDS = 0.0005  # between an answer and the next question
REST_SECONDS = (0.05, 0.15)  # between two changes
PATIENCE_SECONDS = 10


class Probe:
    """A kept connection to the gateway on which one request after the other is asked."""

    def __init__(self, address, number):
        self._socket = socket.create_connection((address, objects.PORT), timeout=PATIENCE_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = objects.request(number)

    def fileno(self):
        return self._socket.fileno()

    def ask(self):
        self._socket.sendall(self._request)

    def answer(self):
        """Reads one answer; returns the change of the route that gave it, or its status line."""
        text = b""
        while b"\r\n\r\n" not in text:
            text += self._read()
        head, _, body = text.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        while len(body) < int(fields["content-length"]):
            body += self._read()
        return fields.get("x-change", lines[0])

    def close(self):
        self._socket.close()

    def _read(self):
        more = self._socket.recv(65536)
        if not more:
            raise BenchError("the gateway closed a prober's connection")
        return more


def propagation(access, address, count, samples):
    """Changes routes one after the other; returns a pair of milliseconds for each: from the API server's answer, and
    from our question to it, to the first answer of the gateway that shows the change.

    All is timed in one thread by one monotonic clock. Both times count until the answer has arrived here.
    """
    chance = random.Random(samples)
    api = Api(access)
    times = []
    try:
        for change in range(samples):
            number = chance.randrange(count)
            probe = Probe(address, number)
            times.append(_one(api, probe, number, f"probe-{change}"))
            probe.close()
            time.sleep(chance.uniform(*REST_SECONDS))
    finally:
        api.close()
    return times


def _one(api, probe, number, value):
    probe.ask()
    probe.answer()
    patch = replacements({objects.CHANGE: value})
    answers = api.socket()
    begin = time.monotonic()
    api.send("PATCH", objects.route_path(number), patch, kind="application/json-patch+json")
    accepted = seen = asked = None
    due = begin
    while accepted is None or seen is None:
        now = time.monotonic()
        if now - begin > PATIENCE_SECONDS:
            raise BenchError(f"route {number} does not answer with {value} after {PATIENCE_SECONDS} s")
        if asked is None and seen is None and now >= due:
            probe.ask()
            asked = now
        waiting = [answers] if accepted is None else []
        waiting += [probe] if asked is not None else []
        readable, _, _ = select.select(waiting, [], [], PATIENCE_SECONDS if asked is not None else max(0.0, due - now))
        now = time.monotonic()
        if probe in readable:
            asked, due = None, now + PAUSE_SECONDS
            seen = now if probe.answer() == value else None
        if answers in readable:
            accepted = now
            api.answer(f"change of route {number}")
    return (seen - accepted) * 1000, (seen - begin) * 1000
