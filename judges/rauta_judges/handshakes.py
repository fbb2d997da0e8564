"""Malformed and oddly cut TLS handshakes: the right alert, no exception in the log, and others are served meanwhile."""

import os
import socket
import ssl
import struct
from dataclasses import dataclass, replace

from rauta_judges import certificates, hello, origins, subjects
from rauta_judges.hello import HANDSHAKE, handshake, record
from rauta_judges.verdict import Verdict

PATIENCE = 5
UNEXPECTED, OVERFLOW, FAILURE, ILLEGAL, DECODE, VERSION = 10, 22, 40, 47, 50, 70
MISSING, UNRECOGNIZED, NO_PROTOCOL = 109, 112, 120
CLOSED, SERVED = "closed", "served"
ANY_ALERT = frozenset(range(256))
REQUEST = b"GET /status/200 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Case:
    """Bytes instead of a ClientHello, and what may come of them: alerts by number, CLOSED, SERVED."""

    name: str
    sent: bytes
    allowed: frozenset
    ends: bool = False  # our side ends behind the bytes


def judge(options):
    """One verdict on cuts, which must not matter, and one on what is malformed."""
    with options.bench() as bench:
        identity = certificates.make(bench.folder)
        subject = subjects.start(options.against, bench, subjects.Wiring(origins.http(bench), identity=identity))
        yield _cuts(subject, identity)
        yield _malformed(subject, identity)


def _cuts(subject, identity):
    failed, count = [], 0
    length = len(_fresh(identity))
    for position in range(1, length):
        failed += _served(subject, identity, f"in two segments at {position}", lambda m: _segments(m, position))
        failed += _served(subject, identity, f"in two records at {position}", lambda m: _records(m, position))
        count += 2
    for size in (1, 2, 3, 7, 64):
        failed += _served(subject, identity, f"in records of {size}", lambda m: [_pieces(m, size)])
        failed += _served(subject, identity, f"in segments of {size}", lambda m: _chunks(record(m), size))
        count += 2
    complaints = subject.complaints()
    figure = f"{count - len(failed)} of {count} ways to cut a ClientHello of {length} bytes are served"
    return Verdict(f"handshakes {subject.name} cut", not failed and not complaints, figure, failed[:20] + complaints)


def _fresh(identity):
    """The message of a ClientHello, out of its record."""
    return hello.client(identity.authority)[2].read()[5:]


def _segments(message, position):
    whole = record(message)
    return [whole[: position + 5], whole[position + 5 :]]


def _records(message, position):
    return [record(message[:position]) + record(message[position:])]


def _pieces(message, size):
    return b"".join(record(message[at : at + size]) for at in range(0, len(message), size))


def _chunks(data, size):
    return [data[at : at + size] for at in range(0, len(data), size)]


def _served(subject, identity, name, cut):
    """No line when a request over a handshake that begins with these segments is answered 200."""
    tls, incoming, outgoing = hello.client(identity.authority)
    try:
        with _connect(subject) as connection:
            for segment in cut(outgoing.read()[5:]):
                connection.sendall(segment)
            _pump(connection, incoming, outgoing, tls.do_handshake)
            tls.write(REQUEST)
            answer = _pump(connection, incoming, outgoing, lambda: tls.read(100))
    except (OSError, ssl.SSLError) as e:
        return [f"{name}: {e}"]
    return [] if answer.startswith(b"HTTP/1.1 200") else [f"{name}: {answer[:60]!r}"]


def _pump(connection, incoming, outgoing, step):
    while True:
        try:
            result = step()
            connection.sendall(outgoing.read())
            return result
        except ssl.SSLWantReadError:
            connection.sendall(outgoing.read())
            data = connection.recv(65536)
            if not data:
                raise ConnectionError("the connection was closed") from None
            incoming.write(data)


def _connect(subject):
    connection = socket.create_connection(("127.0.0.1", subject.secure), PATIENCE)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _malformed(subject, identity):
    failed, seen_alerts = [], set()
    cases = [*_by_hand(hello.parse(_fresh(identity))), *_truncated(_fresh(identity)), *_flipped(_fresh(identity))]
    for number, case in enumerate(cases):
        outcome = _outcome(subject, case)
        seen_alerts |= {outcome} if isinstance(outcome, int) else set()
        if outcome not in case.allowed:
            failed.append(f"{case.name}: {_words(outcome)}, not {', '.join(map(_words, sorted(case.allowed, key=str)))[:80]}")
        if number % 20 == 0:
            failed += _served(subject, identity, f"another client beside {case.name}", lambda m: [record(m)])
    failed += _served(subject, identity, "another client at the end", lambda m: [record(m)])
    complaints = subject.complaints()
    figure = f"{len(cases) - len(failed)} of {len(cases)} answered as they must be, with {len(seen_alerts)} kinds of alert"
    return Verdict(f"handshakes {subject.name} malformed", not failed and not complaints, figure, failed[:40] + complaints)


