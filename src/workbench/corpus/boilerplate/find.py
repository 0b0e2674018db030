"""Find the lines of a text that belong to the page around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from workbench.corpus.boilerplate.blocks import (
    furniture_by_repetition,
    listed_pages,
    repeated_titles,
    supported,
)
from workbench.corpus.boilerplate.lines import Verdict, judge
from workbench.corpus.boilerplate.vocabulary import BUTTONS, CUES, LIST_HEADS, SHAMELESS_ALONE, SHARED_BUTTONS
from workbench.corpus.changes import Change

#: Lines that are known by their form: an icon, the number of a page, an issue.
_FORMS = re.compile(
    r"\n[^\S\n]*(?:[•●■□▪▫◆◇▲▼★☆※→←↑↓?？|｜·]|[-—–·\s]*第\s*\d{1,4}\s*页[^\n]{0,12}|[-—–]+\s*\d{1,4}\s*[-—–]+"
    r"|[Pp]age\s+\d{1,4}[^\n]{0,9}|(?:19|20)\d\d\s?[·•]\s?\d{1,2})[^\S\n]*(?=\n|\Z)"
)
_LONGEST_BUTTON = max(map(len, SHARED_BUTTONS))


def find_boilerplate(text: str) -> list[Change]:
    r"""Propose to leave out the lines that belong to the page: each whole, with its line end.

    The rules are ``boilerplate-navigation`` (menus, paths, buttons, prompts), ``-spam`` (advertisements,
    lists of place names), ``-related`` (lists of other pages), ``-notice`` (copyright, reprint,
    registration), ``-credit`` (who edited) and ``-furniture`` (page numbers, running heads).

    Examples
    --------
    >>> [(c.start, c.end, c.rule) for c in find_boilerplate("社区治理需要居民参与。\n责任编辑：李明\n")]
    [(12, 20, 'boilerplate-credit')]
    """
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    verdicts = _judge_candidates(text, lines, starts)
    verdicts |= listed_pages(lines, verdicts)
    verdicts |= {i: v for i, v in repeated_titles(lines, text, verdicts).items() if i not in verdicts}
    verdicts |= {i: v for i, v in furniture_by_repetition(lines, starts).items() if i not in verdicts}
    kept = supported(lines, verdicts)
    return [
        Change(
            starts[i],
            min(starts[i + 1], len(text)),
            "",
            verdict.rule,
            automatic=False,
            reason=verdict.reason,
        )
        for i, verdict in sorted(kept.items())
    ]


def _judge_candidates(text: str, lines: Sequence[str], starts: Sequence[int]) -> dict[int, Verdict]:
    """Verdicts on the lines that hold a cue, are a button's length, or have the form of a page number."""
    found = {}
    for i in sorted({*_cued(text, starts), *_short(lines)}):
        line = lines[i].strip()
        verdict = judge(line) if line else None
        if verdict is not None:
            found[i] = verdict
    return found


def _cued(text: str, starts: Sequence[int]) -> Iterator[int]:
    for _, place, _ in _cues().find_matches_as_indexes(text):
        yield bisect_right(starts, place) - 1
    for form in _FORMS.finditer("\n" + text):
        yield bisect_right(starts, form.start()) - 1


def _short(lines: Sequence[str]) -> Iterator[int]:
    return (
        i for i, line in enumerate(lines) if len(line) <= _LONGEST_BUTTON and line.strip() in SHARED_BUTTONS
    )


@cache
def _cues() -> AhoCorasick:
    return AhoCorasick([*BUTTONS, *LIST_HEADS, *SHAMELESS_ALONE, *CUES], implementation=Implementation.DFA)
