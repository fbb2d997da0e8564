"""A client of an API server on one kept connection, and what that server counts."""

import base64
import http.client
import json
import os
import re
import ssl
import tempfile
import time
import urllib.parse
from pathlib import Path

from rauta_bench.process import BenchError
from rauta_bench.tools import need_yaml

GATEWAY_API = "gateway.networking.k8s.io"
TIMEOUT_SECONDS = 30
FRESH_SECONDS = 20  # an API server may close a connection that was idle for longer
WRITES = ("POST", "PUT", "PATCH", "APPLY", "DELETE")
REQUESTS = re.compile(r"^apiserver_request_total\{([^}]*)\} (\S+)$", re.MULTILINE)
LABEL = re.compile(r'(\w+)="([^"]*)"')


class NotFound(BenchError):
    """The API server knows no such object or kind."""


class Access:
    """Where the API server is and who we are, as a kubeconfig says."""

    def __init__(self, path):
        config = need_yaml().safe_load(Path(path).read_text())
        context = _named(config, "context", config["current-context"])
        cluster = _named(config, "cluster", context["cluster"])
        user = _named(config, "user", context["user"])
        address = urllib.parse.urlsplit(cluster["server"])
        self.host, self.port = address.hostname, address.port or 443
        self.headers = {"Authorization": f"Bearer {user['token']}"} if "token" in user else {}
        self.context = ssl.create_default_context(
            cafile=cluster.get("certificate-authority"), cadata=_decoded(cluster, "certificate-authority-data")
        )
        certificate = user.get("client-certificate") or _kept(_decoded(user, "client-certificate-data"))
        if certificate:
            key = user.get("client-key") or _kept(_decoded(user, "client-key-data"))
            self.context.load_cert_chain(certificate, key)

    @staticmethod
    def from_environment():
        """The cluster that `KUBECONFIG` names."""
        path = os.environ.get("KUBECONFIG")
        if not path:
            raise BenchError("KUBECONFIG names no cluster; try: ../shared/cluster/cluster exec bench/kubernetes")
        return Access(path)


class Api:
    """Requests over one connection, one after the other; for one thread."""

    def __init__(self, access):
        self._access = access
        self._connection = None
        self._used = 0.0

    def get(self, path):
        return self.ask("GET", path)

    def create(self, path, value):
        return self.ask("POST", path, value)

    def delete(self, path):
        """Deletes what there is; absence is no error."""
        try:
            self.ask("DELETE", path)
        except NotFound:
            return

    def apply(self, path, value):
        """Server-side apply of an object, which becomes all that we own of it."""
        query = "fieldManager=rauta-bench&force=true"
        return self.ask("PATCH", f"{path}?{query}", value, kind="application/apply-patch+yaml")

    def change(self, path, changes):
        """A JSON patch: `changes` maps pointers to the values that replace what is there."""
        return self.ask("PATCH", path, replacements(changes), kind="application/json-patch+json")

    def ask(self, method, path, value=None, kind="application/json"):
        """One request; returns the answer's object."""
        self.send(method, path, value, kind)
        return self.answer(f"{method} {path}")

    def send(self, method, path, value=None, kind="application/json"):
        """Sends a request, for whose `answer` the caller waits."""
        body = None if value is None else json.dumps(value)
        headers = {**self._access.headers, "Content-Type": kind, "Accept": "application/json"}
        self._open().request(method, path, body=body, headers=headers)

    def answer(self, what):
        """Waits for the answer to what was sent."""
        response = self._connection.getresponse()
        text = response.read()
        if response.status == http.client.NOT_FOUND:
            raise NotFound(f"{what}: not found")
        if response.status >= http.client.BAD_REQUEST:
            raise BenchError(f"{what}: {response.status} {text[:500].decode(errors='replace')}")
        return json.loads(text)

    def socket(self):
        """The connection's socket, which is readable when the API server has begun to answer."""
        return self._open().sock

    def text(self, path):
        """A page that is no JSON."""
        self.send("GET", path)
        return self._connection.getresponse().read().decode()

    def close(self):
        if self._connection:
            self._connection.close()
            self._connection = None

    def _open(self):
        if time.monotonic() - self._used > FRESH_SECONDS:
            self.close()
        self._used = time.monotonic()
        if self._connection is None:
            access = self._access
            self._connection = http.client.HTTPSConnection(
                access.host, access.port, context=access.context, timeout=TIMEOUT_SECONDS
            )
            self._connection.connect()
        return self._connection


def replacements(changes):
    """The JSON patch that replaces values by pointer."""
    return [{"op": "replace", "path": path, "value": value} for path, value in changes.items()]


def status_writes(api):
    """How often anybody has written a status of a Gateway API object, by resource, since the API server started."""
    counts = {}
    for labels, value in REQUESTS.findall(api.text("/metrics")):
        label = dict(LABEL.findall(labels))
        if label["group"] == GATEWAY_API and label["subresource"] == "status" and label["verb"] in WRITES:
            counts[label["resource"]] = counts.get(label["resource"], 0) + int(float(value))
    return counts


def await_true(what, seconds, condition):
    """Waits for a condition; returns how long that took in seconds."""
    start = time.monotonic()
    while not condition():
        if time.monotonic() - start > seconds:
            raise BenchError(f"not within {seconds} s: {what}")
        time.sleep(0.01)
    return time.monotonic() - start


def _named(config, kind, name):
    for entry in config[f"{kind}s"]:
        if entry["name"] == name:
            return entry[kind]
    raise BenchError(f"the kubeconfig has no {kind} called {name}")


def _decoded(values, key):
    return base64.b64decode(values[key]).decode() if key in values else None


def _kept(text):
    """A file that holds the text, which the TLS library wants to read itself."""
    if text is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".pem", delete=False) as file:
        file.write(text)
    return file.name
