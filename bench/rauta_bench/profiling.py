"""Where a request's CPU time, memory and system calls go."""

import collections
import re
import signal
import subprocess
import time

from rauta_bench import jvm, peers, tools
from rauta_bench.session import default_routes

SAMPLE_INTERVAL = "500us"
ALLOCATION_INTERVAL = "256k"
OURS = ("io/rauta/", "io/netty/")
FEW = 0.01


def run(session):
    """Starts Rauta, warms it up and prints the three lists."""
    options = session.options
    agent = tools.async_profiler()
    started = session.start(peers.rauta(options.rauta, default_routes()), default_routes()[0])
    generator = session.generator(default_routes())
    generator.warm_up(started.server, started.port, options.warm_up)

    def loaded():
        return generator.full(started.server, started.port, options.seconds)

    plain = loaded()
    print(
        f"{plain.requests_per_second:,.0f} requests/s, {plain.cpu_micros:.2f} µs a request:"
        f" {plain.user_micros:.2f} user, {plain.system_micros:.2f} system"
    )
    stacks, _ = _recorded(session, started.server, agent, f"event=cpu,interval={SAMPLE_INTERVAL}", loaded)
    _print_cpu(stacks, plain.cpu_micros, options.top)
    stacks, run_ = _recorded(session, started.server, agent, f"event=alloc,alloc={ALLOCATION_INTERVAL},total", loaded)
    _print_allocations(stacks, run_.requests, options.top)
    _print_system_calls(started.server, loaded)


def _recorded(session, server, agent, event, load):
    """Runs a load with the profiler on; returns the stacks, outermost frame first, and the run."""
    file = session.directory / "stacks.collapsed"
    jvm.load_agent(server, agent, f"start,{event}")
    run_ = load()
    total = ",total" if event.endswith("total") else ""
    jvm.load_agent(server, agent, f"stop,collapsed{total},file={file}")
    stacks = []
    for line in file.read_text().splitlines():
        frames, _, count = line.rpartition(" ")
        stacks.append((frames.split(";"), int(count)))
    return stacks, run_


def _print_cpu(stacks, cpu_micros, top):
    total = sum(count for _, count in stacks)
    kernel, user, inside = (collections.Counter() for _ in range(3))
    for frames, count in stacks:
        in_user = [frame for frame in frames if not frame.endswith("_[k]")]
        innermost = in_user[-1] if in_user else "(kernel)"
        (user if len(in_user) == len(frames) else kernel)[innermost] += count
        for frame in set(in_user):
            inside[frame] += count
    for title, counter in (
        (f"kernel, by the function that called it: {sum(kernel.values()) / total:.1%}", kernel),
        (f"user, function itself: {sum(user.values()) / total:.1%}", user),
        ("functions of ours and Netty's with all they call", _ours(inside)),
    ):
        print(f"\n## {title}")
        for frame, count in counter.most_common(top):
            print(f"{count / total:6.1%} {count / total * cpu_micros:6.2f} µs  {frame}")


def _ours(counter):
    return collections.Counter({frame: n for frame, n in counter.items() if frame.startswith(OURS)})


def _print_allocations(stacks, requests, top):
    by_site = collections.Counter()
    for frames, size in stacks:
        by_site[" < ".join(reversed(frames[-5:]))] += size
    print(f"\n## allocated: {sum(by_site.values()) / requests:.0f} bytes a request")
    for site, size in by_site.most_common(top):
        print(f"{size / requests:8.1f}  {site}")


def _print_system_calls(server, load):
    trace = subprocess.Popen(
        ["strace", "-c", "-f", "-p", str(server.pid)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    time.sleep(1)
    run_ = load()
    trace.send_signal(signal.SIGINT)
    _, table = trace.communicate(timeout=30)
    print("\n## system calls a request (under strace, which slows it down)")
    for line in table.splitlines():
        row = re.match(r"\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(\w+)$", line)
        if row and int(row[1]) > run_.requests * FEW:
            print(f"{int(row[1]) / run_.requests:8.2f}  {row[2]}")
