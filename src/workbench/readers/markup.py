"""Tags, comments and entities of html and xml: found in one pass, in time proportional to the text.

No parser of the standard library is used: they give no position in the text (expat counts bytes of its own),
or need time that grows with the square of the text when marks are not closed (html.parser of Python 3.11).
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from workbench.errors import UnreadableFileError

Kind = Literal["tag", "entity", "comment", "skipped", "literal", "damage"]
Dialect = Literal["html", "xml", "feed"]

#: Tags, entities and comments of one file; a page has some thousands. More would take minutes.
MAX_MARKS = 2_000_000

# In html a tag begins with a Latin letter, so that <张三> is text; in xml with any.
_START = {
    "html": re.compile(r"<(?=/?[A-Za-z]|[!?])|&(?=[#A-Za-z])|\]\]>"),
    "xml": re.compile(r"<(?=/?[^\W\d]|[!?])|&(?=[#A-Za-z])"),
    "feed": re.compile(r"<(?=/?[^\W\d]|[!?])|&(?=[#A-Za-z])|\]\]>"),
}
# A quote opens only after "=", as in browsers: <a title=it's> ends here.
_TAG = re.compile(r"</?([^\s/<>]{1,100})(?:[^>=]++|=\s*+(?:\"[^\"]*\"|'[^']*')?)*+>")
_NAME = re.compile(r"</?([^\s/<>]{1,100})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_ESCAPED_TAG = re.compile(
    r"&lt;/?(a|b|blockquote|br|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|table|tbody|td|th|tr|u|ul)"
    r"(?=[\s/&])[^<>]{0,2000}?&gt;",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_MOST_UNCLOSED_QUOTES = 3
_LONGEST_CUT_TAG = 10_000  # what is longer is no tag, but a "<" of the text


class Mark(NamedTuple):
    """One mark, ``text[start:end]``; `name` in small letters, without a namespace."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    is_end: bool = False


def find_marks(text: str, dialect: Dialect, *, skip: Collection[str] = ()) -> Iterator[Mark]:
    """Find every tag, entity and comment of a text.

    Parameters
    ----------
    text : str
    dialect : "html", "xml" or "feed"
        What stands in ``<![CDATA[ ]]>`` is text in xml, and html in news feeds, where ``&lt;br&gt;`` is a tag
        too.
    skip : collection of str
        Elements whose content is no text (``script``): start, content and end are one mark.

    Yields
    ------
    Mark
        In order; "damage" is one that is not closed.

    Raises
    ------
    UnreadableFileError
        After two million marks, or characters that begin one.
    """
    scanner = _Scanner(text, dialect, frozenset(skip))
    for n, mark in enumerate(scanner.marks()):
        if n >= MAX_MARKS:
            raise UnreadableFileError(
                f"has more than {MAX_MARKS:,} tags or entities, as no document does; ask where it comes from"
            )
        if mark:
            yield mark


def attributes(tag: str) -> dict[str, str]:
    """Attributes of a tag, entities read.

    >>> attributes('<speech by="#tang &amp; wang">')
    {'by': '#tang & wang'}
    """
    found = _ATTRIBUTE.findall(tag)
    return {name.lower(): html.unescape(a or b or c) for name, a, b, c in reversed(found)}


def entity_text(entity: str) -> str:
    r"""Characters of an entity; the entity itself if it has none.

    >>> entity_text("&nbsp;"), entity_text("&nonsense;")
    ('\xa0', '&nonsense;')
    """
    return html.unescape(entity)


class _Scanner:
    """Walks through a text once; remembers which closing marks no longer come, so as not to look again."""

    def __init__(self, text: str, dialect: Dialect, skip: frozenset[str]) -> None:
        self.text = text
        self.dialect = dialect
        self.skip = skip
        self.missing: set[str] = set()
        self.last_end = text.rfind(">")
        self.n_unclosed_quotes = 0
        self.in_character_data = False

    def marks(self) -> Iterator[Mark | None]:
        """Every mark; None for a character that might have begun one."""
        at = 0
        start = _START[self.dialect]
        while found := start.search(self.text, at):
            mark = self.mark(found.start())
            yield mark
            at = mark.end if mark else found.end()

    def mark(self, at: int) -> Mark | None:
        if self.text[at] == "&":
            return self.entity(at)
        if self.text[at] == "]":
            was_open, self.in_character_data = self.in_character_data, False
            return Mark("comment", at, at + 3) if was_open else None
        if self.text.startswith("<!--", at):
            return self.until("-->", at, at + 4)
        if self.text.startswith("<![CDATA[", at):
            return self.character_data(at)
        if self.text[at + 1] in "!?":
            return self.until(">", at, at + 2)
        return self.tag(at)

    def entity(self, at: int) -> Mark | None:
        if self.dialect == "feed" and (tag := _ESCAPED_TAG.match(self.text, at)):
            return Mark("tag", at, tag.end(), tag[1].lower(), self.text.startswith("&lt;/", at))
        entity = _ENTITY.match(self.text, at)
        return Mark("entity", at, entity.end()) if entity else None

    def character_data(self, at: int) -> Mark:
        if self.dialect == "xml":
            closed = self.until("]]>", at, at + 9)
            return closed if closed.kind == "damage" else closed._replace(kind="literal")
        self.in_character_data = True
        return Mark("comment", at, at + 9)

    def until(self, closing: str, at: int, inside: int) -> Mark:
        """A mark up to its closing one; if there is none, its opening alone, so that no text is lost."""
        end = -1 if closing in self.missing else self.text.find(closing, inside)
        if end < 0:
            self.missing.add(closing)
            return Mark("damage", at, inside)
        return Mark("comment", at, end + len(closing))

    def tag(self, at: int) -> Mark | None:
        if at > self.last_end:
            is_cut = len(self.text) - at <= _LONGEST_CUT_TAG
            return Mark("damage", at, len(self.text)) if is_cut else None
        tag = _TAG.match(self.text, at) if self.n_unclosed_quotes < _MOST_UNCLOSED_QUOTES else None
        name = tag or _NAME.match(self.text, at)
        if name is None:
            return None
        self.n_unclosed_quotes += tag is None
        end = tag.end() if tag else self.text.find(">", at) + 1
        word, is_end = name[1].lower().rpartition(":")[2], self.text[at + 1] == "/"
        if word in self.skip and not is_end and self.text[end - 2] != "/":
            return self.skipped(word, at, end)
        return Mark("tag", at, end, word, is_end)

    def skipped(self, name: str, at: int, inside: int) -> Mark:
        """An element whose content is left out; to the end of the text if nothing closes it."""
        closing = re.compile(rf"</(?:\w{{1,30}}:)?{re.escape(name)}\b[^<>]{{0,200}}>?", re.IGNORECASE)
        found = closing.search(self.text, inside)
        if found is None:
            return Mark("damage", at, len(self.text), name)
        return Mark("skipped", at, found.end(), name)
