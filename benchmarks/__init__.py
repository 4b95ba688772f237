"""Measurements anyone can run: `python -m benchmarks` or `make bench`."""
