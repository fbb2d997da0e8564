"""What a run comes to: figures for each profile from the report, and the first complaint of each failed test."""

import json
import re

from rauta_conformance.tools import need

# Features that the suite v1.7.0 knows, and has no test for.
UNTESTED = {"ClusterTrustBundle", "GatewayAddressRoutability", "GatewayAddressRoutabilityCluster",
            "GatewayListenerFilters"}
COMPLAINT_LINES = 4


class Tests:
    """The tests of a run, as its log has them."""

    def __init__(self, log):
        self._output, self._ended, self._took = {}, {}, {}
        for line in log.read_text(errors="replace").splitlines():
            try:
                event = json.loads(line)
            except json.JSONDecodeError:
                continue
            name = event.get("Test", "")
            if event["Action"] == "output":
                self._output.setdefault(name, []).append(event["Output"])
            elif event["Action"] in ("pass", "fail", "skip"):
                self._ended[name] = event["Action"]
                self._took[name] = event.get("Elapsed", 0)

    def names(self, outcome):
        """The tests of the suite that ended so, without the prefix that all have."""
        return sorted(name.split("/")[1] for name, each in self._ended.items()
                      if each == outcome and name.count("/") == 1)

    def took(self, name):
        """Seconds from a test's start to its end."""
        return self._took[f"TestConformance/{name}"]

    def complaint(self, name):
        """Where a failed test, or its first part that failed, complained first, and about what."""
        prefix = f"TestConformance/{name}"
        failed = [each for each in self._output if (each == prefix or each.startswith(prefix + "/"))
                  and self._ended.get(each) == "fail"]
        for each in sorted(failed, key=lambda at: -at.count("/")):
            found = _first_error("".join(self._output[each]))
            if found:
                return [each.removeprefix("TestConformance/"), *found]
        return [name, "no assertion in the log"]

    def setup_complaint(self):
        """What went wrong before or after the tests."""
        return _first_error("".join(self._output.get("TestConformance", []) + self._output.get("", [])))


def _first_error(text):
    block = re.search(r"Error Trace:\s*(\S+).*?\n\s*Error:\s*(.*?)(?=\n\s*Test:)", text, re.S)
    if block:
        where = block.group(1).rsplit("/", 1)[-1]
        said = [line.strip() for line in block.group(2).splitlines() if line.strip()]
        messages = re.search(r"Messages:\s*(.*)", text[block.start():])
        return [f"{where}: {said[0]}", *said[1:COMPLAINT_LINES], *([messages.group(1)] if messages else [])]
    plain = [line.strip() for line in text.splitlines() if re.match(r"\s+\w+\.go:\d+: ", line)]
    return plain[-1:]


def profiles(report):
    """(profile, kind of features, figures, features that are not published) for each part of a report."""
    need("python3-yaml", _has_yaml)
    import yaml
    for profile in yaml.safe_load(report.read_text())["profiles"]:
        for part in ("core", "extended"):
            told = profile.get(part, {})
            yield profile["name"], part, told.get("statistics", {}), told.get("unsupportedFeatures", [])


def _has_yaml():
    try:
        import yaml  # noqa: F401
        return True
    except ImportError:
        return False


def judge(output, code, whole):
    """Prints what a run comes to; returns whether nothing failed, nothing was skipped and all that has tests is published."""
    tests = Tests(output / "log.json")
    failed = tests.names("fail")
    good = code == 0 and not failed
    if whole and (output / "report.yaml").exists():
        good &= _print_profiles(output / "report.yaml")
    elif whole:
        print("there is no report")
        good = False
    passed = tests.names("pass")
    print(f"{len(passed)} tests passed, {len(failed)} failed, {len(tests.names('skip'))} were not asked")
    for name in failed:
        print(f"FAILED {name} after {tests.took(name):.0f} s")
        for line in tests.complaint(name):
            print(f"    {line[:300]}")
    if not passed and not failed:
        for line in tests.setup_complaint():
            print(f"    {line[:300]}")
    return good and bool(passed)


def _print_profiles(report):
    good = True
    print(f"{'profile':14} {'features':9} {'passed':>6} {'failed':>6} {'skipped':>7}  not published")
    for name, part, figures, missing in profiles(report):
        counts = [figures.get(key, 0) for key in ("Passed", "Failed", "Skipped")]
        print(f"{name:14} {part:9} {counts[0]:6} {counts[1]:6} {counts[2]:7}  {' '.join(missing)}")
        untried = set(missing) - UNTESTED
        if untried:
            print(f"    has tests, but is not published: {' '.join(sorted(untried))}")
        good &= counts[0] > 0 and counts[1:] == [0, 0] and not untried
    return good
