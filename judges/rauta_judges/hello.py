"""ClientHello messages (RFC 8446 section 4.1.2), taken apart and put together again, whole or broken."""

import ssl
import struct
from dataclasses import dataclass, replace

ALERT, HANDSHAKE = 21, 22
SERVER_NAME, GROUPS, ALPN, SUPPORTED_VERSIONS, KEY_SHARE = 0, 10, 16, 43, 51


@dataclass(frozen=True)
class Hello:
    """One ClientHello in its fields; `extensions` are pairs of type and content."""

    version: bytes
    random: bytes
    session: bytes
    ciphers: bytes
    compressions: bytes
    extensions: tuple

    def body(self):
        """The message without its handshake header."""
        extensions = b"".join(struct.pack(">HH", kind, len(data)) + data for kind, data in self.extensions)
        return (
            self.version
            + self.random
            + _short(self.session)
            + struct.pack(">H", len(self.ciphers))
            + self.ciphers
            + _short(self.compressions)
            + struct.pack(">H", len(extensions))
            + extensions
        )

    def message(self):
        """The message with its handshake header."""
        return handshake(1, self.body())

    def with_extension(self, kind, data):
        """The same with one extension replaced, or added."""
        kept = tuple(pair for pair in self.extensions if pair[0] != kind)
        # pre_shared_key, were it there, would have to stay the last
        return replace(self, extensions=((kind, data), *kept))

    def without(self, *kinds):
        return replace(self, extensions=tuple(pair for pair in self.extensions if pair[0] not in kinds))


def handshake(kind, body):
    """A handshake message."""
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def record(content, kind=HANDSHAKE, version=b"\x03\x01"):
    """One record of TLS."""
    return bytes([kind]) + version + struct.pack(">H", len(content)) + content


def parse(message):
    """Takes a whole ClientHello message apart."""
    body, at = message[4:], 34
    session, at = _take(body, at, 1)
    ciphers, at = _take(body, at, 2)
    compressions, at = _take(body, at, 1)
    block, _ = _take(body, at, 2)
    extensions, at = [], 0
    while at < len(block):
        kind = int.from_bytes(block[at : at + 2], "big")
        data, at = _take(block, at + 2, 2)
        extensions.append((kind, data))
    return Hello(body[:2], body[2:34], session, ciphers, compressions, tuple(extensions))


def client(authority, name="localhost", protocols=("http/1.1",)):
    """A fresh TLS client in memory: the object, its input and its output, which holds a ClientHello."""
    context = ssl.create_default_context(cafile=str(authority))
    context.set_alpn_protocols(list(protocols))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname=name)
    try:
        tls.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return tls, incoming, outgoing


def _short(data):
    return bytes([len(data)]) + data


def _take(data, at, size):
    length = int.from_bytes(data[at : at + size], "big")
    return data[at + size : at + size + length], at + size + length
