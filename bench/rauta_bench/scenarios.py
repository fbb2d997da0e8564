"""The scenarios. Each takes a session and returns a plain value that goes into the JSON file."""

import re
import socket
import statistics
import time

from rauta_bench import jvm, machine, peers
from rauta_bench.features import features
from rauta_bench.fronts import Front
from rauta_bench.load import median_of
from rauta_bench.process import BenchError
from rauta_bench.report import paired_ratio
from rauta_bench.routes import generate, of_one_host
from rauta_bench.session import default_routes
from rauta_bench.tools import say
from rauta_bench.translate import translate

ROUTE_COUNTS = (10, 100, 1_000, 10_000)
IDLE_CONNECTIONS = 10_000
STARTS = 10
SETTLE_SECONDS = 1


def http(session):
    """Every proxy under the same load, in turns: cost of a request, memory, latency at half load."""
    options = session.options
    sample = default_routes()[0]
    generator = session.generator(default_routes())
    started = [session.start(proxy, sample) for proxy in peers.select(options.peers, options)]
    loaded = _in_turns(generator, started, options)
    rates = {s.name: median_of(loaded[s.name], "requests_per_second") / 2 for s in started}
    calm = _in_turns_calm(generator, started, options, rates)
    return [_row(s, loaded[s.name], calm[s.name]) for s in started]


def routes(session):
    """Rauta with ever more routes, in turns: what a request costs."""
    options = session.options
    started, generators = [], {}
    for count in ROUTE_COUNTS:
        generated = generate(count)
        proxy = peers.rauta(options.rauta, generated, f"rauta-{count}")
        started.append(session.start(proxy, generated[-1]))
        generators[proxy.name] = session.generator(generated)
    runs = _in_turns(generators, started, options)
    base = [vars(run) for run in runs[started[0].name]]
    return [
        {
            "routes": count,
            "cpu_us": median_of(runs[s.name], "cpu_micros"),
            "user_us": median_of(runs[s.name], "user_micros"),
            "ratio": paired_ratio([vars(run) for run in runs[s.name]], base),
            "start_ms": s.seconds_to_serve * 1000,
            "rss_idle_mib": s.idle_bytes / 2**20,
            "errors": sum(run.errors for run in runs[s.name]),
        }
        for count, s in zip(ROUTE_COUNTS, started)
    ]


def idle(session):
    """Rauta's memory before and after 10,000 connections that made one request each and wait."""
    options = session.options
    sample = default_routes()[0]
    room = ("--limits-connections", IDLE_CONNECTIONS * 2)
    proxy = peers.rauta(options.rauta, default_routes(), "rauta-idle", room)
    started = session.start(proxy, sample)
    session.generator(default_routes()).warm_up(started.server, started.port, options.warm_up)
    time.sleep(SETTLE_SECONDS)
    before = machine.resident_bytes(started.server.pid)
    connections = _open_connections(started.port, sample.request_head.encode(), IDLE_CONNECTIONS)
    time.sleep(SETTLE_SECONDS)
    after = machine.resident_bytes(started.server.pid)
    used = machine.cpu_time(started.server.pid)
    time.sleep(SETTLE_SECONDS * 5)
    used = machine.cpu_time(started.server.pid) - used
    for connection in connections:
        connection.close()
    started.server.require_alive()
    return {
        "connections": IDLE_CONNECTIONS,
        "rss_before_mib": before / 2**20,
        "added_mib": (after - before) / 2**20,
        "idle_cpu_percent": used.total / (SETTLE_SECONDS * 5e6) * 100,
    }


def start(session):
    """From exec to the first 200 through the proxy, on all cores, and the memory then."""
    options = session.options
    sample = default_routes()[0]
    rows = []
    for proxy in peers.select(options.peers, options):
        times, sizes = [], []
        for _ in range(1 if options.short else STARTS):
            started = session.start(_renamed(proxy, len(times)), sample, pinned=False)
            times.append(started.seconds_to_serve * 1000)
            time.sleep(SETTLE_SECONDS)
            sizes.append(machine.resident_bytes(started.server.pid) / 2**20)
            started.server.stop()
        rows.append(
            {
                "name": proxy.name,
                "start_ms": statistics.median(times),
                "slowest_ms": max(times),
                "rss_idle_mib": statistics.median(sizes),
            }
        )
    return rows


