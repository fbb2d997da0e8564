"""What the parts share: where things are, how commands are run, and what to say when one fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Unable(Exception):
    """A run cannot go on; the message says why."""


def say(line):
    """Tells the person at the terminal; standard output is for the verdict."""
    print(f"conformance: {line}", file=sys.stderr, flush=True)


def cache():
    """The folder that outlives a run: RAUTA_CONFORMANCE_CACHE, or one in the home directory."""
    folder = Path(os.environ.get("RAUTA_CONFORMANCE_CACHE", Path.home() / ".cache" / "rauta-conformance"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def output_of(command, folder=None, environment=None, given=None):
    """What a command prints; one that fails ends the run with what it said."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=folder, env={**os.environ, **(environment or {})}, input=given, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise Unable(f"{' '.join(words)} failed:\n{(done.stdout + done.stderr)[-3000:].strip()}")
    return done.stdout


def need(package, available):
    """Installs a Debian package unless what it brings is there."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
        if not available():
            try:
                subprocess.run(["apt-get", "-q", *words], env=environment, capture_output=True, stdin=subprocess.DEVNULL)
            except OSError:
                break
    if not available():
        raise Unable(f"the Debian package {package} is missing and cannot be installed")


def program(name, package):
    """A program, installed when it is missing."""
    places = os.environ.get("PATH", "") + ":/usr/local/go/bin"
    need(package, lambda: shutil.which(name, path=places))
    return shutil.which(name, path=places)
