"""The bar of a build: which step, how many, how long."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from workbench.study import Step


class Bar:
    """A bar on a terminal; elsewhere (a log, CI) one line a step."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.since = 0.0
        self.bar = None
        self.stream = sys.stderr  # kept, because doit turns sys.stderr aside while a step runs
        if self.stream.isatty():
            from tqdm import tqdm

            self.bar = tqdm(
                total=total,
                file=self.stream,
                unit="step",
                leave=False,
                bar_format="{l_bar}{bar}| {n}/{total} {elapsed}",
            )

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.close()

    def hear(self, step: Step, state: Literal["start", "done", "fresh", "failed"]) -> None:
        """Show what a step does."""
        if state == "start":
            self.since = time.perf_counter()
            if self.bar is not None:
                self.bar.set_description(step.name)
            return
        self.count += 1
        if self.bar is not None:
            self.bar.update()
        elif state != "fresh":
            seconds = time.perf_counter() - self.since
            click.echo(f"[{self.count}/{self.total}] {step.name} {state} {seconds:.1f} s", file=self.stream)
