"""What stands around a measurement: objects in the API server, backends, the gateway, all gone afterwards."""

import http.client
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rauta_bench import machine, tools
from rauta_bench.kube import objects
from rauta_bench.kube.api import GATEWAY_API, Api, NotFound, await_true
from rauta_bench.process import BenchError, Server, stop_all
from rauta_bench.tools import say

ROOT = Path(__file__).resolve().parents[3]
ADMIN = ("127.0.0.1", 19911)
WRITERS = 4
READY_SECONDS = 60
STOP_SECONDS = 45
POOL = "10.250.0.0/24"

ORIGIN = f"""\
worker_processes 1;
pid origin.pid;
error_log stderr warn;
events {{ worker_connections 16000; }}
http {{
  log_format times '$msec $server_addr';
  access_log {{log}} times buffer=64k flush=1s;
  default_type text/plain;
  keepalive_requests 1000000000;
  keepalive_timeout 3600s;
  server {{
    listen 0.0.0.0:{objects.ORIGIN_PORT} backlog=4096;
    location / {{ return 200 "{'0123456789abcdef' * 4}"; }}
  }}
}}
"""


class Site:
    """A namespace of the cluster with Services and Gateways, and the backends; a context manager."""

    def __init__(self, access, launcher, options=()):
        self.access = access
        self.api = Api(access)
        self.addresses = objects.Addresses()
        self.endpoints = {}  # of each Service, oldest first
        self.directory = Path(tempfile.mkdtemp(prefix="rauta-bench."))
        self._launcher = launcher
        self._options = options
        self._starts = 0

    def __enter__(self):
        self.directory.chmod(0o755)  # nginx's worker may be another user
        self._install_definitions()
        self._remove_objects()
        self._create_objects()
        self._start_origin()
        return self

    def __exit__(self, kind, _value, _trace):
        stop_all()
        self._remove_objects()
        self.api.close()
        if kind is None:
            shutil.rmtree(self.directory, ignore_errors=True)
        else:
            say(f"files and logs of the failed measurement are in {self.directory}")

    @property
    def origin_log(self):
        """One line for each request that reached a backend: when, in seconds of the epoch, and which address."""
        return self.directory / "origin.times"

    def create_routes(self, numbers, parent=objects.OURS):
        """Creates routes over a few connections at once."""
        numbers = list(numbers)
        with ThreadPoolExecutor(WRITERS) as writers:
            parts = (numbers[start::WRITERS] for start in range(WRITERS))
            list(writers.map(lambda part: self._create_part(part, parent), parts))

    def start_gateway(self):
        """Starts the gateway; returns it with the seconds from exec until it says that it is ready."""
        self._starts += 1
        command = [self._launcher, "run", "--kubernetes", "--address-mode", "pool", "--address-pool", POOL]
        command += ["--controller-name", objects.CONTROLLER, "--lease", f"{objects.NAMESPACE}/rauta"]
        command += ["--admin-address", ":".join(map(str, ADMIN)), *self._options]
        server = Server(f"gateway-{self._starts}", command, core=None, directory=self.directory)
        while time.monotonic() - server.started < READY_SECONDS:
            server.require_alive()
            if is_ready():
                return server, time.monotonic() - server.started
            time.sleep(0.005)
        raise BenchError(f"the gateway is not ready after {READY_SECONDS} s; see {server.log}")

    def gateway_address(self):
        """The address that the status of our Gateway shows, once it is programmed."""
        found = []

        def programmed():
            status = self.api.get(f"{objects.GATEWAYS}/{objects.OURS}").get("status", {})
            conditions = {c["type"]: c["status"] for c in status.get("conditions", [])}
            found[:] = [a["value"] for a in status.get("addresses", [])]
            return bool(found) and conditions.get("Programmed") == "True"

        await_true("the Gateway is programmed", READY_SECONDS, programmed)
        return found[0]

    def await_routes(self, numbers):
        """Waits until the status of these routes says that they are accepted as they are now."""
        for number in numbers:
            await_true(f"route {number} is accepted", READY_SECONDS, lambda n=number: self._accepted(n))

    def _accepted(self, number):
        found = self.api.get(objects.route_path(number))
        return any(
            condition["type"] == "Accepted"
            and condition["status"] == "True"
            and condition["observedGeneration"] == found["metadata"]["generation"]
            for parent in found.get("status", {}).get("parents", [])
            for condition in parent["conditions"]
        )

    def _create_part(self, numbers, parent):
        api = Api(self.access)
        try:
            for number in numbers:
                api.create(objects.ROUTES, objects.route(number, parent))
        finally:
            api.close()

    def _create_objects(self):
        self.api.create("/api/v1/namespaces", {"metadata": {"name": objects.NAMESPACE}})
        for number in range(objects.SERVICES):
            self.endpoints[number] = [self.addresses.take() for _ in range(objects.ENDPOINTS)]
            self.api.create(f"{objects.CORE}/services", objects.service(number))
            self.api.create(objects.SLICES, objects.endpoint_slice(number, self.endpoints[number]))
        for name, controller in ((objects.OURS, objects.CONTROLLER), (objects.FOREIGN, objects.FOREIGN_CONTROLLER)):
            self.api.create(objects.CLASSES, objects.gateway_class(name, controller))
            self.api.create(objects.GATEWAYS, objects.gateway(name))

    def _remove_objects(self):
        for name in (objects.OURS, objects.FOREIGN):
            self.api.delete(f"{objects.CLASSES}/{name}")
        for kind in (objects.ROUTES, objects.SLICES):
            self.api.delete(kind)
        self.api.delete(f"/api/v1/namespaces/{objects.NAMESPACE}")
        await_true("the namespace is gone", READY_SECONDS * 2, self._namespace_is_gone)

    def _namespace_is_gone(self):
        try:
            self.api.get(f"/api/v1/namespaces/{objects.NAMESPACE}")
            return False
        except NotFound:
            return True

    def _install_definitions(self):
        """Applies the resource definitions of the Gateway API and our own, unless the cluster has them."""
        try:
            self.api.get(f"/apis/{GATEWAY_API}/v1/httproutes?limit=1")
            return
        except NotFound:
            say("installing the Gateway API's resource definitions")
        fetched = subprocess.run([ROOT / "build/api-rules", "--fetch"], capture_output=True, text=True)
        if fetched.returncode != 0:
            raise BenchError(f"no resource definitions: {fetched.stderr}")
        yaml = tools.need_yaml()
        files = [*Path(fetched.stdout.strip()).glob("gateway*.yaml"), *(ROOT / "crds").glob("*.yaml")]
        definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
        for document in (d for file in files for d in yaml.safe_load_all(file.read_text()) if d):
            if document["kind"] == "CustomResourceDefinition":
                self.api.apply(f"{definitions}/{document['metadata']['name']}", document)
        await_true("the definitions are served", READY_SECONDS, self._definitions_are_served)

    def _definitions_are_served(self):
        try:
            self.api.get(f"/apis/{GATEWAY_API}/v1/httproutes?limit=1")
            return True
        except NotFound:
            return False

    def _start_origin(self):
        file = self.directory / "origin.conf"
        file.write_text(ORIGIN.replace("{log}", str(self.origin_log)))
        nginx = tools.basic_tools().nginx
        command = [nginx, "-p", f"{self.directory}/", "-c", file, "-g", "daemon off;"]
        Server("origin", command, core=None, directory=self.directory)


def stop_gateway(server):
    """Ends the gateway as Kubernetes would, and waits for it."""
    code = server.ask_to_end(STOP_SECONDS)
    if code != 0:
        raise BenchError(f"the gateway ended with code {code}")


def is_ready():
    """Whether the gateway says that it is ready."""
    connection = http.client.HTTPConnection(*ADMIN, timeout=2)
    try:
        connection.request("GET", "/ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def resident_megabytes(server):
    """Resident memory of the gateway in millions of bytes."""
    return machine.resident_bytes(server.pid) / 1e6
