"""What single features cost a request, next to one that is just forwarded."""

from dataclasses import dataclass
from typing import Callable

from rauta_bench import peers, routes
from rauta_bench.report import paired_ratio
from rauta_bench.session import default_routes
from rauta_bench.tools import say


def forwarded(head):
    """A request as it is."""
    return head


def unknown(head):
    """A request that no route takes."""
    return head.replace("GET /", "GET /unknown/", 1)


def closing(head):
    """A request that is the last of its connection."""
    return head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")


def refused(head):
    """A request that is refused, and its connection closed."""
    return head.replace("\r\n\r\n", "\r\nHost: other.example\r\n\r\n")


@dataclass(frozen=True)
class Feature:
    """A kind of route and of request, and what its cost is compared with."""

    name: str
    edit: Callable[[str], str]
    template: str = routes.ROUTE
    refused: bool = False
    beside: str = "forwarded"


FEATURES = (
    Feature("forwarded", forwarded),
    Feature("three filters", forwarded, routes.ROUTE_WITH_FILTERS),
    Feature("regular expression", forwarded, routes.ROUTE_WITH_PATTERN),
    Feature("404", unknown, refused=True),
    Feature("forwarded, new connection each", closing),
    Feature("400, new connection each", refused, refused=True, beside="forwarded, new connection each"),
)


def features(session):
    """Rauta with and without features, in turns: what a request costs."""
    options = session.options
    generated = default_routes()
    servers = {
        template: session.start(peers.rauta(options.rauta, generated, name, template=template), generated[0])
        for name, template in (
            ("rauta-plain", routes.ROUTE),
            ("rauta-filters", routes.ROUTE_WITH_FILTERS),
            ("rauta-patterns", routes.ROUTE_WITH_PATTERN),
        )
    }
    loads = {feature.edit: session.generator(generated, feature.edit) for feature in FEATURES}
    for feature in FEATURES:
        say(f"warming up {feature.name} for {options.warm_up} s")
        started = servers[feature.template]
        loads[feature.edit].warm_up(started.server, started.port, options.warm_up)
    runs = {feature.name: [] for feature in FEATURES}
    for number in range(options.runs):
        for feature in FEATURES:
            started = servers[feature.template]
            load = loads[feature.edit]
            run = load.full(started.server, started.port, options.seconds, feature.refused)
            runs[feature.name].append(run)
            say(f"run {number + 1} {feature.name}: {run.cpu_micros:.1f} µs, errors {run.errors}")
    return [_row(feature, runs) for feature in FEATURES]


def _row(feature, runs):
    mine = [vars(run) for run in runs[feature.name]]
    other = [vars(run) for run in runs[feature.beside]]
    costs = sorted(run.cpu_micros for run in runs[feature.name])
    users = sorted(run.user_micros for run in runs[feature.name])
    return {
        "name": feature.name,
        "cpu_us": costs[len(costs) // 2],
        "user_us": users[len(users) // 2],
        "beside": feature.beside,
        "ratio": paired_ratio(mine, other),
        "errors": sum(run.errors for run in runs[feature.name]),
    }
