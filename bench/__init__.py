"""Benchmarks: our work against a peer's, in the same run; `python -m bench` prints the ratios."""
