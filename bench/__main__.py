"""Run every benchmark, or those named: ``python -m bench random_intercept``."""

from __future__ import annotations

import sys
from importlib import import_module

BENCHMARKS = ("agreement", "coding_widget", "dictionary_coding", "random_intercept", "repair_text", "store")


def main(names: tuple[str, ...]) -> None:
    for name in names or BENCHMARKS:
        try:
            for comparison in import_module(f"bench.{name}").run():
                print(comparison, flush=True)
        except (ImportError, OSError) as error:
            print(f"{name}: skipped, {error}", flush=True)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
