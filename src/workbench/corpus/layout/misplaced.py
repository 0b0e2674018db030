"""Blocks that column or page order put inside a sentence: title and author, tables, captions, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.layout.lines import (
    SENTENCE_ENDS,
    Lines,
    breaks_off,
    glue,
    goes_on,
    open_lines,
    read_lines,
)
from workbench.corpus.layout.words import MIN_GAIN, word_gain
from workbench.corpus.letters import HAN

_OFFICE = re.compile(
    r"大学|学院|研究院|研究所|研究中心|党校|社科院|科学院|委员会|编辑部|出版社|University|College|Institute|邮编|\d{6}\b"
)
_NAMES = re.compile(rf"[{HAN}]{{2,4}}(?:[\s、,，]+[{HAN}]{{2,4}}){{0,5}}[*\d①②③]*")
_CAPTION = re.compile(r"(?:续?表|图|Table|Figure|Fig\.)\s*\d+")
_AROUND_TABLES = re.compile(
    r"#{1,6}\s|\\?\*|[①-⑳]|<sup>|\[\d{1,3}\]|(?:资料|数据)?来源[:：]|注[:：]|说明[:：]|表\s*\d|图\s*\d"
)
_MAX_LINE = 60
_MAX_LINES = 60


def find_misplaced_blocks(text: str) -> list[Change]:
    r"""Find lines of another place inside a sentence; a person must say where they belong.

    Two kinds are looked for: up to four short lines among which one is an author's address or a caption,
    and longer blocks of table rows, captions, headings or notes, if a word or a quotation runs across them.

    Examples
    --------
    >>> text = "社区建设偏重物质保障，从而忽略了\n周明\n（江城大学管理学院）\n对社区精神和文化的塑造。"
    >>> [(text[c.start:c.end].split(), c.automatic) for c in find_misplaced_blocks(text)]
    [(['周明', '（江城大学管理学院）'], False)]
    """
    return list(misplaced_blocks(read_lines(text)))


def misplaced_blocks(lines: Lines) -> Iterator[Change]:
    """Find misplaced blocks in a text already cut into lines."""
    until = -1
    for i in open_lines(lines):
        if i < until or not breaks_off(lines.words(i)):
            continue
        after = _rest_after_addresses(lines, i) or _rest_after_block(lines, i)
        if after is not None:
            before, rest = lines.words(i), lines.words(after)
            reason = "lines of another place inside a sentence"
            start, end = lines.span(i)[1], lines.span(after)[0]
            yield Change(start, end, glue(before, rest), "misplaced-block", automatic=False, reason=reason)
            until = after


def _rest_after_addresses(lines: Lines, i: int) -> int | None:
    """The line that goes on after a few lines of authors and addresses, or a caption."""
    block: list[str] = []
    at = lines.after(i)
    while at is not None and len(block) < 4 and _is_address(lines.words(at)):
        block.append(lines.words(at))
        at = lines.after(at)
    is_certain_kind = any(_OFFICE.search(line) or _CAPTION.match(line) for line in block)
    if at is None or not is_certain_kind or lines.is_indented(at):
        return None
    return at if _is_rest(lines.words(at)) else None


def _is_address(line: str) -> bool:
    if len(line) > _MAX_LINE or line[-1] in SENTENCE_ENDS + "，、":
        return False
    is_bracketed = line[0] in "（(" and line[-1] in "）)"
    return bool(is_bracketed and _OFFICE.search(line)) or bool(_NAMES.fullmatch(line) or _CAPTION.match(line))


def _rest_after_block(lines: Lines, i: int) -> int | None:
    """The line that goes on after a block of table rows, captions, headings and notes."""
    at = lines.after(i)
    n_lines = 0
    while at is not None and n_lines < _MAX_LINES and _is_of_block(lines.words(at)):
        n_lines += 1
        at = lines.after(at)
    if at is None or not n_lines or not _is_rest(lines.words(at)):
        return None
    before, rest = lines.words(i), lines.words(at)
    runs_across = _closes_quotation(before, rest) or word_gain(before, rest) >= MIN_GAIN
    return at if runs_across else None


def _is_of_block(line: str) -> bool:
    return "\t" in line or line.startswith("|") or bool(_AROUND_TABLES.match(line) or _CAPTION.match(line))


def _is_rest(line: str) -> bool:
    return goes_on(line) and len(line) >= 10 and any(mark in line for mark in "，。；,;.")


def _closes_quotation(before: str, rest: str) -> bool:
    """Whether a quotation is open at the end of one line and closed on the other."""
    is_open = before.rfind("“") > before.rfind("”")
    first_close, first_open = rest.find("”"), rest.find("“")
    return is_open and first_close >= 0 and (first_open < 0 or first_close < first_open)