def _words(outcome):
    return f"alert {outcome}" if isinstance(outcome, int) else outcome


def _outcome(subject, case):
    """The number of the alert, CLOSED, SERVED for a ServerHello, or what else came."""
    try:
        with _connect(subject) as connection:
            connection.sendall(case.sent)
            if case.ends:
                connection.shutdown(socket.SHUT_WR)
            return _first_record(connection)
    except (ConnectionResetError, BrokenPipeError):
        return CLOSED
    except TimeoutError:
        return "silence"


def _first_record(connection):
    data = b""
    while True:
        if len(data) >= 5 and len(data) >= 5 + struct.unpack(">H", data[3:5])[0]:
            break
        more = connection.recv(65536)
        if not more:
            return CLOSED if not data else f"{data[:20]!r} and the end"
        data += more
    if data[0] == hello.ALERT:
        return data[6]
    return SERVED if data[0] == HANDSHAKE and data[5] == 2 else f"{data[:20]!r}"


def _by_hand(good):
    """What breaks one rule each. RFC 8446 names the alert, or leaves it open where several fit."""
    yield Case("good", record(good.message()), frozenset({SERVED}))
    yield from _broken_records(good.message())
    yield from _broken_messages(good)
    yield from _broken_fields(good)


def _broken_records(message):
    refused = frozenset({UNEXPECTED, DECODE, ILLEGAL, VERSION, OVERFLOW, CLOSED})
    yield Case("random bytes", os.urandom(600), refused | {FAILURE}, ends=True)
    yield Case("plain HTTP", REQUEST, refused | {FAILURE}, ends=True)
    yield Case("HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9), refused | {FAILURE}, ends=True)
    yield Case("zero bytes", bytes(100), refused, ends=True)
    yield Case("record of SSL 2.0", b"\x80\x2e\x01\x03\x01\x00\x15\x00\x00\x00\x10" + os.urandom(37), refused | {FAILURE}, ends=True)
    yield Case("record version 2.0", record(message, version=b"\x02\x00"), refused)
    yield Case("record of 65,535 bytes", b"\x16\x03\x01\xff\xff" + os.urandom(65535), refused)
    yield Case("record over 2^14+256", record(handshake(1, bytes(16900))), refused)
    yield Case("application data first", record(b"hello", kind=23), refused)
    yield Case("heartbeat first", record(b"\x01\x40\x00", kind=24), refused)
    yield Case("cipher change first", record(b"\x01", kind=20), refused | {"silence"}, ends=True)
    yield Case("fatal alert first", record(b"\x02\x28", kind=21), frozenset({CLOSED, UNEXPECTED, 0}))
    yield Case("warning alerts without end", record(b"\x01\x5a", kind=21) * 2000, refused | {0}, ends=True)
    yield Case("empty records without end", record(b"") * 2000, refused, ends=True)


def _broken_messages(good):
    body = good.body()
    refused = frozenset({DECODE, ILLEGAL, UNEXPECTED, FAILURE, OVERFLOW, CLOSED})
    yield Case("16 MiB announced", record(b"\x01\xff\xff\xff" + body), refused, ends=True)
    yield Case("64 KiB announced", record(b"\x01\x00\xff\xff" + body), refused, ends=True)
    yield Case("a Finished first", record(handshake(20, bytes(32))), frozenset({UNEXPECTED, DECODE, CLOSED}))
    yield Case("a ServerHello first", record(handshake(2, body)), frozenset({UNEXPECTED, DECODE, CLOSED}))
    yield Case("message of unknown kind", record(handshake(99, body)), frozenset({UNEXPECTED, DECODE, CLOSED}))
    yield Case("empty message", record(handshake(1, b"")), frozenset({DECODE, ILLEGAL, UNEXPECTED, VERSION, CLOSED}))
    yield Case("bytes behind the end", record(handshake(1, body + b"\0\0\0")), frozenset({DECODE, ILLEGAL}))
    yield Case("two in one record", record(good.message() * 2), frozenset({UNEXPECTED, SERVED}))


def _broken_fields(good):
    # BoringSSL reads as many whole versions as there are, and finds no protocol of ours in a broken list.
    decode = frozenset({DECODE, ILLEGAL})
    name = lambda host: struct.pack(">HBH", len(host) + 3, 0, len(host)) + host  # noqa: E731
    yield Case("no cipher", record(replace(good, ciphers=b"").message()), decode | {FAILURE})
    yield Case("half a cipher", record(replace(good, ciphers=good.ciphers + b"\0").message()), decode)
    yield Case("unknown ciphers", record(replace(good, ciphers=b"\xfa\xfa\xfb\xfb").message()), frozenset({FAILURE}))
    yield Case("no compression", record(replace(good, compressions=b"").message()), decode)
    yield Case("compression only", record(replace(good, compressions=b"\x01").message()), decode)
    yield Case("session id of 33 bytes", record(replace(good, session=bytes(33)).message()), decode)
    yield Case("TLS 1.1 only", record(good.with_extension(hello.SUPPORTED_VERSIONS, b"\x02\x03\x02").message()), frozenset({VERSION}))
    old = replace(good.without(hello.SUPPORTED_VERSIONS), version=b"\x03\x02")
    yield Case("TLS 1.1 as it was said", record(old.message()), frozenset({VERSION}))
    old = replace(good.without(hello.SUPPORTED_VERSIONS), version=b"\x03\x00")
    yield Case("SSL 3.0", record(old.message(), version=b"\x03\x00"), frozenset({VERSION, FAILURE, UNEXPECTED, CLOSED}))
    yield Case("a version to come", record(replace(good, version=b"\x03\x09").message()), frozenset({SERVED, VERSION}))
    yield Case("empty list of versions", record(good.with_extension(hello.SUPPORTED_VERSIONS, b"\0").message()), decode | {VERSION})
    yield Case("half a version", record(good.with_extension(hello.SUPPORTED_VERSIONS, b"\x03\x03\x04\x03").message()), decode | {VERSION, SERVED})
    twice = replace(good, extensions=(*good.extensions, good.extensions[0]))
    yield Case("an extension twice", record(twice.message()), decode)
    yield Case("key share cut", record(good.with_extension(hello.KEY_SHARE, b"\x00\x24\x00\x1d\x00\x20\x01").message()), decode)
    yield Case("no group, no share", record(good.without(hello.GROUPS, hello.KEY_SHARE).message()), frozenset({MISSING, FAILURE, ILLEGAL, SERVED}))
    yield Case("unknown group", record(good.with_extension(hello.GROUPS, b"\0\x02\xfa\xfa").without(hello.KEY_SHARE).message()), frozenset({FAILURE, MISSING, ILLEGAL}))
    yield Case("empty list of protocols", record(good.with_extension(hello.ALPN, b"\0\0").message()), decode)
    yield Case("empty protocol", record(good.with_extension(hello.ALPN, b"\0\x01\0").message()), decode | {NO_PROTOCOL})
    yield Case("unknown protocol", record(good.with_extension(hello.ALPN, b"\0\x04\x03foo").message()), frozenset({NO_PROTOCOL, SERVED}))
    for label, host in (("empty", b""), ("with NUL", b"a\0b"), ("of 300 bytes", b"a" * 300), ("not ASCII", b"\xff\xfe")):
        allowed = decode | {UNRECOGNIZED, SERVED, CLOSED}
        yield Case(f"server name {label}", record(good.with_extension(hello.SERVER_NAME, name(host)).message()), allowed)
    yield Case("server name cut", record(good.with_extension(hello.SERVER_NAME, b"\0\x20\0\0\x20loc").message()), decode)
    yield Case("no server name", record(good.without(hello.SERVER_NAME).message()), frozenset({SERVED, UNRECOGNIZED, FAILURE}))
    many = tuple((0x7000 + number, b"") for number in range(1000))
    yield Case("1,000 unknown extensions", record(replace(good, extensions=good.extensions + many).message()), decode | {SERVED})
    padded = good.with_extension(21, bytes(15000))
    yield Case("15,000 bytes of padding", record(padded.message()), frozenset({SERVED}))


def _truncated(message):
    """Cut at each place, with lengths that agree around the cut but not within, or with an end instead of the rest."""
    for length in range(0, len(message) - 4, 5):
        body = message[4 : 4 + length]
        yield Case(f"cut to {length} bytes", record(handshake(1, body)), frozenset({DECODE, ILLEGAL, UNEXPECTED, VERSION, FAILURE, MISSING, SERVED}))
        allowed = frozenset({CLOSED, DECODE, UNEXPECTED, FAILURE, 0})
        yield Case(f"ended after {length + 5} bytes", record(message)[: length + 5], allowed, ends=True)


def _flipped(message):
    """Each byte of the message turned round: any alert, or a handshake that goes on, but no silence."""
    for at in range(len(message)):
        flipped = bytearray(message)
        flipped[at] ^= 0xFF
        yield Case(f"byte {at} turned", record(bytes(flipped)), ANY_ALERT | {SERVED, CLOSED}, ends=True)
