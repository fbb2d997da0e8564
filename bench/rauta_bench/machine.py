"""What the kernel says about the machine and about processes."""

import datetime
import os
import platform
from dataclasses import dataclass
from pathlib import Path

TICK_MICROS = 1_000_000 / os.sysconf("SC_CLK_TCK")
SESSION_NICE = -18
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class CpuTime:
    """CPU time in microseconds."""

    user: float
    system: float

    def __add__(self, other):
        return CpuTime(self.user + other.user, self.system + other.system)

    def __sub__(self, other):
        return CpuTime(self.user - other.user, self.system - other.system)

    @property
    def total(self):
        return self.user + self.system


def proxy_core():
    """The core the proxy runs on."""
    return min(os.sched_getaffinity(0))


def load_core():
    """The core load and origin run on: another one than the proxy's where there is one."""
    return max(os.sched_getaffinity(0))


def process_tree(pid):
    """The process and all its descendants that live now."""
    found = [pid]
    for parent in found:
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                found += map(int, Path(f"/proc/{parent}/task/{task}/children").read_text().split())
        except OSError:
            continue
    return found


def cpu_time(pid):
    """CPU time used so far by all threads of a process and of its living descendants."""
    total = CpuTime(0, 0)
    for each in process_tree(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += CpuTime(int(fields[11]) * TICK_MICROS, int(fields[12]) * TICK_MICROS)
    return total


def resident_bytes(pid):
    """Resident set of a process and its descendants; pages they share are counted for each."""
    total = 0
    for each in process_tree(pid):
        try:
            total += int(Path(f"/proc/{each}/statm").read_text().split()[1]) * PAGE_BYTES
        except OSError:
            continue
    return total


def take_precedence(pid):
    """Puts the session of a process before others on its core, where the kernel groups processes by
    session and lets us; a measurement on a machine with other work is far steadier for it."""
    try:
        Path(f"/proc/{pid}/autogroup").write_text(str(SESSION_NICE))
    except OSError:
        return


def core_busy(core):
    """User and system time of one core so far, and what the hypervisor kept from it, in µs."""
    for line in Path("/proc/stat").read_text().splitlines():
        fields = line.split()
        if fields[0] == f"cpu{core}":
            user, nice, system, steal = (int(fields[i]) * TICK_MICROS for i in (1, 2, 3, 8))
            return user + nice + system, steal
    return 0.0, 0.0


def describe():
    """Date, processor, kernel and distribution, for the caption of a table."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    distribution = platform.freedesktop_os_release().get("PRETTY_NAME", "unknown distribution")
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "date": now.strftime("%Y-%m-%d %H:%M UTC"),
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "kernel": platform.release(),
        "distribution": distribution,
    }
