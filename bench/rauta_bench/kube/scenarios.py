"""What is measured on a cluster. Each function takes a running gateway's site and returns plain values."""

import statistics
import time

from rauta_bench import tools
from rauta_bench.kube import objects, prober
from rauta_bench.kube.api import status_writes
from rauta_bench.kube.churn import EndpointChanges, Load, RouteChanges
from rauta_bench.kube.site import Site, resident_megabytes, stop_gateway
from rauta_bench.tools import say

SETTLE_SECONDS = 5
CHANGING_ROUTES = 200
LATENCY = ("p50_ms", "p99_ms")


def measure(access, options, count):
    """All measurements with so many routes, in a namespace of the cluster that is gone afterwards."""
    with Site(access, options.rauta, options.gateway_options) as site:
        return _Measurement(site, options, count).run()


class _Measurement:
    def __init__(self, site, options, count):
        self._site = site
        self._options = options
        self._count = count
        self._server = None
        self._load = None

    def run(self):
        say(f"creating {self._count:,} routes over {objects.SERVICES} Services")
        begin = time.monotonic()
        self._site.create_routes(range(self._count))
        self._site.create_routes(range(CHANGING_ROUTES), objects.FOREIGN)
        say(f"created in {time.monotonic() - begin:.0f} s")
        result = {"routes": self._count, "services": objects.SERVICES}
        result["starts"] = self._starts()
        address = self._site.gateway_address()
        self._site.await_routes(objects.sample(self._count, 20))
        time.sleep(SETTLE_SECONDS)
        result["rss_mb"] = resident_megabytes(self._server)
        self._load = Load(
            tools.basic_tools().paced,
            self._site.directory,
            address,
            objects.sample(self._count, 2 * objects.SERVICES),
            self._options.rate,
        )
        say("warming up")
        self._load.beside(self._options.warm_up, self._routes_of(objects.OURS))
        result["propagation"] = self._propagation(address)
        result["churn"] = self._route_churn()
        result["endpoints"] = self._endpoint_churn()
        result["rss_after_mb"] = resident_megabytes(self._server)
        stop_gateway(self._server)
        return result

    def _starts(self):
        """Seconds until ready: of a first start, which writes every status, and of restarts, which have nothing to
        write. The last gateway stays."""
        times = []
        for number in range(self._options.starts + 1):
            if self._server:
                stop_gateway(self._server)
            self._server, seconds = self._site.start_gateway()
            say(f"start {number}: ready after {seconds:.2f} s")
            times.append(seconds)
            if number == 0:
                self._site.gateway_address()
                self._site.await_routes(range(0, self._count, max(1, self._count // 200)))
        return {"first_s": times[0], "restart_s": statistics.median(times[1:]), "slowest_s": max(times[1:])}

    def _propagation(self, address):
        times = prober.propagation(self._site.access, address, self._count, self._options.samples)
        accepted, asked = (sorted(column) for column in zip(*times))
        result = {
            "samples": len(times),
            "p50_ms": _percentile(accepted, 0.5),
            "p99_ms": _percentile(accepted, 0.99),
            "max_ms": accepted[-1],
            "asked_p50_ms": _percentile(asked, 0.5),
            "asked_p99_ms": _percentile(asked, 0.99),
        }
        say(f"propagation: {result}")
        return result

    def _route_churn(self):
        """Phases of changes of foreign routes and of ours in turns."""
        foreign, ours = [], []
        writes = 0
        for _ in range(self._options.rounds):
            foreign.append(self._phase("foreign", self._routes_of(objects.FOREIGN)))
            before = self._route_writes()
            ours.append(self._phase("ours", self._routes_of(objects.OURS)))
            time.sleep(SETTLE_SECONDS)
            writes += self._route_writes() - before
        changes = sum(phase.changes for phase in ours)
        return {
            "changes": changes,
            "seconds": sum(phase.seconds for phase in ours),
            "requests": sum(phase.requests for phase in foreign + ours),
            "lost": sum(phase.lost for phase in foreign + ours),
            "foreign_p99_ms": statistics.median(phase.p99_ms for phase in foreign),
            "p99_ms": statistics.median(phase.p99_ms for phase in ours),
            "writes_per_change": writes / changes,
        }

    def _endpoint_churn(self):
        changes = EndpointChanges(self._site)
        phase = self._phase("endpoints", changes)
        time.sleep(SETTLE_SECONDS)
        late, longest = changes.late_requests()
        return {
            "changes": phase.changes,
            "requests": phase.requests,
            "lost": phase.lost,
            "late": late,
            "longest_ms": longest * 1000,
            "p99_ms": phase.p99_ms,
        }

    def _phase(self, name, change):
        phase = self._load.beside(self._options.seconds, change)
        self._server.require_alive()
        say(f"{name}: {phase}")
        return phase

    def _routes_of(self, parent):
        numbers = objects.sample(self._count if parent == objects.OURS else CHANGING_ROUTES, CHANGING_ROUTES)
        return RouteChanges(self._site.access, numbers, parent)

    def _route_writes(self):
        return status_writes(self._site.api).get("httproutes", 0)


def _percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
