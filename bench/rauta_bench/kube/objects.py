"""The objects that the benchmark puts into the API server."""

import random

from rauta_bench.kube.api import GATEWAY_API

NAMESPACE = "rauta-bench"
OURS = "rauta-bench"
FOREIGN = "rauta-bench-foreign"
CONTROLLER = "rauta.io/bench"
FOREIGN_CONTROLLER = "example.net/nobody"
PORT = 80
ORIGIN_PORT = 18080
SERVICES = 200
ENDPOINTS = 2
HOSTS = 50
CHANGE = "/spec/rules/0/filters/0/responseHeaderModifier/set/0/value"
CORE = f"/api/v1/namespaces/{NAMESPACE}"
SLICES = f"/apis/discovery.k8s.io/v1/namespaces/{NAMESPACE}/endpointslices"
CLASSES = f"/apis/{GATEWAY_API}/v1/gatewayclasses"
GATEWAYS = f"/apis/{GATEWAY_API}/v1/namespaces/{NAMESPACE}/gateways"
ROUTES = f"/apis/{GATEWAY_API}/v1/namespaces/{NAMESPACE}/httproutes"

# kube-proxy leaves such Services and slices alone: its work is not what is measured.
UNPROXIED = {"service.kubernetes.io/service-proxy-name": "none"}


class Addresses:
    """Addresses for endpoints, none of which is given out twice."""

    FIRST, LAST = 1 << 8, 255 << 8

    def __init__(self):
        self._next = Addresses.FIRST

    def take(self):
        """The next address of 10.250.1.0 and up, which the cluster's network has all on one machine."""
        number = self._next
        self._next += 1
        if number >= Addresses.LAST:
            raise ValueError("no address left")
        return f"10.250.{number >> 8}.{number & 255}"


def gateway_class(name, controller):
    return {
        "apiVersion": f"{GATEWAY_API}/v1",
        "kind": "GatewayClass",
        "metadata": {"name": name},
        "spec": {"controllerName": controller},
    }


def gateway(name):
    return {
        "apiVersion": f"{GATEWAY_API}/v1",
        "kind": "Gateway",
        "metadata": {"name": name, "namespace": NAMESPACE},
        "spec": {"gatewayClassName": name, "listeners": [{"name": "http", "protocol": "HTTP", "port": PORT}]},
    }


def service(number):
    return {
        "apiVersion": "v1",
        "kind": "Service",
        "metadata": {"name": f"s{number}", "namespace": NAMESPACE, "labels": UNPROXIED},
        "spec": {"ports": [{"name": "http", "port": PORT, "targetPort": ORIGIN_PORT}]},
    }


def endpoint_slice(number, addresses):
    return {
        "apiVersion": "discovery.k8s.io/v1",
        "kind": "EndpointSlice",
        "metadata": {
            "name": f"s{number}",
            "namespace": NAMESPACE,
            "labels": {**UNPROXIED, "kubernetes.io/service-name": f"s{number}"},
        },
        "addressType": "IPv4",
        "endpoints": endpoints(addresses),
        "ports": [{"name": "http", "port": ORIGIN_PORT, "protocol": "TCP"}],
    }


def endpoints(addresses):
    return [{"addresses": [address], "conditions": {"ready": True}} for address in addresses]


def route(number, parent=OURS):
    """One route with a path of its own on one of the hosts; an answer tells which change of it gave it."""
    return {
        "apiVersion": f"{GATEWAY_API}/v1",
        "kind": "HTTPRoute",
        "metadata": {"name": f"{parent}-{number}", "namespace": NAMESPACE},
        "spec": {
            "parentRefs": [{"name": parent}],
            "hostnames": [host(number)],
            "rules": [
                {
                    "matches": [{"path": {"type": "PathPrefix", "value": path(number)}}],
                    "filters": [
                        {
                            "type": "ResponseHeaderModifier",
                            "responseHeaderModifier": {"set": [{"name": "x-change", "value": "none"}]},
                        }
                    ],
                    "backendRefs": [{"name": f"s{number % SERVICES}", "port": PORT}],
                }
            ],
        },
    }


def route_path(number, parent=OURS):
    """Where a route stands in the API."""
    return f"{ROUTES}/{parent}-{number}"


def slice_path(number):
    return f"{SLICES}/s{number}"


def host(number):
    return f"h{number % HOSTS}.bench.test"


def path(number):
    return f"/r{number}"


def request(number):
    """The request that a route answers, as bytes."""
    head = f"GET {path(number)}/x HTTP/1.1\r\nHost: {host(number)}\r\nUser-Agent: bench/1\r\nAccept: */*\r\n\r\n"
    return head.encode()


def sample(count, size):
    """Numbers of some routes, spread over all, always the same ones."""
    return random.Random(count).sample(range(count), min(count, size))
