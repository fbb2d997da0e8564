#!/usr/bin/env python3
"""The client matrix with httpx: with_httpx.py CASES BASE PROTOCOL AUTHORITY. Prints a line of JSON for each case."""

import hashlib
import json
import ssl
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx


def main(cases, base, protocol, authority):
    is_http2 = protocol in ("h2", "h2c")
    context = ssl.create_default_context(cafile=authority)
    limits = httpx.Limits(max_connections=100)
    with httpx.Client(http1=not is_http2, http2=is_http2, verify=context, timeout=30, limits=limits) as client:
        for case in json.loads(Path(cases).read_text()):
            print(json.dumps({"id": case["id"], **play(client, case, base)}), flush=True)
            client.cookies.clear()


def play(client, case, base):
    if "trailers" in case or case.get("wantsTrailers"):
        return {"unable": "knows no trailers"}
    if case.get("expect"):
        return {"unable": "does not wait for 100"}
    try:
        return several(client, case, base) if "times" in case else one(client, case, base + case["path"])[0]
    except httpx.HTTPError as e:
        return {"error": repr(e)}


def one(client, case, url):
    content = None
    if "body" in case:
        content = b"b" * case["body"]
        if case.get("chunked"):
            content = iter([content[at : at + 10000] for at in range(0, len(content), 10000)])
    with client.stream(case.get("method", "GET"), url, headers=fields_of(case), content=content) as answer:
        body = b"".join(answer.iter_raw())
        fields = [[name.decode(), value.decode()] for name, value in answer.headers.raw]
        version = answer.http_version.removeprefix("HTTP/")
        return {"version": version, "status": answer.status_code, "fields": fields, **summary(body)}, body


def several(client, case, base):
    ask = lambda number: one(client, case, f"{base}{case['path']}{number}")  # noqa: E731
    with ThreadPoolExecutor(case["times"] if case.get("atOnce") else 1) as pool:
        results = list(pool.map(ask, range(case["times"])))
    status = max(result["status"] for result, _ in results)
    return {"version": results[0][0]["version"], "status": status, "fields": [], **summary(b"".join(b for _, b in results))}


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
