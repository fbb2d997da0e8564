"""Client matrix: curl, JDK, OkHttp, undici, Go and httpx through the subject in every version they speak, equal to direct access."""

import json

from rauta_judges import certificates, origins, subjects, tools
from rauta_judges.process import JudgeError, run
from rauta_judges.verdict import Verdict

FOLDER = tools.ROOT / "judges/clients"
CASES = FOLDER / "cases.json"
VERSIONS = {"http/1.1": "1.1", "tls": "1.1", "h2c": "2", "h2": "2"}
OKHTTP = ("com.squareup.okhttp3:okhttp:4.12.0",)

# Fields of one connection, and the announcement of trailers, which a proxy may leave out.
SHOWN = 12
NOT_COMPARED = ("date", "connection", "keep-alive", "transfer-encoding", "trailer")


def judge(options):
    """A verdict for each client and version."""
    makers = {
        "curl": (_curl, ("http/1.1", "tls", "h2c", "h2")),
        "jdk": (_jdk, ("http/1.1", "tls", "h2")),
        "okhttp": (_okhttp, ("http/1.1", "tls", "h2c", "h2")),
        "undici": (_undici, ("http/1.1", "tls", "h2")),
        "go": (_go, ("http/1.1", "tls", "h2c", "h2")),
        "httpx": (_httpx, ("http/1.1", "tls", "h2c", "h2")),
    }
    with options.bench() as bench:
        origin = origins.http(bench)
        identity = certificates.make(bench.folder)
        for name, (maker, protocols) in makers.items():
            client = maker(bench)
            expected = _play(client, f"http://127.0.0.1:{origin}", "http/1.1", identity)
            for protocol in protocols:
                yield _compare(options, bench, (name, client, protocol), expected, subjects.Wiring(origin, identity=identity))


def _compare(options, bench, asked, expected, wiring):
    name, client, protocol = asked
    if protocol == "h2c" and options.against == "nginx":
        wiring = subjects.Wiring(wiring.origin, identity=wiring.identity, plain_http2=True)
    subject = subjects.start(options.against, bench, wiring)
    is_secure = protocol in ("tls", "h2")
    base = f"https://127.0.0.1:{subject.secure}" if is_secure else f"http://127.0.0.1:{subject.plain}"
    seen = _play(client, base, protocol, wiring.identity)
    subject.process.stop()
    unable = sorted(case for case, result in seen.items() if "unable" in result)
    differences = []
    for case, result in seen.items():
        if case not in unable:
            differences += _differences(subject.name, case, expected.get(case, {}), result, VERSIONS[protocol])
    count = len(seen) - len(unable)
    wrong = len({line.split(":")[0] for line in differences})
    figure = f"{count - wrong} of {count} cases as by direct access"
    if unable:
        figure += f" ({name} cannot do: {', '.join(unable)})"
    complaints = [line for line in subject.complaints() if line != "the process has ended"]
    is_good = len(seen) == len(_cases()) and not differences and not complaints
    return Verdict(f"clients {subject.name} {name} {protocol}", is_good, figure, differences[:SHOWN] + complaints)


def _cases():
    return json.loads(CASES.read_text())


def _play(client, base, protocol, identity):
    _, output = run([*client, base, protocol, identity.authority], 300)
    results = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    if not results:
        raise JudgeError(f"{client[0]} printed no result:\n{output[-1500:]}")
    return {each["id"]: each for each in results}


def _differences(who, case, expected, seen, version):
    if "error" in expected or "error" in seen:
        same = "error" in expected and "error" in seen
        return [] if same else [f"{case}: {_short(seen)}, by direct access {_short(expected)}"]
    found = [] if seen["version"] == version else [f"{case}: spoken was HTTP/{seen['version']}"]
    for what in ("status", "length", "trailers"):
        if expected.get(what) != seen.get(what) and not (what == "trailers" and _folded(expected) == _folded(seen)):
            found.append(f"{case}: {what} {seen.get(what)}, by direct access {expected.get(what)}")
    if seen["sha"] != expected.get("sha"):
        texts = (each.get("text", "bytes")[:300] for each in (seen, expected))
        found.append("{0}: body {1}, by direct access {2}".format(case, *texts))
    added = {"server"} if who == "nginx" else set()
    ours, theirs = _fields(seen, added), _fields(expected, added)
    if ours != theirs:
        found.append(f"{case}: fields {sorted(set(ours) ^ set(theirs))}")
    return found


def _short(result):
    return str(result.get("error") or result.get("status"))[:200]


def _folded(result):
    return sorted((name.lower(), value) for name, value in result.get("trailers", []))


def _fields(result, added):
    dropped = added.union(NOT_COMPARED)
    pairs = [(name.lower(), value) for name, value in result["fields"] if name.lower() not in dropped]
    return sorted((n, v) for n, v in pairs if not n.startswith(":"))


def _curl(_bench):
    tools.program("curl", "curl")
    return ["python3", FOLDER / "curl.py", CASES]


def _httpx(_bench):
    return [tools.python(), FOLDER / "with_httpx.py", CASES]


def _undici(_bench):
    return ["env", f"NODE_PATH={tools.node_modules()}", tools.program("node", "nodejs"), FOLDER / "undici.cjs", CASES]


def _go(_bench):
    return [tools.go_binary(FOLDER / "nethttp.go"), CASES]


def _jdk(bench):
    return [*_java(bench, ""), "Jdk", _plain_cases(bench)]


def _okhttp(bench):
    return [*_java(bench, tools.classpath("okhttp", OKHTTP)), "OkHttp", _plain_cases(bench)]


def _java(bench, libraries):
    """Compiles the Java client and what it shares with the other; returns the command up to its main class."""
    java = tools.java()
    classes = bench.folder / f"classes-{bool(libraries)}"
    sources = [FOLDER / "Matrix.java", FOLDER / ("OkHttp.java" if libraries else "Jdk.java")]
    status, output = run([java + "c", "-d", classes, "-cp", libraries or ".", *sources], 120)
    if status:
        raise JudgeError(f"the Java client does not compile:\n{output[-1500:]}")
    return [java, "-XX:+UseSerialGC", "-cp", f"{classes}:{libraries}"]


def _plain_cases(bench):
    """The cases without JSON: id, method, path, length of the body, flags, times, fields."""
    lines = []
    for case in _cases():
        flags = [flag for flag in ("chunked", "trailers", "expect", "wantsTrailers", "atOnce") if case.get(flag)]
        fields = [word for name, value in case.get("headers", []) for word in (name, _expand(value))]
        fields += [word for i in range(case.get("many", 0)) for word in (f"x-case-{i}", f"value {i}")]
        start = [case["id"], case.get("method", "GET"), case["path"], str(case.get("body", -1)), ",".join(flags)]
        lines.append("\t".join([*start, str(case.get("times", 0)), *fields]))
    file = bench.folder / "cases.tsv"
    file.write_text("\n".join(lines) + "\n")
    return file


def _expand(value):
    return "v" * int(value.split()[1]) if value.startswith("REPEAT ") else value
