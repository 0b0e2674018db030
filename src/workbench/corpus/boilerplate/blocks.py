"""What lines say together: lists of other pages, repeated titles, running heads, buttons side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from workbench.corpus.boilerplate.lines import LIST_HEAD, STAMPED, Verdict

LISTED = Verdict("boilerplate-related", "entry of a list of other pages")
RUNNING_TITLE = Verdict("boilerplate-furniture", "the title again, as a running head")
RUNNING_HEAD = Verdict("boilerplate-furniture", "a line that comes back page after page")

_MAX_ENTRY, _MAX_ENTRIES = 60, 40
_SENTENCE = re.compile(r"[。；;]|[，,].*[，,].*[，,]")
_SECTION = re.compile(
    r"\s*(?:#|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[章节条]|\[\d+\]|参考文献|注释)"
)
_MARKS = re.compile(r"[\s#*_\\>【】]+")
_LABEL = re.compile(r"[:：“。！？!?…”」，,；;、)）】\]]\s*$|^\s*[-*|>#(（【\[]|\t")
#: The title is a running head only this far below itself, so that a title given twice stays.
_TITLE_AGAIN = 1_500
#: A line that comes back at least so often, each time a page further on.
_MIN_PAGES, _PAGE_CHARS = 3, 400


def listed_pages(lines: Sequence[str], verdicts: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Entries under the heading of a list of other pages.

    If the text goes on below the list (the list stands beside the text), only entries that carry a date
    are taken, because where the list ends cannot be told.
    """
    found: dict[int, Verdict] = {}
    for head in (i for i, verdict in verdicts.items() if verdict is LIST_HEAD):
        entries, goes_on = _entries(lines, head, verdicts)
        if goes_on:
            entries = [i for i in entries if verdicts.get(i) is STAMPED]
        found.update({i: verdicts.get(i, LISTED) for i in entries})
    return found


def _entries(lines: Sequence[str], head: int, verdicts: Mapping[int, Verdict]) -> tuple[list[int], bool]:
    """Lines of the list below a heading, and whether running text follows directly."""
    entries: list[int] = []
    for i in range(head + 1, len(lines)):
        line = lines[i].strip()
        if not line:
            if _is_dense(lines, head, entries):
                return entries, False
            continue
        if len(line) > _MAX_ENTRY or _SECTION.match(line) or _SENTENCE.search(line):
            return entries, i not in verdicts
        entries.append(i)
        if len(entries) > _MAX_ENTRIES:
            return entries, True
    return entries, False


def _is_dense(lines: Sequence[str], head: int, entries: Sequence[int]) -> bool:
    """Whether the list stands without empty lines, so that an empty line ends it."""
    return len(entries) > 1 and entries[-1] - entries[0] == len(entries) - 1


def repeated_titles(lines: Sequence[str], text: str, verdicts: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Later lines that are the title again; a table of contents is none."""
    heads = [i for i, line in enumerate(lines[:40]) if line.strip() and i not in verdicts][:2]
    title = _bare(lines[heads[0]]) if heads else ""
    if not 10 <= len(title) <= 60 or text.count(title[-5:]) < 2 or not _is_title(lines[heads[0]], title):
        return {}
    if len(heads) > 1 and 3 < len(lines[heads[1]]) <= _MAX_ENTRY and text.count(lines[heads[1]].strip()) > 1:
        return {}  # the line below comes again too
    at, found = 0, {}
    for i, line in enumerate(lines):
        if at > _TITLE_AGAIN and len(line) < 100 and title[-5:] in line and _bare(line) == title:
            found[i] = RUNNING_TITLE
        at += len(line) + 1
    return found


def _bare(line: str) -> str:
    return _MARKS.sub("", line)


def _is_title(line: str, bare: str) -> bool:
    return (
        not re.search(r"[。；]|[:：]$", line) and sum("\u4e00" <= c <= "\u9fff" for c in bare) > len(bare) / 2
    )


def furniture_by_repetition(lines: Sequence[str], starts: Sequence[int]) -> dict[int, Verdict]:
    """Short lines that come back again and again, a page apart; labels, speakers and short answers stay."""
    counts = Counter(line for line in lines if 4 <= len(line) <= 40)
    often = {
        line
        for line, n in counts.items()
        if n >= _MIN_PAGES and len(_bare(line)) >= 4 and not _LABEL.search(line)
    }
    if not often:
        return {}
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line in often:
            places[line].append(i)
    return {i: RUNNING_HEAD for at in places.values() if _is_a_page_apart(at, starts) for i in at}


def _is_a_page_apart(at: Sequence[int], starts: Sequence[int]) -> bool:
    return all(starts[b] - starts[a] >= _PAGE_CHARS for a, b in pairwise(at))


def supported(lines: Sequence[str], verdicts: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Without the weak verdicts that have no verdict in the next line with words, above or below."""
    if not any(verdict.weak for verdict in verdicts.values()):
        return dict(verdicts)
    return {
        i: verdict
        for i, verdict in verdicts.items()
        if not verdict.weak or any(j in verdicts for j in _beside(lines, i))
    }


def _beside(lines: Sequence[str], i: int) -> Iterator[int]:
    """The nearest lines with words above and below."""
    for step in (-1, 1):
        j = i + step
        while 0 <= j < len(lines) and not lines[j].strip():
            j += step
        if 0 <= j < len(lines):
            yield j
