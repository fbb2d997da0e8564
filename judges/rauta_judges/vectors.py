"""The project's own threat vectors again, translated to HTTP/2 with an HTTP/1.1 backend."""

import re

from rauta_judges import tools
from rauta_judges.process import run
from rauta_judges.verdict import Verdict


def judge(options):
    """A verdict for each transport."""
    for transport in ("h2",):
        command = [tools.ROOT / "e2e/vectors", "--against", options.against, "--over", transport]
        status, output = run(command, 1200)
        found = re.search(r"^\w+: (\d+ of \d+ vectors as promised.*)$", output, re.MULTILINE)
        broken = [line for line in output.splitlines() if line.startswith(("rauta breaks", "every peer"))]
        figure = found[1] if found else "the vectors did not run to their end"
        is_good = status == 0 and found is not None
        yield Verdict(
            f"vectors {options.against} over {transport}", is_good, figure, broken if found else output.splitlines()[-5:]
        )
