"""grpc-interop-testing 1.79.0: the interoperability cases of gRPC and its soak tests, over plain text and over TLS."""

import re
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rauta_judges import certificates, origins, subjects, tools
from rauta_judges.process import JudgeError, run
from rauta_judges.verdict import Verdict

CLIENT = "io.grpc.testing.integration.TestServiceClient"
CASES = (
    "empty_unary",
    "large_unary",
    "client_compressed_unary_noprobe",
    "server_compressed_unary",
    "client_streaming",
    "client_compressed_streaming_noprobe",
    "server_streaming",
    "server_compressed_streaming",
    "ping_pong",
    "empty_stream",
    "custom_metadata",
    "status_code_and_message",
    "special_status_message",
    "unimplemented_method",
    "unimplemented_service",
    "cancel_after_begin",
    "cancel_after_first_response",
    "timeout_on_sleeping_server",
    "very_large_request",
    "pick_first_unary",
    "orca_per_rpc",
    "orca_oob",
)
CREDENTIALS = (
    "compute_engine_creds",
    "compute_engine_channel_credentials",
    "service_account_creds",
    "jwt_token_creds",
    "oauth2_auth_token",
    "per_rpc_creds",
    "google_default_credentials",
)
# They first ask for an answer that the suite's own server does not give, also when it is asked directly.
PROBING = ("client_compressed_unary", "client_compressed_streaming")
LEFT_OUT = (
    f"left out: cacheable_unary (needs a cache); {', '.join(CREDENTIALS)} (need Google's credentials);"
    f" {', '.join(PROBING)} (fail on the suite's own server; their forms without a probe are played)"
)
BACKEND_METRICS = '{"loadBalancingConfig":[{"test_backend_metrics_load_balancer":{}}]}'
# The suite's own certificate, for *.test.google.fr, which its client can be told to trust.
NAME = "foo.test.google.fr"


def judge(options):
    """A verdict on the cases and one on soaking, for each transport."""
    for transport in ("h2c", "tls"):
        with options.bench() as bench:
            wiring = subjects.Wiring(
                origins.grpc(bench), subjects.GRPC, _identity(bench.folder), plain_http2=transport == "h2c"
            )
            subject = subjects.start(options.against, bench, wiring)
            client = _client(subject, transport)
            title = f"grpc {subject.name} {transport}"
            yield _cases(title, client, subject)
            yield _soak(title, client, subject, 600 if options.full else 30)


def _identity(folder):
    own = certificates.Identity(folder / "server.key", folder / "server.pem", folder / "authority.pem")
    jar = next(p for p in tools.classpath("grpc", tools.GRPC).split(":") if Path(p).name.startswith("grpc-testing-"))
    with zipfile.ZipFile(jar) as archive:
        for target, name in ((own.key, "server1.key"), (own.chain, "server1.pem"), (own.authority, "ca.pem")):
            target.write_bytes(archive.read(f"certs/{name}"))
    return own


def _client(subject, transport):
    port = subject.plain if transport == "h2c" else subject.secure
    security = ["--use_tls=false"]
    if transport == "tls":
        security = ["--use_tls=true", "--use_test_ca=true", f"--server_host_override={NAME}"]
    java = [tools.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    return [*java, "-cp", tools.classpath("grpc", tools.GRPC), CLIENT, "--server_host=127.0.0.1", f"--server_port={port}", *security]


def _cases(title, client, subject):
    def play(case):
        metrics = [f"--service_config_json={BACKEND_METRICS}"] if case.startswith("orca") else []
        try:
            status, output = run([*client, f"--test_case={case}", *metrics], 120)
        except JudgeError as e:
            return [f"{case}: {e}"]
        return [] if status == 0 else [f"{case}: {_reason(output)}"]

    with ThreadPoolExecutor(2) as pool:
        failed = [line for lines in pool.map(play, CASES) for line in lines]
    complaints = subject.complaints()
    figure = f"{len(CASES) - len(failed)} of {len(CASES)} cases passed; {LEFT_OUT}"
    return Verdict(title, not failed and not complaints, figure, failed + complaints)


def _reason(output):
    found = re.search(r"^(?:Exception in thread .*? )?(\S*(?:Exception|Error)\b.*)$", output, re.MULTILINE)
    return found[1][:300] if found else output.strip()[-300:]


def _soak(title, client, subject, seconds):
    """Large unary calls for a time, on one channel and on a new one for each."""
    played, failed = 0, []
    for case, share in (("rpc_soak", seconds * 2 // 3), ("channel_soak", seconds // 3)):
        flags = [f"--test_case={case}", "--soak_iterations=1000000", "--soak_max_failures=0", "--soak_num_threads=4"]
        flags += ["--soak_per_iteration_max_acceptable_latency_ms=20000", f"--soak_overall_timeout_seconds={share}"]
        _, output = run([*client, *flags], share + 120)
        found = re.search(r"soak test ran: (\d+) / \d+ iterations\. total failures: (\d+)", output)
        if found is None or found[1] == "0" or found[2] != "0":
            failed.append(f"{case}: {found[0] if found else _reason(output)}")
        played += int(found[1]) if found else 0
    figure = f"{played} calls of rpc_soak and channel_soak in {seconds} s, {len(failed)} of the two failed"
    return Verdict(f"{title} soak", not failed and not subject.complaints(), figure, failed)
