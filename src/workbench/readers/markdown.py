"""Markdown: transcripts with a heading a turn; all other Markdown is read as the plain text it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.corpus.changes import Change
from workbench.readers.markup import entity_text
from workbench.readers.plain import check_count, open_text, raw_text
from workbench.readers.raw import RawText

_HEADING = re.compile(r"^(#{2,6}[ \t]+)([^\r\n]*)", re.MULTILINE)
_NAME = re.compile(r"([^：:#]{1,60})[：:]")
#: Marks inside the lines of a transcript, and the part of each that is text.
_INLINE = re.compile(
    r"^(?:#[ \t]+|>[ \t]?)"  # title, remark
    r"|!?\[(?P<link>[^\[\]\r\n]{0,500})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}\)"
    r"|\*\*(?P<bold>[^*\r\n]{1,500})\*\*"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|</?(?:a|b|br|em|i|img|s|small|span|strong|u)(?:[\s/][^<>\r\n]{0,1000})?>"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)",
    re.MULTILINE,
)
_LONGEST_HEADING = 200
_SPACE_AROUND = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")


def read_markdown(path: Path) -> tuple[RawText, ...]:
    """Read Markdown; in a transcript, headings such as ``### Name：`` become the marks of turns.

    A file is a transcript if at least half of its headings (below the title) are a name with a colon, and one
    of the names comes back. Its marks of headings, remarks (``> (laughs)``), links and emphasis go, their
    words stay. In other Markdown nothing goes but ``<!-- comments -->``.

    Raises
    ------
    UnreadableFileError
        If it is too large or no text.
    """
    decoded = open_text(path)
    text = decoded.text
    headings = _headings(text) if "##" in text else []
    names = _speakers([heading for _, _, heading in headings])
    changes = list(_bounded(_comments(text)))
    if names:
        changes += (Change(at, end, "", "markup") for at, end, h in headings if _NAME.fullmatch(h))
        changes += _bounded(_inline(text))
        changes.sort(key=lambda change: change.start)
    return (raw_text(decoded, "md", changes=changes, speakers=names),)


def _headings(text: str) -> list[tuple[int, int, str]]:
    """Span of the marks of each heading, and its first words."""
    found = []
    for n, heading in enumerate(_HEADING.finditer(text)):
        check_count(n)
        found.append((heading.start(1), heading.end(1), heading[2].rstrip()[:_LONGEST_HEADING]))
    return found


def _bounded(changes: Iterable[Change]) -> Iterator[Change]:
    for n, change in enumerate(changes):
        check_count(n)
        yield change


def _speakers(headings: list[str]) -> tuple[str, ...]:
    """Names that open turns, in the order in which they first speak; none if the headings are chapters.

    >>> _speakers(["访谈者：", "老王：", "访谈者："]), _speakers(["背景：", "方法："])
    (('访谈者', '老王'), ())
    """
    found = [name for heading in headings if (name := _NAME.fullmatch(heading))]
    names = [_plain(name[1]) for name in found]
    is_transcript = 2 * len(names) >= len(headings) and len(set(names)) < len(names)
    return tuple(dict.fromkeys(names)) if is_transcript else ()


def _plain(name: str) -> str:
    return _INLINE.sub(_words, name).strip()


def _words(mark: re.Match[str]) -> str:
    if mark["entity"]:
        return entity_text(mark["entity"])
    return mark["link"] or mark["bold"] or mark["escaped"] or ""


def _inline(text: str) -> Iterator[Change]:
    """Take the marks off, and leave the words between them where they stand."""
    for mark in _INLINE.finditer(text):
        kind = mark.lastgroup
        if kind == "entity":
            yield Change(mark.start(), mark.end(), entity_text(mark.group()), "entity")
        elif kind is None or not mark[kind]:
            yield Change(mark.start(), mark.end(), "", "markup")
        else:
            yield Change(mark.start(), mark.start(kind), "", "markup")
            if mark.end(kind) < mark.end():
                yield Change(mark.end(kind), mark.end(), "", "markup")


def _comments(text: str) -> Iterator[Change]:
    """Comments, with their line if they have one of their own; not where programs are quoted."""
    at = -1 if "```" in text else text.find("<!--")
    while at >= 0:
        end = text.find("-->", at + 4)
        if end < 0:
            return
        end += 3
        line_end = _SPACE_AROUND.match(text, end)
        if line_end and (at == 0 or text[at - 1] in "\r\n"):
            end = line_end.end()
        yield Change(at, end, "", "markup")
        at = text.find("<!--", end)
