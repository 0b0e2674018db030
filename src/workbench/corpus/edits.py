"""The changes of a trail as tables: what was made, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.corpus.changes import Change, name_change
from workbench.corpus.trail import Trail

if TYPE_CHECKING:
    import pandas as pd

#: The rule whose original words no table shows: they are names.
PSEUDONYM = "pseudonym"


@dataclass(frozen=True, slots=True)
class _Row:
    change: Change  # positions of the original
    before: str  # as the step found it
    state: str


def edits_table(trail: Trail) -> pd.DataFrame:
    """Every change that was made, step by step: the columns of `schemas.EDITS`.

    `before` is what the step found; the steps before it may have changed it already.
    """
    return _table(trail, _made(trail))


def proposals_table(trail: Trail) -> pd.DataFrame:
    """What was found and not made, because it is a guess or was refused: the columns of `schemas.EDITS`."""
    return _table(trail, _open(trail))


def changes_table(trail: Trail) -> pd.DataFrame:
    """Every change, made or open, in the order of the original: the columns of `schemas.EDITS`."""
    rows = (*_made(trail), *_open(trail))
    return _table(trail, sorted(rows, key=lambda row: (row.change.start, row.change.end)))


def name_spans(trail: Trail) -> list[tuple[int, int]]:
    """Where the original holds names that have a pseudonym in the text."""
    spans: list[tuple[int, int]] = []
    for n, step in enumerate(trail.steps):
        if PSEUDONYM not in step.rules:
            continue
        chosen = [i for i in range(len(step.starts)) if step.rule(i) == PSEUDONYM]
        starts, ends = trail.to_original(step.starts[chosen], step.ends[chosen], n_steps=n)
        spans += zip(starts.tolist(), ends.tolist(), strict=True)
    return spans


def _made(trail: Trail) -> Iterator[_Row]:
    decisions = trail.decisions
    for n, step in enumerate(trail.steps):
        starts, ends = trail.to_original(step.starts, step.ends, n_steps=n)
        for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            after = step.after[step.new_starts[i] : step.new_ends[i]]
            change = Change(start, end, after, step.rule(i))
            wished = decisions and {change.rule, name_change(change, trail.original)} & decisions.accepted
            before = step.before[step.starts[i] : step.ends[i]]
            yield _Row(change, before, "accepted" if wished else "applied")


def _open(trail: Trail) -> Iterator[_Row]:
    refused = trail.decisions.refused
    for change in sorted(trail.open, key=lambda c: c.start):
        unwanted = refused and {change.rule, name_change(change, trail.original)} & refused
        before = trail.original[change.start : change.end]
        yield _Row(change, before, "refused" if unwanted else "proposed")


def _table(trail: Trail, rows: Iterable[_Row]) -> pd.DataFrame:
    import pandas as pd

    from workbench.schemas import EDITS

    listed = list(rows)
    changes = [row.change for row in listed]
    starts = np.array([c.start for c in changes], dtype=np.int64)
    ends = np.array([c.end for c in changes], dtype=np.int64)
    text_starts, text_ends = trail.to_text(starts, ends)
    first, last = (trail.bytes_and_lines(where.tolist()) for where in (starts, ends))
    names = name_spans(trail)
    hidden = [any(start < c.end and c.start < end for start, end in names) for c in changes]
    return pd.DataFrame(
        {
            "edit_id": [name_change(c, trail.original) for c in changes],
            "rule": [c.rule for c in changes],
            "state": [row.state for row in listed],
            "automatic": [c.automatic for c in changes],
            "start": starts,
            "end": ends,
            "byte_start": pd.array([byte for byte, _ in first], dtype="Int64"),
            "byte_end": pd.array([byte for byte, _ in last], dtype="Int64"),
            "line": np.array([line for _, line in first], dtype=np.int64),
            "place": [trail.place(c.start) for c in changes],
            "text_start": text_starts,
            "text_end": text_ends,
            "before": ["" if hide else row.before for row, hide in zip(listed, hidden, strict=True)],
            "after": [
                "" if hide and c.rule != PSEUDONYM else c.after
                for c, hide in zip(changes, hidden, strict=True)
            ],
            "reason": [c.reason for c in changes],
        },
        columns=EDITS.names,
    )
