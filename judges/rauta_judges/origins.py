"""The origins behind the subjects."""

from rauta_judges import tools

FOLDER = tools.ROOT / "judges"


def http(bench):
    """The HTTP/1.1 origin of the client matrix, which also answers 200 to anything else; returns its port."""
    port = bench.port()
    bench.start("origin", [tools.program("node", "nodejs"), FOLDER / "clients/origin.mjs", port], [port])
    return port


def websocket(bench):
    """An echo over WebSocket by the npm package ws; returns its port."""
    port = bench.port()
    environment = {"NODE_PATH": str(tools.node_modules())}
    command = [tools.program("node", "nodejs"), FOLDER / "autobahn/echo.cjs", port]
    bench.start("websocket-origin", command, [port], environment)
    return port


def grpc(bench):
    """The server of the gRPC interoperability tests, in plain text; returns its port."""
    port = bench.port()
    main = "io.grpc.testing.integration.TestServiceServer"
    command = [tools.java(), "-XX:+UseSerialGC", "-cp", tools.classpath("grpc", tools.GRPC), main]
    bench.start("grpc-origin", [*command, f"--port={port}", "--use_tls=false"], [port])
    return port
