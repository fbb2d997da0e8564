"""Tables for people and JSON for programs."""

import json
import statistics

# Highest cost of a request of ours, as a share of the peer's.
COST_TARGETS = {
    "http": {"haproxy": 0.85, "nginx": 0.85, "envoy": 0.25, "haproxy-tcp": 1.15, "rust": 1.0},
    "h2c": {"haproxy": 0.85, "nginx": 0.6, "envoy": 0.3},
    "h2": {"haproxy": 0.9, "nginx": 0.9},
    "tls": {"haproxy": 0.9, "nginx": 0.9},
    "handshakes": {"nginx": 1 / 0.95},
    "grpc": {"envoy": 0.35},
}
DISTURBED = 0.05

HTTP_CAPTION = """\
HTTP/1.1, 64-byte body, 64 keep-alive connections. Proxy on core {proxy_core} with one worker, wrk and the
nginx origin on core {load_core}. Medians of {runs} runs of {seconds} s in turns, after {warm_up} s of warm-up. CPU is user
and system time of the proxy process divided by answers; the ratio is the median of the rounds' ratios.
Half load is open loop at half of the proxy's own rate, latency from the moment a request was due. Rauta
serves 100 routes on 20 hosts with header matches, metrics and all default timeouts on, and adds
X-Forwarded-* and x-request-id; the peers serve one route, timeouts on."""


BEHIND_CAPTIONS = {
    "h2c": "HTTP/2 with prior knowledge to HTTP/1.1, 64-byte body, 16 connections of 32 streams (h2load).",
    "h2": "HTTP/2 over TLS 1.3 (P-256) to HTTP/1.1, 64-byte body, 16 connections of 32 streams (h2load).",
    "tls": "HTTP/1.1 over TLS 1.3 (P-256) to HTTP/1.1, 64-byte body, 64 keep-alive connections (wrk).",
    "handshakes": "Full handshakes of TLS 1.3 (P-256) without requests, three clients (openssl s_time); a core does"
    " 1,000,000 / (CPU µs) of them in a second.",
    "grpc": "Unary gRPC calls of 64 bytes each way in plain text, HTTP/2 on both sides, 16 connections of 32 streams"
    " (h2load; the origin is nginx).",
}
BEHIND_CAPTION = """\
{what}
Proxy on core {proxy_core} with one worker, load and origin on core {load_core}. Medians of {runs} runs of {seconds} s in turns, after
{warm_up} s of warm-up. Rauta serves 100 routes on one host with header matches, otherwise as in `http`."""


def print_all(results):
    """Prints every scenario's table to standard output."""
    where = results["machine"]
    print(
        f"{where['date']}, {where['processor']}, {where['cores']} cores, Linux {where['kernel']},"
        f" {where['distribution']}"
    )
    for name, printer in PRINTERS.items():
        if name in results["scenarios"]:
            print(f"\n## {name}\n")
            printer(results["scenarios"][name], results["settings"])
    for name, caption in BEHIND_CAPTIONS.items():
        if name in results["scenarios"]:
            print(f"\n## {name}\n")
            _print_behind(name, results["scenarios"][name])
            print("\n" + BEHIND_CAPTION.format(what=caption, **results["settings"]))


def write_json(results, path):
    """Writes all results, single runs included."""
    path.write_text(json.dumps(results, indent=2) + "\n")


def errors(results):
    """What went wrong in any scenario, one line each."""
    rows = [row for name in ("http", *BEHIND_CAPTIONS, "routes", "features") for row in results["scenarios"].get(name, [])]
    found = [f"{_label(row)}: {row['errors']} errors" for row in rows if row["errors"]]
    if results["scenarios"].get("gc", {}).get("errors"):
        found.append(f"gc: {results['scenarios']['gc']['errors']} errors")
    return found


def _label(row):
    return row.get("name") or f"{row['routes']} routes"


def _print_http(rows, settings):
    ours = next((row for row in rows if row["name"] == "rauta"), None)
    table = [
        (
            f"{row['name']} {row['version']}".strip(),
            f"{row['requests_per_second']:,.0f}",
            f"{row['cpu_us']:.1f}",
            f"{row['user_us']:.1f}",
            f"{row['system_us']:.1f}",
            f"{row['rss_idle_mib']:.0f}",
            f"{row['rss_loaded_mib']:.0f}",
            f"{row['half_p50_us']:,.0f}",
            f"{row['half_p99_us']:,.0f}",
            _ratio("http", ours, row),
            _note(row),
        )
        for row in rows
    ]
    heads = ("proxy", "requests/s", "CPU µs/request", "user", "system", "MiB at start", "MiB after load")
    heads += ("p50 µs at half load", "p99 µs", "Rauta's CPU to this one's", "note")
    _print_table(heads, table)
    print("\n" + HTTP_CAPTION.format(**settings))


def _print_behind(scenario, rows):
    ours = next((row for row in rows if row["name"] == "rauta"), None)
    unit = "handshake" if scenario == "handshakes" else "request"
    table = [
        (
            f"{row['name']} {row['version']}".strip(),
            f"{row['requests_per_second']:,.0f}",
            f"{row['cpu_us']:.1f}",
            f"{row['user_us']:.1f}",
            f"{row['system_us']:.1f}",
            f"{row['rss_idle_mib']:.0f}",
            f"{row['rss_loaded_mib']:.0f}",
            _ratio(scenario, ours, row),
            _note(row),
        )
        for row in rows
    ]
    heads = ("proxy", f"{unit}s/s", f"CPU µs/{unit}", "user", "system", "MiB at start", "MiB after load")
    _print_table((*heads, "Rauta's CPU to this one's", "note"), table)


