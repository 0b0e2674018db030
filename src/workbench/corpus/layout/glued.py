"""Running heads glued to the beginning or the end of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.layout.furniture import ISSUE, PAGE, PERIODICAL, is_page_number
from workbench.corpus.layout.lines import Lines, breaks_off, glue, goes_on, open_lines
from workbench.corpus.layout.recurring import Heads
from workbench.corpus.letters import HAN

_PAGE_AT_START = re.compile(rf"(?:{PAGE.pattern})(?=[{HAN}])")
_PAGE_AT_END = re.compile(rf"(?<=[{HAN}])(?:{PAGE.pattern})$")
#: What follows the name where the sentence itself speaks of the periodical or the forum.
_SPOKEN_OF = re.compile(r"[的上中里内和与及或、，。；：》”’）()是在将为对由以等举召主发刊登会也还都就,;:]|$")


def glued_heads(text: str, lines: Lines, heads: Heads) -> Iterator[Change]:
    """Find heads glued to a line that goes on with the sentence of the line before, or to that line's end."""
    names = [key for key in heads.certain if "#" not in key]
    yield from _glued_first(lines, names)
    for before in open_lines(lines):
        after = lines.after(before)
        if after is None or not breaks_off(lines.words(before)):
            continue
        line = lines.words(after)
        head, certain = _head_at(line, names, bool(heads.certain))
        if head and goes_on(line[len(head) :].lstrip()[:20] or "。"):
            if certain and PERIODICAL.fullmatch(head) and head not in names:
                certain = heads.wrapping is None and text.count(head) == 1
            yield _cut_glued(lines, before, after, head, certain)
        elif goes_on(line) and (tail := _head_at_end(lines.words(before), names)):
            yield _cut_tail(lines, before, after, tail)


def _glued_first(lines: Lines, names: list[str]) -> Iterator[Change]:
    """A head that comes back, glued to the first line of the text."""
    first = next((i for i, row in enumerate(lines.rows) if row.strip()), None)
    for name in names if first is not None else ():
        line = lines.words(first or 0)
        if line.startswith(name) and len(line) > len(name) and ISSUE.fullmatch(name):
            start = lines.span(first or 0)[0]
            yield Change(start, start + len(name), "", "running-head")
            return


def _head_at(line: str, names: list[str], has_heads: bool) -> tuple[str, bool]:
    """The head that a line begins with, and whether it can be nothing else."""
    for name in names:
        if line.startswith(name) and len(line) > len(name):
            is_own = bool(ISSUE.fullmatch(name) or PERIODICAL.fullmatch(name))  # other names are words, too
            return name, is_own and not _SPOKEN_OF.match(line, len(name))
    if page := _PAGE_AT_START.match(line):
        return page.group(), is_page_number(page.group())
    if (issue := ISSUE.match(line)) and not _SPOKEN_OF.match(line, issue.end()):
        return issue.group(), False
    if (title := PERIODICAL.match(line)) and not _SPOKEN_OF.match(line, title.end()):
        return title.group(), has_heads
    return "", False


def _head_at_end(line: str, names: list[str]) -> str:
    for name in names:
        if line.endswith(name) and len(line) > len(name) and ISSUE.fullmatch(name):
            return name
    page = _PAGE_AT_END.search(line)
    return page.group() if page and is_page_number(page.group()) else ""


def _cut_tail(lines: Lines, before: int, after: int, tail: str) -> Change:
    line = lines.words(before)
    kept = line[: -len(tail)].rstrip()
    start, end = lines.span(before)[0] + len(kept), lines.span(after)[0]
    return Change(start, end, glue(kept, lines.words(after)), "running-head")


def _cut_glued(lines: Lines, before: int, after: int, head: str, certain: bool) -> Change:
    start = lines.span(before)[1]
    line = lines.words(after)
    rest = line[len(head) :]
    end = lines.span(after)[0] + len(line) - len(rest.lstrip())
    reason = "" if certain else "a line that goes on with a sentence begins like a running head"
    return Change(start, end, glue(lines.words(before), rest.lstrip()), "running-head", certain, reason)
