"""Autobahn: WebSocket cases, same verdicts as the origin alone; over HTTP/1.1, and through HTTP/2 between two gateways."""

import re
from concurrent.futures import ThreadPoolExecutor

from rauta_judges import origins, subjects, tools
from rauta_judges.process import JudgeError, run
from rauta_judges.verdict import Verdict

STORED = tools.ROOT / "judges/autobahn/origin-verdicts.txt"
SLOW = "9.*"  # large messages: 54 of 301 cases, most of the time
SOME_SLOW = "9.1.1,9.1.4,9.2.4,9.3.5,9.4.5,9.5.6,9.6.6,9.7.2,9.8.2"


def judge(options):
    """A verdict for each way; with --full all cases, the origin asked anew and first."""
    expected = _stored()
    if options.full:
        with options.bench() as bench:
            expected = _play(bench, origins.websocket(bench), "*", "")
            yield Verdict("autobahn origin alone", True, _counts(expected))
            _store(expected)
    ways = [("over HTTP/1.1", _direct)]
    if options.against == "rauta":
        ways.append(("through HTTP/2", _through_http2))
    with ThreadPoolExecutor(len(ways)) as pool:
        yield from pool.map(lambda way: _way(options, expected, *way), ways)


def _way(options, expected, name, start):
    title = f"autobahn {options.against} {name}"
    try:
        with options.bench() as bench:
            port, judged = start(options, bench)
            seen = _play(bench, port, "*", "" if options.full else SLOW)
            if not options.full:
                seen |= _play(bench, port, SOME_SLOW, "")
            differences = [
                f"case {case}: {' '.join(verdict)}, from the origin alone {' '.join(expected.get(case, ('nothing',)))}"
                for case, verdict in seen.items()
                if verdict != expected.get(case)
            ]
            complaints = [line for subject in judged for line in subject.complaints()]
    except JudgeError as e:
        return Verdict(title, False, str(e))
    figure = f"{len(seen) - len(differences)} of {len(seen)} cases as from the origin alone ({_counts(seen)})"
    is_good = bool(seen) and not differences and not complaints
    return Verdict(title, is_good, figure, differences + complaints)


def _direct(options, bench):
    wiring = subjects.Wiring(origins.websocket(bench))
    subject = subjects.start(options.against, bench, wiring)
    return subject.plain, [subject]


def _through_http2(_options, bench):
    """The first gateway takes HTTP/1.1 and speaks RFC 8441 to the second, which is judged."""
    second = subjects.rauta(bench, subjects.Wiring(origins.websocket(bench)))
    first = subjects.rauta(bench, subjects.Wiring(second.plain, subjects.HTTP2))
    return first.plain, [first, second]


def _play(bench, port, cases, excluded):
    libraries = tools.classpath("autobahn", tools.AUTOBAHN)
    command = [tools.java(), "-XX:+UseSerialGC", "-cp", libraries, tools.ROOT / "judges/autobahn/FuzzingClient.java"]
    folder = bench.folder / f"autobahn-{bench.port()}"
    folder.mkdir()
    _, output = run([*command, f"ws://127.0.0.1:{port}", cases, excluded], 1800, folder)
    found = re.findall(r"^CASE (\S+) (\S+) (\S+)$", output, re.MULTILINE)
    if not found:
        raise JudgeError(f"no case was played:\n{output[-1500:]}")
    return {name: (verdict, close) for name, verdict, close in found}


def _counts(verdicts):
    kinds = [verdict for verdict, _ in verdicts.values()]
    return ", ".join(f"{kinds.count(kind)} {kind.replace('_', '-').lower()}" for kind in sorted(set(kinds)))


def _stored():
    lines = STORED.read_text().splitlines() if STORED.exists() else []
    return {line.split()[0]: tuple(line.split()[1:]) for line in lines if not line.startswith("#")}


def _store(verdicts):
    lines = ["# Autobahn's verdict on each case and on its close, for the npm package ws alone; written by --full."]
    lines += [f"{case} {' '.join(verdict)}" for case, verdict in verdicts.items()]
    STORED.write_text("\n".join(lines) + "\n")
