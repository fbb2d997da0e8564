"""The suite as a program: built once for each version, with the definitions of the kinds that belong to it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from rauta_conformance.tools import ROOT, Unable, cache, output_of, program, say

SOURCE = ROOT / "conformance"
PINNED = "v1.7.0"
TOOLCHAIN = {"GOTOOLCHAIN": "go1.27.0", "GOFLAGS": "-mod=mod -buildvcs=false"}
MODULES = ("sigs.k8s.io/gateway-api", "sigs.k8s.io/gateway-api/conformance")
FILES = ("go.mod", "go.sum", "conformance_test.go")


class Suite:
    """A built suite. Its folder outlives the run."""

    def __init__(self, version):
        self.version = version
        self._folder = cache() / f"{version}-{_fingerprint()}"
        self.binary = self._folder / "suite.test"
        self._converter = self._folder / "test2json"

    def prepare(self):
        """Fetches and builds what is not there yet; the first time this takes minutes and needs a network."""
        if self._converter.exists():
            return self
        go = program("go", "golang-go")
        building = self._folder.with_suffix(".new")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        for name in FILES:
            shutil.copy(SOURCE / name, building)
        if self.version != PINNED:
            self._require(go, building)
        say(f"building the suite {self.version}; the first time this takes minutes")
        output_of([go, "test", "-c", "-o", "suite.test", "."], building, TOOLCHAIN)
        crds = output_of([go, "list", "-m", "-f", "{{.Dir}}", MODULES[0]], building, TOOLCHAIN).strip()
        shutil.copytree(Path(crds) / "config" / "crd", building / "crd")
        output_of(["chmod", "-R", "u+w", "crd"], building)
        output_of([go, "build", "-o", "test2json", "cmd/test2json"], building, TOOLCHAIN)
        shutil.rmtree(self._folder, ignore_errors=True)
        building.rename(self._folder)
        return self

    def _require(self, go, folder):
        """Another version than the pinned one: the same test, its own requirements."""
        (folder / "go.sum").unlink()
        (folder / "go.mod").write_text("module rauta.io/conformance\n\ngo 1.27.0\n")
        output_of([go, "get", *(f"{module}@{self.version}" for module in MODULES)], folder, TOOLCHAIN)
        output_of([go, "mod", "tidy"], folder, TOOLCHAIN)

    def definitions(self, channel):
        """The files with the definitions of a channel."""
        files = sorted((self._folder / "crd" / channel).glob("gateway.networking.*.yaml"))
        if not files:
            raise Unable(f"the suite {self.version} has no definitions for the channel {channel}")
        return files

    def run(self, flags, output):
        """Runs the suite; its log goes to log.json in the folder. Returns its exit code."""
        command = [self._converter, "-t", "-p", "conformance", self.binary, "-test.v=test2json", "-test.timeout=0"]
        with open(output / "log.json", "wb") as log:
            done = subprocess.run([str(word) for word in (*command, *flags)], stdout=log, stderr=subprocess.STDOUT,
                                  stdin=subprocess.DEVNULL, cwd=output)
        return done.returncode


def _fingerprint():
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((SOURCE / name).read_bytes())
    return digest.hexdigest()[:12]
