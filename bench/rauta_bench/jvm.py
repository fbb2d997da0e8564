"""Questions to a running JVM, through the jcmd of its own JDK."""

import os
import subprocess
from pathlib import Path

from rauta_bench.process import BenchError


def log_pauses(server, file):
    """Makes the JVM write its collections and safepoints to a file from now on."""
    _jcmd(server, "VM.log", f"output={file}", "what=gc,safepoint", "decorators=uptime")


def load_agent(server, library, arguments):
    """Loads a native agent, or passes further arguments to one that is loaded."""
    answer = _jcmd(server, "JVMTI.agent_load", str(library), f'"{arguments}"')
    if "return code: 0" not in answer:
        raise BenchError(f"the agent refused {arguments}: {answer}")


def _jcmd(server, *command):
    jcmd = Path(os.readlink(f"/proc/{server.pid}/exe")).with_name("jcmd")
    done = subprocess.run([jcmd, str(server.pid), *command], capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchError(f"jcmd {command[0]}: {done.stdout}{done.stderr}")
    return done.stdout
