"""Repair of damaged Chinese text: every change is recorded, leads back to the original and can be undone.

The steps run in the order in which the damage came upon the text, backwards: bytes, frame slip, inserted
pinyin, script, width, layout, boilerplate. Each looks at the text the step before left. What a rule is
certain of is done; what is a guess is proposed and waits for a person (`Decisions`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.corpus.alarms import find_alarms
from workbench.corpus.boilerplate import find_boilerplate
from workbench.corpus.changes import UNDECIDED, Change, Decisions, settle
from workbench.corpus.deleted import find_deleted_characters
from workbench.corpus.encoding import byte_alarms, decode_exactly, find_byte_changes
from workbench.corpus.frame_slip import find_frame_slips
from workbench.corpus.glyphs import find_font_glyphs
from workbench.corpus.layout import LAYOUT_STEPS
from workbench.corpus.pinyin import find_pinyin
from workbench.corpus.script import simplify
from workbench.corpus.trail import OriginalSpan, Step, Trail, apply

if TYPE_CHECKING:
    import pandas as pd

Rule = Callable[[str], list[Change]]


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired text, how it came from its original, and what could not be repaired."""

    text: str
    trail: Trail
    alarms: tuple[str, ...] = ()

    @property
    def edits(self) -> pd.DataFrame:
        """One row a change made: the columns of `schemas.EDITS`."""
        return self.trail.edits

    @property
    def proposals(self) -> pd.DataFrame:
        """One row a change proposed or refused, not made: the columns of `schemas.EDITS`."""
        return self.trail.proposals

    def original_span(self, start: int, end: int) -> OriginalSpan:
        """Where ``text[start:end]`` stands in the original: characters, bytes, line, page and words."""
        return self.trail.original_span(start, end)


def repair(text_or_bytes: str | bytes, *, decisions: Decisions = UNDECIDED) -> Repair:
    """Repair a text, or the bytes of a text file, and say what looks damaged beyond repair.

    Parameters
    ----------
    text_or_bytes : str or bytes
        Bytes are decoded first; positions then lead to them.
    decisions : Decisions, optional
        Changes that a person accepted or refused, by `edit_id` or by rule.

    Returns
    -------
    Repair
        ``.text``, ``.edits`` and ``.proposals`` as frames, ``.alarms``, ``.original_span(start, end)``.

    Examples
    --------
    >>> fixed = repair("網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡、關(guān)係的現(xiàn)代化")
    >>> fixed.text
    '网站与社区、网格、社区、网络、关系的现代化'
    >>> fixed.original_span(0, 2).text
    '網(wǎng)站'
    """
    if isinstance(text_or_bytes, bytes):
        decoded = decode_exactly(text_or_bytes)
        trail = Trail(decoded.text, encoding=decoded.encoding, head=decoded.bom, decisions=decisions)
    else:
        trail = Trail(text_or_bytes, decisions=decisions)
    return repair_trail(trail)


def repair_trail(trail: Trail) -> Repair:
    """Run every step of the repair on what a reader has brought in."""
    unread = find_byte_changes(trail.text, encoding=trail.encoding)
    trail = take_step(trail, unread)
    for step in STEPS:
        trail = step(trail)
    return Repair(trail.text, trail, (*byte_alarms(unread), *find_alarms(trail.text)))


def take_step(trail: Trail, changes: Iterable[Change]) -> Trail:
    """Make those changes to the text of a trail that are certain or asked for; keep the others as open.

    Parameters
    ----------
    trail : Trail
    changes : iterable of Change
        In positions of ``trail.text``; where two overlap, `settle` chooses.
    """
    found = list(settle(changes))
    if not found:
        return trail
    originals = _in_original(trail, found)
    wanted = [trail.decisions.wants(change, trail.original) for change in originals]
    chosen = [change for change, wish in zip(found, wanted, strict=True) if wish]
    left = tuple(change for change, wish in zip(originals, wanted, strict=True) if not wish)
    steps = (*trail.steps, apply(trail.text, chosen)) if chosen else trail.steps
    return replace(trail, steps=steps, open=trail.open + left)


def _in_original(trail: Trail, changes: list[Change]) -> list[Change]:
    if not trail.steps:
        return changes
    starts = np.array([c.start for c in changes], dtype=np.int64)
    ends = np.array([c.end for c in changes], dtype=np.int64)
    starts, ends = trail.to_original(starts, ends)
    return [
        replace(change, start=start, end=end)
        for change, start, end in zip(changes, starts.tolist(), ends.tolist(), strict=True)
    ]


def _by(rule: Rule) -> Callable[[Trail], Trail]:
    return lambda trail: take_step(trail, rule(trail.text))


def _simplify(trail: Trail) -> Trail:
    """The one step whose changes are too many to handle one by one unless a person has decided on some."""
    step = simplify(trail.text)
    if step is None:
        return trail
    if trail.decisions:
        return take_step(trail, _changes(step))
    return replace(trail, steps=(*trail.steps, step))


def _changes(step: Step) -> list[Change]:
    spans = zip(*(a.tolist() for a in (step.starts, step.ends, step.new_starts, step.new_ends)), strict=True)
    return [Change(s, e, step.after[a:b], step.rule(i)) for i, (s, e, a, b) in enumerate(spans)]


STEPS: tuple[Callable[[Trail], Trail], ...] = (
    _by(find_frame_slips),
    _by(find_pinyin),
    _simplify,
    _by(find_font_glyphs),
    _by(find_deleted_characters),
    *map(_by, LAYOUT_STEPS),
    _by(find_boilerplate),
)
