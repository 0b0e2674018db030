"""Lines broken inside sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.corpus.changes import Change
from workbench.corpus.layout.beside import beside
from workbench.corpus.layout.divided import divided_dashes, divided_words
from workbench.corpus.layout.lines import (
    CLOSING,
    NO_END,
    NO_START,
    SENTENCE_ENDS,
    Lines,
    breaks_off,
    glue,
    goes_on,
    open_lines,
    prose_lines,
    read_lines,
    stands_alone,
)
from workbench.corpus.layout.misplaced import misplaced_blocks
from workbench.corpus.layout.words import MIN_GAIN, word_gain
from workbench.corpus.layout.wrapping import Wrapping, find_wrapping
from workbench.corpus.letters import HAN

_TEXT_BEFORE = re.compile(rf"[{HAN}A-Za-z0-9％%{re.escape(CLOSING)}]\Z")
_TEXT_AFTER = re.compile(rf"[{HAN}A-Za-z0-9{NO_END}]")
#: Words after which neither a sentence nor a heading ends, unless they end a longer one.
_DANGLING = re.compile(
    r"(?:(?<![目有])的|(?<![温缓总共饱调])和|(?<!参)与|(?<![普涉提顾触])及|或|将|把|被|之|从|属于|位于)\Z"
)
_OPENERS = dict(zip("”’」』）】〗〕》〉", "“‘「『（【〖〔《〈", strict=True))
#: In records a date begins a line of its own.
_DATE = re.compile(r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_WORD = "a word seems to run across the break"
_NO_MARK = "the line ends without a mark and the next one seems to go on"
#: A quotation or bracket that has been open for longer is taken to have lost its end.
_FAR = 1000
_TITLE = 40


def find_hard_wraps(text: str) -> list[Change]:
    r"""Find line ends inside sentences ("hard-wrap", "hyphen"), and misplaced blocks.

    Automatic where a mark begins a line that no line begins with, where a dash or a word runs across the
    break, where the lines of the text plainly have one width, and where a Latin word divided at a hyphen
    stands undivided elsewhere in the text. Where a sentence merely seems to go on the join is proposed.
    Headings, items, table rows, verse and speakers' lines are left alone.

    Examples
    --------
    >>> [(c.start, c.end, c.automatic) for c in find_hard_wraps("为了方便居民，探索城市治理的新路\n子。")]
    [(16, 17, True)]
    """
    lines = read_lines(text)
    special = [*misplaced_blocks(lines), *divided_dashes(text, lines), *divided_words(text, lines)]
    return beside(special, _joins(text, lines))


def _joins(text: str, lines: Lines) -> list[Change]:
    wrapping = find_wrapping(lines)
    candidates = set(open_lines(lines)) | _before_closing_marks(lines)
    if wrapping is not None:
        candidates |= wrapping.full
    found = []
    for i in sorted(candidates):
        after = lines.after(i)
        verdict = None if after is None else _verdict(text, lines, i, after, wrapping)
        if after is not None and verdict is not None:
            start, end = lines.span(i)[1], lines.span(after)[0]
            between = glue(lines.words(i), lines.words(after))
            found.append(Change(start, end, between, "hard-wrap", not verdict, verdict))
    is_plain = not any(change.reason in (_WORD, _NO_MARK) for change in found)
    return found if is_plain else [*_weigh(lines, found)]


def _weigh(lines: Lines, found: list[Change]) -> Iterator[Change]:
    """Trust less in a text whose lines mostly end without marks, as notes, lists and tables do."""
    prose = prose_lines(lines)
    n_open = sum(breaks_off(lines.words(i)) for i in prose)
    n_words = sum(c.reason == _WORD for c in found)
    n_unmarked = sum(c.reason == _NO_MARK for c in found)
    # pages break every second time inside a word, paragraphs meet in a seeming word once in a hundred
    words_count = n_open < 6 or 2 * n_open <= len(prose) or 10 * n_words >= n_open
    for change in found:
        if change.reason == _WORD and words_count:
            yield replace(change, automatic=True, reason="")
        elif change.reason != _NO_MARK or n_unmarked < 10 or 3 * n_unmarked <= len(prose):
            yield change


def _before_closing_marks(lines: Lines) -> set[int]:
    """Lines whose next line begins with a mark that no line begins with."""
    first_marks = [i for i, first in enumerate(lines.firsts) if first and first in NO_START]
    return {before for i in first_marks if (before := _filled_before(lines, i)) is not None}


def _filled_before(lines: Lines, i: int) -> int | None:
    return next((k for k in range(i - 1, max(-1, i - 3), -1) if lines.lasts[k]), None)


def _verdict(text: str, lines: Lines, i: int, after: int, wrapping: Wrapping | None) -> str | None:
    """None: leave the break. Empty: it goes. Otherwise: the doubt with which its removal is proposed."""
    before, rest = lines.words(i), lines.words(after)
    if _is_forbidden_break(text, lines, i, after) or _is_before_fragment(lines, i, after):
        return ""
    if wrapping is not None and after == i + 1 and _is_wrapped(lines, i, wrapping):
        return "a full line, and the next one begins with a date" if _DATE.match(rest) else ""
    if lines.is_indented(after) or not goes_on(rest) or before[-1] in SENTENCE_ENDS + CLOSING:
        return None
    if not breaks_off(before):
        is_short_heading = stands_alone(before) and _DANGLING.search(before) and after == i + 1
        return "a heading that seems to go on" if is_short_heading else None
    if len(rest) > 1 and after - i <= 2 and word_gain(before, rest) >= MIN_GAIN:
        return _WORD
    return _doubt(before, rest, n_blank=after - i - 1)


def _is_forbidden_break(text: str, lines: Lines, i: int, after: int) -> bool:
    """Whether the break stands before a mark that no line begins with, or after one that none ends with."""
    before, rest = lines.words(i), lines.words(after)
    if after - i > 2 or _is_apart(before) or _is_apart(rest):
        return False
    if rest[0] in _OPENERS:
        return _is_open(text, lines.span(i)[1], _OPENERS[rest[0]], rest[0])
    if rest[0] in NO_START and _TEXT_BEFORE.search(before):
        return True
    if before[-1] not in NO_END or not _TEXT_AFTER.match(rest):
        return False
    closer = next(close for close, opener in _OPENERS.items() if opener == before[-1])
    return not _is_open(text, lines.span(i)[1] - 1, before[-1], closer)


def _is_open(text: str, at: int, opener: str, closer: str) -> bool:
    """Whether a quotation or bracket is open at a place."""
    near = text[max(0, at - _FAR) : at]
    return near.rfind(opener) > near.rfind(closer)


def _runs_across(before: str, rest: str, opener: str, closer: str) -> bool:
    """Whether something opened near the end of a line is closed near the beginning of the next."""
    opened = before.rfind(opener)
    closed = rest.find(closer)
    return (
        opened > before.rfind(closer)
        and len(before) - opened <= _TITLE
        and 0 <= closed <= _TITLE
        and opener not in rest[:closed]
    )


def _is_before_fragment(lines: Lines, i: int, after: int) -> bool:
    """Whether the next line is a piece of a sentence, as links leave it: a mark begins the line after it."""
    end = after + 1
    if end != i + 2 or end >= len(lines) or lines.words(end)[:1] not in tuple("，。、；！？"):
        return False
    before, fragment = lines.words(i), lines.words(after)
    return breaks_off(before) and goes_on(fragment) and not lines.is_indented(after)


def _is_apart(line: str) -> bool:
    return line[0] in "#|>`" or "\t" in line or "|" in line


def _is_wrapped(lines: Lines, i: int, wrapping: Wrapping) -> bool:
    """Whether a full line of a wrapped text goes on in the next one."""
    before, rest = lines.words(i), lines.words(i + 1)
    if i not in wrapping.full or stands_alone(rest) or lines.is_indented(i + 1):
        return False
    return wrapping.indents or before[-1] not in SENTENCE_ENDS


def _doubt(before: str, rest: str, *, n_blank: int) -> str | None:
    """Why a join that no word proves is worth proposing; empty if it is certain, None if it is nothing."""
    if n_blank == 0 and _runs_across(before, rest, "《", "》"):
        return ""
    if n_blank > 1 or rest[0] in "【〔":
        return None
    if _runs_across(before, rest, "“", "”") or _runs_across(before, rest, "（", "）"):
        return "a quotation or bracket is open at the end of the line"
    if before[-1] in "，、,—":
        return "the line ends with a comma"
    if _DANGLING.search(before):
        return "the line ends with a word that needs another"
    has_marks = any(mark in before for mark in "，。；,;") and any(mark in rest for mark in "，。；,;.")
    return _NO_MARK if has_marks else None
