"""Keys and certificates of a judgement, made anew by openssl and valid for a week."""

from dataclasses import dataclass
from pathlib import Path

from rauta_judges.process import JudgeError, run

NAMES = "subjectAltName=DNS:localhost,DNS:*.test,IP:127.0.0.1"
CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "7"]


@dataclass(frozen=True)
class Identity:
    """A server's key and chain, and who signed it."""

    key: Path
    chain: Path
    authority: Path

    def joined(self):
        """Chain and key in one file, as HAProxy wants them."""
        file = self.chain.with_suffix(".joined.pem")
        file.write_text(self.chain.read_text() + self.key.read_text())
        return file


def make(folder):
    """An authority and a server certificate for localhost and *.test."""
    own = Identity(folder / "server.key", folder / "server.pem", folder / "authority.pem")
    key, request = folder / "authority.key", folder / "server.csr"
    extensions = folder / "extensions"
    extensions.write_text(NAMES + "\nextendedKeyUsage=serverAuth\n")
    for command in (
        ["req", "-x509", *CURVE, "-keyout", key, "-out", own.authority, "-subj", "/CN=judges"],
        ["req", *CURVE[:-2], "-keyout", own.key, "-out", request, "-subj", "/CN=localhost"],
        ["x509", "-req", "-in", request, "-CA", own.authority, "-CAkey", key, "-CAcreateserial"]
        + ["-days", "7", "-out", own.chain, "-extfile", extensions],
    ):
        status, output = run(["openssl", *command], 60)
        if status:
            raise JudgeError(f"openssl {command[0]}: {output}")
    return own
