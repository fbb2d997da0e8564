"""The Gateway API files Rauta serves in a benchmark, and the requests that are sent."""

from dataclasses import dataclass

from rauta_bench.fronts import PLAIN

HOSTS = 20
MAX_TEMPLATES = 1000
ROUTES_PER_FILE = 1000

GATEWAY = """\
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: bench
spec:
  gatewayClassName: rauta
  addresses:
  - type: IPAddress
    value: 127.0.0.1
  listeners:
  - name: http
    protocol: {protocol}
    port: {port}
{listener}---
apiVersion: gateway.rauta.io/v1alpha1
kind: Backend
metadata:
  name: origin
spec:
{speaks}  endpoints:
  - ip:
      address: 127.0.0.1
      port: {origin}
{secret}"""

ROUTE = """\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: route-{route.index}
spec:
  parentRefs:
  - name: bench
  hostnames:
  - {route.host}
  rules:
  - matches:
    - path:
        type: PathPrefix
        value: {route.prefix}
      headers:
      - name: x-tenant
        value: {route.tenant}
    backendRefs:
    - group: gateway.rauta.io
      kind: Backend
      name: origin
"""

CALL_ROUTE = """\
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata:
  name: route-{route.index}
spec:
  parentRefs:
  - name: bench
  hostnames:
  - {route.host}
  rules:
  - matches:
    - method:
        service: {route.service}
      headers:
      - name: x-tenant
        value: {route.tenant}
    backendRefs:
    - group: gateway.rauta.io
      kind: Backend
      name: origin
"""

FILTERS = """\
    filters:
    - type: RequestHeaderModifier
      requestHeaderModifier:
        set:
        - name: x-environment
          value: production
        remove:
        - x-debug
    - type: ResponseHeaderModifier
      responseHeaderModifier:
        add:
        - name: x-served-by
          value: bench
    - type: URLRewrite
      urlRewrite:
        path:
          type: ReplacePrefixMatch
          replacePrefixMatch: /
"""

ROUTE_WITH_FILTERS = ROUTE.replace("    backendRefs:", FILTERS + "    backendRefs:")

ROUTE_WITH_PATTERN = ROUTE.replace(
    "type: PathPrefix\n        value: {route.prefix}",
    'type: RegularExpression\n        value: "{route.prefix}/[a-z]+/[0-9]+"',
)

# A thread of wrk sends the requests of the file named as its first argument in turn; when done it
# prints one line that load.py reads.
WRK_SCRIPT = """\
local requests, count, last = {}, 0, 0
function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for request in file:read("*a"):gmatch("(.-\\r\\n\\r\\n)") do
    count = count + 1
    requests[count] = request
  end
  file:close()
end
function request()
  last = last % count + 1
  return requests[last]
end
function done(summary)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    e.connect, e.read, e.write, e.status, e.timeout))
end
"""


@dataclass(frozen=True)
class Route:
    """One generated route: a host, a path prefix and a header that must all match."""

    index: int
    host: str
    prefix: str
    tenant: str

    @property
    def service(self):
        """The same as a service of gRPC."""
        return self.prefix.removeprefix("/").replace("-", "_")

    @property
    def request(self):
        """Path and headers of a request that only this route takes."""
        return f"{self.prefix}/items/42", {"Host": self.host, "x-tenant": self.tenant}

    @property
    def request_head(self):
        path, headers = self.request
        fields = {**headers, "User-Agent": "bench/1", "Accept": "*/*"}
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        return "\r\n".join(lines) + "\r\n\r\n"


def generate(count, hosts=HOSTS):
    """`count` routes, dealt out to at most `hosts` hosts."""
    return [
        Route(i, f"host-{i % hosts}.bench.example", f"/service-{i}", f"tenant-{i}")
        for i in range(count)
    ]


def of_one_host(count):
    """`count` routes that differ in their paths only: h2load sends every request with the same fields."""
    return [Route(i, "host-0.bench.example", f"/service-{i}", "tenant-0") for i in range(count)]


def write_files(directory, routes, port, origin, template=ROUTE, front=PLAIN):
    """Writes the Gateway API files into an empty directory, a route each from `template`."""
    directory.mkdir(parents=True)
    gateway = GATEWAY.format(
        port=port,
        origin=origin,
        protocol="HTTPS" if front.secure else "HTTP",
        listener=front.rauta_listener,
        speaks="  appProtocols: [kubernetes.io/h2c]\n" if front.grpc else "",
        secret=front.rauta_secret(directory.parent),
    )
    (directory / "gateway.yaml").write_text(gateway)
    for start in range(0, len(routes), ROUTES_PER_FILE):
        documents = (template.format(route=route) for route in routes[start : start + ROUTES_PER_FILE])
        (directory / f"routes-{start}.yaml").write_text("---\n".join(documents))


def write_requests(path, routes, edit=str):
    """Writes request heads that spread evenly over the routes, at most 1,000 different ones, each
    changed by `edit`."""
    step = max(1, len(routes) // MAX_TEMPLATES)
    path.write_bytes("".join(edit(route.request_head) for route in routes[::step]).encode())
