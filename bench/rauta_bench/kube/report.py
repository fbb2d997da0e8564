"""The table of a run on a cluster, with the goals beside the figures."""

PROPAGATION_GOALS = (15, 50)  # ms at p50 and p99
RESIDENT_GOAL = 200  # millions of bytes with 5,000 routes
RESTART_GOAL = 5  # s
LATENCY_GOAL = 1.2
WRITES_GOAL = 2

CAPTION = """
Gateway, API server with its etcd, controllers, backends and load share the cores of one machine; gateway outside of
pods on an address of the pool, backends behind {services} Services. Acceptance is the arrival of the API server's
answer at the prober, whose clock also times the first answer of the gateway that shows the change; it asks every half
a millisecond. Churn is {churn} changes a second for {seconds} s beside {rate:,} requests/s, in turns with the same churn
of routes of another controller's class."""


def print_all(results):
    """Prints the table to standard output."""
    where = results["machine"]
    print(
        f"{where['date']}, {where['processor']}, {where['cores']} cores, Linux {where['kernel']},"
        f" {where['distribution']}; Kubernetes {results['kubernetes']}, Rauta {results['rauta']}\n"
    )
    measured = results["measured"]
    columns = [[text for _, _, text in rows(one)] for one in measured]
    heads = ("what", "goal", *(f"{one['routes']:,} routes" for one in measured))
    _print_table(heads, [(what, goal, *texts) for (what, goal, _), *texts in zip(rows(measured[0]), *columns)])
    print(CAPTION.format(**results["settings"]))


def rows(one):
    """Pairs of what was measured and its goal, with the figure as text."""
    p, c, e, s = one["propagation"], one["churn"], one["endpoints"], one["starts"]
    ratio = c["p99_ms"] / c["foreign_p99_ms"]
    return [
        ("ms from acceptance of a change to its first answer, p50", f"{PROPAGATION_GOALS[0]}", f"{p['p50_ms']:.1f}"),
        ("the same, p99", f"{PROPAGATION_GOALS[1]}", f"{p['p99_ms']:.1f}"),
        (
            "the same from the question to the API server, p50 / p99",
            "",
            f"{p['asked_p50_ms']:.1f} / {p['asked_p99_ms']:.1f}",
        ),
        ("resident MB when served", str(RESIDENT_GOAL), f"{one['rss_mb']:.0f}"),
        ("resident MB after all of this", "", f"{one['rss_after_mb']:.0f}"),
        ("s to ready, restart with all objects present", f"{RESTART_GOAL}", f"{s['restart_s']:.2f}"),
        ("the slowest; a first start, before any status", "", f"{s['slowest_s']:.2f}; {s['first_s']:.2f}"),
        ("requests lost beside route churn", "0", f"{c['lost']} of {c['requests']:,}"),
        ("p99 ms beside churn of ours / of foreign routes", "", f"{c['p99_ms']:.2f} / {c['foreign_p99_ms']:.2f}"),
        ("the one to the other", f"{LATENCY_GOAL}", f"{ratio:.2f}"),
        ("writes to the API for each changed route", f"{WRITES_GOAL}", f"{c['writes_per_change']:.2f}"),
        ("requests lost beside endpoint churn", "0", f"{e['lost']} of {e['requests']:,}"),
        ("requests at an endpoint 1 s after its removal", "0", f"{e['late']}"),
        ("ms from removal to the last request", "", f"{e['longest_ms']:.0f}"),
    ]


def failures(results):
    """What makes a run wrong rather than slow."""
    wrong = []
    for one in results["measured"]:
        for what, lost in (
            ("requests lost beside route churn", one["churn"]["lost"]),
            ("requests lost beside endpoint churn", one["endpoints"]["lost"]),
            ("requests at an endpoint 1 s after its removal", one["endpoints"]["late"]),
        ):
            if lost:
                wrong.append(f"{one['routes']} routes: {lost} {what}")
    return wrong


def _print_table(heads, lines):
    widths = [max(len(line[i]) for line in (heads, *lines)) for i in range(len(heads))]
    for line in (heads, tuple("-" * width for width in widths), *lines):
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |")
