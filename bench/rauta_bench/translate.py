"""How long many routes take until they are served, and a change of one of them."""

import re
import statistics
import time

from rauta_bench import peers, routes
from rauta_bench.process import BenchError
from rauta_bench.tools import say

ROUTES = 10_000
HOSTS = 50
CHANGES = 40
PATIENCE_SECONDS = 10
APPLIED = re.compile(r"applied generation=(\d+) .*translate-us=(\d+) apply-us=(\d+)")


def translate(session):
    """Rauta's own times for its first configuration and for changes of one route, over several starts."""
    options = session.options
    first, changes = [], []
    for number in range(options.runs):
        generated = routes.generate(ROUTES, HOSTS)
        started = session.start(_proxy(options.rauta, generated, number), generated[-1], pinned=False)
        first.append(_applied(started.server, 1))
        for change in range(CHANGES):
            _write(session.directory, started.port, _changed(generated[-1], change))
            changes.append(_applied(started.server, change + 2))
        say(f"start {number + 1}: first {_total(first[-1]):.0f} ms, changes {_middle(changes[-CHANGES:]):.1f} ms")
        started.server.stop()
    return {
        "routes": ROUTES,
        "hosts": HOSTS,
        "starts": len(first),
        "first_ms": _middle(first),
        "first_slowest_ms": max(map(_total, first)),
        "first_translate_ms": statistics.median(translated for translated, _ in first),
        "changes": len(changes),
        "change_ms": _middle(changes),
        "change_slowest_ms": max(map(_total, changes)),
        "change_translate_ms": statistics.median(translated for translated, _ in changes),
    }


def _proxy(launcher, generated, number):
    """All routes but the last in large files, and that one in a file of its own, which is rewritten."""

    def configure(directory, port):
        launch = peers.rauta(launcher, generated[:-1]).configure(directory, port)
        _write(directory, port, routes.ROUTE.format(route=generated[-1]))
        return launch

    return peers.Proxy(f"rauta-translate-{number}", "", configure)


def _changed(route, change):
    """The file of a route with one more condition, which each change words anew."""
    tenant = f"        value: {route.tenant}\n"
    condition = f"      - name: x-change\n        value: change-{change}\n"
    return routes.ROUTE.format(route=route).replace(tenant, tenant + condition)


def _write(directory, port, text):
    draft = directory / "draft"
    draft.write_text(text)
    draft.rename(peers.rauta_files(directory, port) / "changing.yaml")


def _applied(server, generation):
    """Milliseconds of translation and of serving that the log gives for a generation."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for found in APPLIED.finditer(server.log.read_text()):
            if int(found[1]) == generation:
                return int(found[2]) / 1000, int(found[3]) / 1000
        server.require_alive()
        time.sleep(0.01)
    raise BenchError(f"{server.name} has not applied generation {generation} within {PATIENCE_SECONDS} s")


def _total(times):
    return sum(times)


def _middle(times):
    return statistics.median(map(_total, times))
