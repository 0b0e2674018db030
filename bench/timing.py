"""Two ways of doing one thing, timed in turn."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds that our way and a peer's took; the best of several turns."""

    name: str
    peer: str
    ours_s: float
    peer_s: float
    megabytes: float | None = None  # of UTF-8 worked through

    @property
    def ratio(self) -> float:
        """Below 1 we are faster."""
        return self.ours_s / self.peer_s

    def __str__(self) -> str:
        ours, peer = f"{1000 * self.ours_s:.1f} ms", f"{1000 * self.peer_s:.1f} ms"
        speed = "" if self.megabytes is None else f" ({self.megabytes / self.ours_s:.0f} MB/s)"
        return f"{self.name}: ours {ours}{speed}, {self.peer} {peer}, ratio {self.ratio:.2f}"


def compare(
    name: str,
    ours: Callable[[], object],
    *,
    peer: str,
    theirs: Callable[[], object],
    turns: int = 5,
    megabytes: float | None = None,
) -> Comparison:
    """Run both in turn, so that a busy machine slows both, and keep the best time of each."""
    ours(), theirs()
    times = [(_seconds(ours), _seconds(theirs)) for _ in range(turns)]
    return Comparison(name, peer, min(t for t, _ in times), min(t for _, t in times), megabytes)


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start
