"""The parts of conformance/run."""
