#!/usr/bin/env python3
"""The client matrix with curl: curl.py CASES BASE PROTOCOL AUTHORITY. Prints a line of JSON for each case."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FLAGS = {"http/1.1": ["--http1.1"], "tls": ["--http1.1"], "h2c": ["--http2-prior-knowledge"], "h2": ["--http2"]}


def main(cases, base, protocol, authority):
    with tempfile.TemporaryDirectory() as folder:
        for case in json.loads(Path(cases).read_text()):
            print(json.dumps({"id": case["id"], **play(Path(folder), case, base, protocol, authority)}), flush=True)


def play(folder, case, base, protocol, authority):
    if "trailers" in case:
        return {"unable": "sends no trailers"}
    if protocol == "h2c" and "times" in case:
        return {"unable": "sends nothing on a connection that it reuses with prior knowledge (7.88)"}
    method = case.get("method", "GET")
    command = ["curl", "-s", "-S", "-g", "--path-as-is", "--max-time", "30", *FLAGS[protocol]]
    command += ["--cacert", authority, "-D", folder / "head", "-H", "Accept: */*"]
    command += ["-I"] if method == "HEAD" else ["-X", method]
    for name, value in fields_of(case):
        command += ["-H", f"{name}: {value}"]
    if "body" in case:
        (folder / "body").write_bytes(b"b" * case["body"])
        command += ["--data-binary", f"@{folder / 'body'}"]
        if not any(name == "content-type" for name, _ in fields_of(case)):
            command += ["-H", "Content-Type: application/octet-stream"]
        command += ["-H", "Expect: 100-continue" if case.get("expect") else "Expect:"]
    if case.get("chunked"):
        command += ["-H", "Transfer-Encoding: chunked"]
    return several(folder, case, base, command) if "times" in case else one(folder, case, base, command)


def one(folder, case, base, command):
    out = folder / "out"
    out.write_bytes(b"")
    form = "%{http_version} %{http_code}"
    done = subprocess.run([*map(str, command), "-o", out, "-w", form, base + case["path"]], capture_output=True, text=True)
    version, _, status = done.stdout.partition(" ")
    if done.returncode != 0:
        return {"error": done.stderr.strip()}
    body = out.read_bytes()
    fields, trailers = heads((folder / "head").read_text(encoding="latin-1"))
    result = {"version": version, "status": int(status), "fields": fields, **summary(body if case.get("method") != "HEAD" else b"")}
    return {**result, "trailers": trailers} if case.get("wantsTrailers") else result


def several(folder, case, base, command):
    count = case["times"]
    urls = []
    for number in range(count):
        urls += ["-o", folder / f"out-{number}", f"{base}{case['path']}{number}"]
    extra = ["-Z", "--parallel-max", count] if case.get("atOnce") else []
    done = subprocess.run([*map(str, command), *map(str, extra), "-w", "%{http_version} %{http_code}\n", *map(str, urls)], capture_output=True, text=True)
    if done.returncode != 0:
        return {"error": done.stderr.strip()}
    lines = [line.split() for line in done.stdout.splitlines()]
    bodies = b"".join((folder / f"out-{number}").read_bytes() for number in range(count))
    return {"version": lines[0][0], "status": max(int(status) for _, status in lines), "fields": [], **summary(bodies)}


def heads(text):
    """Fields and trailers of the last answer among blocks of lines."""
    blocks = [block.split("\n") for block in text.replace("\r", "").split("\n\n") if block.strip()]
    at = max(i for i, block in enumerate(blocks) if block[0].startswith("HTTP/"))
    pairs = lambda lines: [line.split(": ", 1) if ": " in line else [line.rstrip(":"), ""] for line in lines if line]  # noqa: E731
    return pairs(blocks[at][1:]), pairs([line for block in blocks[at + 1 :] for line in block])


def fields_of(case):
    fields = [(name, expand(value)) for name, value in case.get("headers", [])]
    return fields + [(f"x-case-{i}", f"value {i}") for i in range(case.get("many", 0))]


def expand(value):
    return "v" * int(value.split()[1]) if value.startswith("REPEAT ") else value


def summary(body):
    result = {"length": len(body), "sha": hashlib.sha256(body).hexdigest()[:16]}
    return {**result, "text": body.decode(errors="replace")} if len(body) < 2000 else result


if __name__ == "__main__":
    main(*sys.argv[1:])
