"""The cluster under test: the one that KUBECONFIG names, or one of our own that ends with the run."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from rauta_conformance.tools import ROOT, Unable, output_of, say

GROUP = "gateway.networking.k8s.io"
VERSION, CHANNEL = f"{GROUP}/bundle-version", f"{GROUP}/channel"
MANAGER = "rauta-conformance"
OURS = {"app.kubernetes.io/managed-by": MANAGER}


class OwnCluster:
    """A cluster of ../shared/cluster with a state of its own; a context manager that ends it."""

    def __init__(self, keep):
        self._program = (ROOT.parent / "shared/cluster/cluster").resolve()
        self._keep = keep
        if not os.access(self._program, os.X_OK):
            raise Unable("KUBECONFIG names no cluster, and there is no ../shared/cluster to start one")

    def __enter__(self):
        self._folder = tempfile.mkdtemp(prefix="rauta-conformance-", dir="/var/tmp")
        self._environment = {"RAUTA_CLUSTER_DIR": self._folder}
        say(f"starting a cluster in {self._folder}")
        try:
            output_of([self._program, "up"], environment=self._environment)
        except BaseException:
            self._end()
            raise
        return self

    def run(self, command):
        """Runs a command on the cluster's network; returns its exit status."""
        words = [str(word) for word in (self._program, "exec", *command)]
        return subprocess.run(words, env={**os.environ, **self._environment}).returncode

    def __exit__(self, *_):
        if self._keep:
            say(f"the cluster stays up: RAUTA_CLUSTER_DIR={self._folder} {self._program} exec ...")
        else:
            self._end()

    def _end(self):
        subprocess.run([self._program, "down"], env={**os.environ, **self._environment}, capture_output=True)
        shutil.rmtree(self._folder, ignore_errors=True)


class Cluster:
    """The cluster that KUBECONFIG names, through kubectl; a context manager that removes the class made by it."""

    def __init__(self, class_name, keep):
        beside = Path(os.environ["KUBECONFIG"].split(":")[0]).parent / "bin" / "kubectl"
        self._kubectl = shutil.which("kubectl") or (beside if beside.exists() else None)
        if self._kubectl is None:
            raise Unable("kubectl is not on the PATH")
        self._class_name = class_name
        self._made = False
        self._keep = keep

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._made and not self._keep:
            self._call("delete", "gatewayclass", self._class_name, "--ignore-not-found", "--wait=false")

    def install(self, suite, channel):
        """Installs the definitions of the channel and our own."""
        found = {
            (crd["metadata"].get("annotations", {}).get(VERSION), crd["metadata"].get("annotations", {}).get(CHANNEL))
            for crd in self._objects("customresourcedefinitions")
            if crd["spec"]["group"].startswith("gateway.networking.")
        }
        if found - {(suite.version, channel)}:
            told = ", ".join(f"{version} {name}" for version, name in sorted(found, key=str))
            raise Unable(f"the cluster holds definitions of {told}; {suite.version} {channel} needs a fresh cluster")
        files = [*([] if found else suite.definitions(channel)), *sorted((ROOT / "crds").glob("*.yaml"))]
        named = [word for file in files for word in ("-f", file)]
        self._call("apply", "--server-side", "--force-conflicts", f"--field-manager={MANAGER}", *named)
        self._call("wait", "customresourcedefinitions", "--all", "--for=condition=Established", "--timeout=60s")

    def make_class(self, controller_name):
        """Makes the class that the suite's Gateways will have, unless it is there."""
        if any(each["metadata"]["name"] == self._class_name for each in self._objects("gatewayclasses")):
            return
        self._apply({
            "apiVersion": f"{GROUP}/v1", "kind": "GatewayClass",
            "metadata": {"name": self._class_name, "labels": OURS}, "spec": {"controllerName": controller_name},
        })
        self._made = True

    def make_namespace(self, name):
        """Makes a namespace unless it is there."""
        self._apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": OURS}})

    def await_accepted(self, seconds, alive):
        """Waits until the class is Accepted for its generation."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            alive()
            told = json.loads(self._call("get", "gatewayclass", self._class_name, "-o", "json"))
            for condition in told.get("status", {}).get("conditions", ()):
                current = condition.get("observedGeneration") == told["metadata"]["generation"]
                if condition["type"] == "Accepted" and condition["status"] == "True" and current:
                    return
            time.sleep(0.2)
        raise Unable(f"GatewayClass {self._class_name} was not accepted within {seconds} s")

    def _objects(self, kind):
        return json.loads(self._call("get", kind, "-o", "json"))["items"]

    def _apply(self, thing):
        self._call("apply", "--server-side", f"--field-manager={MANAGER}", "-f", "-", given=json.dumps(thing))

    def _call(self, *words, given=None):
        return output_of([self._kubectl, *words], given=given)