def _ratio(scenario, ours, row):
    if ours is None or row is ours:
        return ""
    ratio = paired_ratio(ours["runs"], row["runs"])
    target = COST_TARGETS[scenario].get(row["name"])
    if target is None:
        return f"{ratio:.2f}"
    return f"{ratio:.2f} (goal {target:.2f}: {'met' if ratio <= target else 'missed'})"


def paired_ratio(ours, theirs):
    """Median over the rounds of what a request costs us, divided by what it costs them in the same
    round: what slows the machine down for a while slows both."""
    pairs = zip(ours, theirs)
    return statistics.median(_cost(mine) / _cost(other) for mine, other in pairs)


def _cost(run):
    return run["user_micros"] + run["system_micros"]


def _note(row):
    notes = []
    if row["errors"]:
        notes.append(f"{row['errors']} ERRORS")
    if row["origin_connects"] * 100 > row["requests"]:
        notes.append(f"{row['origin_connects']} connects to the origin")
    if row["disturbance"] > DISTURBED:
        notes.append(f"others took up to {row['disturbance']:.0%} of the core")
    return ", ".join(notes)


def _print_routes(rows, settings):
    table = [
        (
            f"{row['routes']:,}",
            f"{row['cpu_us']:.1f}",
            f"{row['user_us']:.1f}",
            f"{row['ratio']:.3f}",
            f"{row['start_ms']:,.0f}",
            f"{row['rss_idle_mib']:.0f}",
            f"{row['errors']} ERRORS" if row["errors"] else "",
        )
        for row in rows
    ]
    heads = ("routes", "CPU µs/request", "user", "to 10 routes (goal 1.05)", "start on one core ms", "MiB at start")
    _print_table((*heads, "note"), table)
    print(
        "\nOn at most 20 hosts, each with path and header match; requests spread over up to 1,000 of the"
        " routes. The ratio is the median of the rounds' ratios."
    )


def _print_translate(result, _settings):
    rows = [
        (
            f"first configuration, {result['starts']} starts",
            f"{result['first_ms']:.0f} (goal 300)",
            f"{result['first_translate_ms']:.0f}",
            f"{result['first_slowest_ms']:.0f}",
        ),
        (
            f"one changed route, {result['changes']} changes",
            f"{result['change_ms']:.1f} (goal 5)",
            f"{result['change_translate_ms']:.1f}",
            f"{result['change_slowest_ms']:.1f}",
        ),
    ]
    _print_table(("what", "ms until served", "of it translation", "slowest"), rows)
    print(
        f"\n{result['routes']:,} routes on {result['hosts']} hosts, not pinned; from objects to the last worker that"
        " serves them, as the gateway logs it. Reading and checking files is not in it."
    )


def _print_features(rows, _settings):
    table = [
        (
            row["name"],
            f"{row['cpu_us']:.1f}",
            f"{row['user_us']:.1f}",
            f"{row['ratio']:.2f}",
            row["beside"],
            f"{row['errors']} ERRORS" if row["errors"] else "",
        )
        for row in rows
    ]
    _print_table(("request", "CPU µs/request", "user", "ratio", "to", "note"), table)
    print(
        "\nGoals: three filters 1.10, a regular expression 1 µs more, what is refused less than 1. The filters are a"
        " request and a response header modifier and a rewrite of the path."
    )


def _print_idle(result, _settings):
    print(
        f"{result['connections']:,} keep-alive connections after one request each add"
        f" {result['added_mib']:.1f} MiB to {result['rss_before_mib']:.0f} MiB (goal 60 MiB)"
        f" and cost {result['idle_cpu_percent']:.1f} % of a core while idle."
    )


def _print_start(rows, _settings):
    table = [
        (row["name"], f"{row['start_ms']:.0f}", f"{row['slowest_ms']:.0f}", f"{row['rss_idle_mib']:.0f}")
        for row in rows
    ]
    _print_table(("proxy", "ms to the first answer", "slowest", "MiB when idle"), table)
    print("\nFrom exec to the first 200 through the proxy, not pinned; goals for Rauta: 600 ms, 100 MiB.")


def _print_gc(result, _settings):
    print(
        f"{result['pauses']} collections in {result['seconds']} s at full load: p99.9 {result['p999_ms']:.2f} ms,"
        f" longest {result['max_ms']:.2f} ms (goal 2 ms); p99.9 of all safepoints"
        f" {result['safepoint_p999_ms']:.2f} ms."
    )


def _print_table(heads, rows):
    widths = [max(len(str(row[i])) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, tuple("-" * width for width in widths), *rows):
        print("| " + " | ".join(str(cell).ljust(width) for cell, width in zip(row, widths)) + " |")


PRINTERS = {
    "http": _print_http,
    "routes": _print_routes,
    "translate": _print_translate,
    "features": _print_features,
    "idle": _print_idle,
    "start": _print_start,
    "gc": _print_gc,
}
