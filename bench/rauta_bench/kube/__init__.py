"""The gateway on a real API server, outside of pods; `bench/kubernetes` is the way in."""
