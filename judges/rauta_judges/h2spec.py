"""h2spec 2.2.0: frames, HPACK and stream states of HTTP/2, strict, over plain text and over TLS."""

import xml.etree.ElementTree as ElementTree

from rauta_judges import certificates, origins, subjects, tools
from rauta_judges.process import run
from rauta_judges.verdict import Verdict


def judge(options):
    """A verdict for each transport."""
    for transport in ("h2c", "tls"):
        with options.bench() as bench:
            wiring = subjects.Wiring(
                origins.http(bench), identity=certificates.make(bench.folder), plain_http2=transport == "h2c"
            )
            subject = subjects.start(options.against, bench, wiring)
            yield _play(bench, subject, transport)


def _play(bench, subject, transport):
    report = bench.folder / "h2spec.xml"
    port = subject.plain if transport == "h2c" else subject.secure
    command = [tools.h2spec(), "-S", "-h", "127.0.0.1", "-p", port, "-j", report]
    _, output = run(command + (["-t", "-k"] if transport == "tls" else []), 600)
    if not report.exists():
        return Verdict(f"h2spec {subject.name} {transport}", False, "printed no report", output.splitlines()[-5:])
    cases = ElementTree.parse(report).getroot().iter("testcase")
    failed, passed, skipped = [], 0, 0
    for case in cases:
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(f"{case.get('package')} {case.get('classname')}")
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    complaints = subject.complaints()
    figure = f"{passed} of {passed + skipped + len(failed)} passed, {skipped} skipped, {len(failed)} failed"
    is_good = passed >= 145 and not failed and not complaints
    return Verdict(f"h2spec {subject.name} {transport}", is_good, figure, failed + complaints)
