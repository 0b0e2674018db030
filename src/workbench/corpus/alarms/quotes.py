"""Quotation marks and brackets without their partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"))
_ADJACENT = re.compile("|".join(a + b for a, b in _PAIRS))
_SIMILAR = {"（": "(（", "）": ")）"}
#: ``1）`` or ``甲）`` at the head of a line numbers a list.
_LIST_NUMBER = re.compile(r"\s*[\w]{1,3}[)）]")


def describe_unbalanced(text: str, marks: str) -> Iterator[tuple[str, str]]:
    """The alarm, if there are marks without partner; `marks` are those of the text and its line ends."""
    by_line = marks.split("\n")
    unbalanced = {line for line in set(by_line) if not _is_balanced(line)}
    if not unbalanced:
        return
    lines = text.split("\n")
    found = {
        pair: _without_partner(lines, by_line, unbalanced, pair)
        for pair in _PAIRS
        if any(mark in line for line in unbalanced for mark in pair)
    }
    places = sorted(line for at in found.values() for line in at)
    if places:
        kinds = ", ".join(f"{a}{b} {len(at)}" for (a, b), at in found.items() if at)
        yield (
            "unbalanced-quotes",
            f"{len(places)} without partner ({kinds}), the first in line {places[0] + 1}; quotations there"
            " may run on or be cut",
        )


def _is_balanced(marks: str) -> bool:
    while marks:
        shorter = _ADJACENT.sub("", marks)
        if shorter == marks:
            return not any(mark in marks for pair in _PAIRS for mark in pair)
        marks = shorter
    return True


def _without_partner(
    lines: list[str], by_line: list[str], unbalanced: set[str], pair: tuple[str, str]
) -> list[int]:
    """Lines of marks of one kind that have no partner.

    A quotation may run over several lines; if every paragraph of it opens anew, it closes only once.
    """
    opens, closes = (_SIMILAR.get(mark, mark) for mark in pair)
    marks = re.compile(f"[{opens}{closes}]")
    lone: list[int] = []
    pending: int | None = None  # the line of an open mark
    for i, line in enumerate(lines):
        if pending is None and (by_line[i] not in unbalanced or _closes_itself(marks.findall(line), opens)):
            continue
        numbered = _LIST_NUMBER.match(line) if pair == ("（", "）") else None
        for mark in marks.finditer(line, numbered.end() if numbered else 0):
            if mark.group() in opens:
                goes_on = pending is not None and pending < i and not line[: mark.start()].strip()
                if pending is not None and not goes_on:
                    lone.append(pending)
                pending = i
            elif pending is None:
                lone.append(i)
            else:
                pending = None
    return lone if pending is None else [*lone, pending]


def _closes_itself(marks: list[str], opens: str) -> bool:
    depth = 0
    for mark in marks:
        depth += 1 if mark in opens else -1
        if depth < 0:
            return False
    return depth == 0
