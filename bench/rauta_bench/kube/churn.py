"""Many changes a second, beside a load whose answers are all waited for."""

import itertools
import json
import subprocess
import threading
import time
from dataclasses import dataclass

from rauta_bench.kube import objects
from rauta_bench.kube.api import Api
from rauta_bench.process import BenchError

CHANGES_PER_SECOND = 50
CLIENTS = 32
WRITERS = 4
GRACE_SECONDS = 1.0  # after which a removed endpoint must not get a request any more


@dataclass(frozen=True)
class Loaded:
    """What became of the requests of a phase, and how many changes there were meanwhile."""

    requests: int
    lost: int
    p50_ms: float
    p99_ms: float
    changes: int
    seconds: float


class Load:
    """Requests for routes at a fixed rate, each latency counted from the moment a request was due."""

    def __init__(self, paced, directory, address, numbers, rate):
        self._file = directory / "requests.txt"
        self._file.write_bytes(b"".join(objects.request(number) for number in numbers))
        self._command = [paced, address, objects.PORT, f"{rate:.0f}"]

    def beside(self, seconds, change):
        """Runs for so long while `change(n)` makes the n-th change every fiftieth of a second, from a few threads."""
        command = [str(word) for word in (*self._command, seconds, CLIENTS, self._file)]
        client = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            changes = _paced(seconds, change)
            output, _ = client.communicate(timeout=seconds + 30)
        finally:
            client.kill()
            client.wait()
        if client.returncode != 0:
            raise BenchError(f"the load generator: {output}")
        result = json.loads(output)
        lost = result["non_2xx"] + result["broken"] + result["unanswered"]
        p50, p99 = result["p50_us"] / 1000, result["p99_us"] / 1000
        return Loaded(result["sent"], lost, p50, p99, changes, result["seconds"])


class RouteChanges:
    """Changes of some routes in turn."""

    def __init__(self, access, numbers, parent):
        self._apis = PerThread(access)
        self._numbers = numbers
        self._parent = parent

    def __call__(self, change):
        number = self._numbers[change % len(self._numbers)]
        self._apis.here().change(objects.route_path(number, self._parent), {objects.CHANGE: f"churn-{change}"})


class EndpointChanges:
    """Replaces the oldest endpoint of one Service after the other by one that never was; remembers what went when."""

    def __init__(self, site):
        self._apis = PerThread(site.access)
        self._site = site
        self._lock = threading.Lock()
        self.removed = {}  # address to the time of the epoch when the API server had taken its removal

    def __call__(self, change):
        number = change % objects.SERVICES
        with self._lock:
            here = self._site.endpoints[number]
            gone = here.pop(0)
            here.append(self._site.addresses.take())
            wanted = objects.endpoints(here)
        self._apis.here().change(objects.slice_path(number), {"/endpoints": wanted})
        self.removed[gone] = time.time()

    def late_requests(self):
        """How many requests reached an endpoint longer after its removal than allowed, and the longest such time of all
        requests, in seconds."""
        late, longest = 0, 0.0
        for line in self._site.origin_log.read_text().splitlines():
            moment, address = line.split()
            if address in self.removed:
                after = float(moment) - self.removed[address]
                late += after > GRACE_SECONDS
                longest = max(longest, after)
        return late, longest


class PerThread:
    """A connection to the API server for each thread that asks for one."""

    def __init__(self, access):
        self._access = access
        self._local = threading.local()

    def here(self):
        if not hasattr(self._local, "api"):
            self._local.api = Api(self._access)
        return self._local.api


def _paced(seconds, change):
    """Makes changes at their rate from a few threads; returns how many, and raises what one of them raised."""
    begin = time.monotonic()
    total = int(seconds * CHANGES_PER_SECOND)
    numbers = itertools.count()
    failures = []

    def work():
        for number in numbers:
            if number >= total or failures:
                return
            wait = begin + number / CHANGES_PER_SECOND - time.monotonic()
            time.sleep(max(0.0, wait))
            try:
                change(number)
            except Exception as e:  # told to the thread that waits for this one
                failures.append(e)

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return total
