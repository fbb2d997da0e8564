"""testssl.sh: protocols, ciphers, forward secrecy and known vulnerabilities; nothing above "info"."""

import json

from rauta_judges import certificates, origins, subjects, tools
from rauta_judges.process import run
from rauta_judges.verdict import Verdict

GOOD = ("OK", "INFO", "DEBUG")
# What testssl.sh says of itself: how long it took, and that its openssl knows no GOST.
NOT_FOUND = ("scanTime", "engine_problem")


def judge(options):
    """One verdict."""
    command = tools.program("testssl", "testssl.sh bsdmainutils dnsutils")
    with options.bench() as bench:
        subject = subjects.start(
            options.against, bench, subjects.Wiring(origins.http(bench), identity=certificates.make(bench.folder))
        )
        report = bench.folder / "testssl.json"
        flags = ["-p", "-s", "-f", "-U", "--quiet", "--warnings", "batch", "--color", "0", "--jsonfile", report]
        _, output = run([command, *flags, f"127.0.0.1:{subject.secure}"], 900, bench.folder)
        if not report.exists():
            yield Verdict(f"testssl {subject.name}", False, "wrote no report", output.splitlines()[-5:])
            return
        findings = json.loads(report.read_text())
        bad = [
            f"{each['severity']} {each['id']}: {each['finding']}"
            for each in findings
            if each["severity"] not in GOOD and each["id"] not in NOT_FOUND
        ]
        complaints = subject.complaints()
        judged = len([each for each in findings if each["severity"] in GOOD]) + len(bad)
        figure = f"{judged} findings, {len(bad)} above info"
        yield Verdict(f"testssl {subject.name}", judged > 30 and not bad and not complaints, figure, bad + complaints)