def gc(session):
    """Pauses of Rauta's collector under full load, after the warm-up."""
    options = session.options
    started = session.start(peers.rauta(options.rauta, default_routes(), "rauta-gc"), default_routes()[0])
    generator = session.generator(default_routes())
    generator.warm_up(started.server, started.port, options.warm_up)
    log = session.directory / "gc.log"
    jvm.log_pauses(started.server, log)
    run = generator.full(started.server, started.port, options.seconds * options.runs)
    text = log.read_text()
    pauses = sorted(float(ms) for ms in re.findall(r"Pause .* (\d+\.\d+)ms", text))
    safepoints = sorted(int(ns) / 1e6 for ns in re.findall(r"Total: +(\d+) ns", text))
    return {
        "seconds": options.seconds * options.runs,
        "pauses": len(pauses),
        "p999_ms": _percentile(pauses, 0.999),
        "max_ms": max(pauses, default=0.0),
        "safepoint_p999_ms": _percentile(safepoints, 0.999),
        "errors": run.errors,
    }


def behind(front):
    """A scenario: every proxy under the same load, in turns, with another front than plain HTTP/1.1."""

    def scenario(session):
        options = session.options
        generated = of_one_host(100)
        proxies = peers.select_behind(front, options.peers, options)
        started = [session.start(proxy, generated[0], front=front) for proxy in proxies]
        loaded = _in_turns(session.generator_behind(front, generated), started, options)
        return [_loaded_row(s, loaded[s.name]) for s in started]

    return scenario


def handshakes(session):
    """Every proxy under full handshakes of TLS 1.3 with the same key on P-256, without requests."""
    options, front = session.options, Front(secure=True)
    proxies = peers.select_behind(front, options.peers, options)
    started = [session.start(proxy, of_one_host(100)[0], front=front) for proxy in proxies]
    loaded = _in_turns(session.handshakes(), started, options)
    return [_loaded_row(s, loaded[s.name]) for s in started]


ALL = {
    "http": http,
    "h2c": behind(Front(http2=True)),
    "h2": behind(Front(http2=True, secure=True)),
    "tls": behind(Front(secure=True)),
    "handshakes": handshakes,
    "grpc": behind(Front(http2=True, grpc=True)),
    "routes": routes,
    "translate": translate,
    "features": features,
    "idle": idle,
    "start": start,
    "gc": gc,
}


def _in_turns(generators, started, options):
    """Full-speed runs of all proxies in turns after a warm-up of each; `generators` is one for all
    or one by name."""
    by_name = generators if isinstance(generators, dict) else {s.name: generators for s in started}
    for s in started:
        say(f"warming up {s.name} for {options.warm_up} s")
        by_name[s.name].warm_up(s.server, s.port, options.warm_up)
    runs = {s.name: [] for s in started}
    for number in range(options.runs):
        for s in started:
            run = by_name[s.name].full(s.server, s.port, options.seconds)
            runs[s.name].append(run)
            say(
                f"run {number + 1} {s.name}: {run.requests_per_second:,.0f} requests/s,"
                f" {run.user_micros:.1f} + {run.system_micros:.1f} µs, errors {run.errors}"
            )
    return runs


def _in_turns_calm(generator, started, options, rates):
    runs = {s.name: [] for s in started}
    for _ in range(options.runs):
        for s in started:
            runs[s.name].append(generator.half(s.server, s.port, options.seconds, rates[s.name]))
    return runs


def _row(started, loaded, calm):
    return {
        **_loaded_row(started, loaded),
        "half_rate": median_of(calm, "rate"),
        "half_p50_us": median_of(calm, "p50_micros"),
        "half_p99_us": median_of(calm, "p99_micros"),
        "errors": sum(run.errors for run in loaded) + sum(run.errors for run in calm),
        "half_runs": [vars(run) for run in calm],
    }


def _loaded_row(started, loaded):
    return {
        "name": started.name,
        "version": started.proxy.version,
        "requests_per_second": median_of(loaded, "requests_per_second"),
        "cpu_us": median_of(loaded, "cpu_micros"),
        "user_us": median_of(loaded, "user_micros"),
        "system_us": median_of(loaded, "system_micros"),
        "rss_idle_mib": started.idle_bytes / 2**20,
        "rss_loaded_mib": machine.resident_bytes(started.server.pid) / 2**20,
        "errors": sum(run.errors for run in loaded),
        "requests": sum(run.requests for run in loaded),
        "origin_connects": sum(run.origin_connects for run in loaded),
        "disturbance": max(run.disturbance for run in loaded),
        "runs": [vars(run) for run in loaded],
    }


def _renamed(proxy, number):
    return peers.Proxy(f"{proxy.name}-{number}", proxy.version, proxy.configure)


def _open_connections(port, request, count):
    connections = []
    for _ in range(count):
        connection = socket.create_connection(("127.0.0.1", port), timeout=10)
        connection.sendall(request)
        connections.append(connection)
        answer = connection.recv(4096)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise BenchError(f"connection {len(connections)} got {answer[:80]!r}")
    return connections


def _percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
