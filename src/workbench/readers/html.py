"""Web pages: what a browser shows, and where each word of it stands in the file."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.encoding import Decoded
from workbench.readers.flow import Flow
from workbench.readers.markup import Dialect, Mark, entity_text, find_marks
from workbench.readers.plain import open_text, raw_text
from workbench.readers.raw import RawText

_BLOCKS = frozenset(
    """
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li
    listing main menu nav noframes noscript ol optgroup option p pre section select summary table
    tbody textarea tfoot thead ul xmp
    """.split()  # noqa: SIM905
)
#: Elements within a line, in html and in the formats that borrow its names.
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ref rp rt ruby
    s samp small span strike strong sub sup time tt u var wbr
    """.split()  # noqa: SIM905
)
_CELLS = ("td", "th")
#: Elements without words for the reader; the title is no part of the page, and kept as a variable.
_SKIPPED = frozenset(("script", "style", "template", "svg", "title"))
_PREFORMATTED = ("pre", "listing", "textarea", "xmp")
_TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{1,1000})</title", re.IGNORECASE)
_HEAD = 2**16  # code points among which a title is looked for


def read_html(path: Path) -> tuple[RawText, ...]:
    """Read a web page: its text with a line a block, a tab between cells, without tags, scripts and comments.

    Menus and advertisements stay; the repair proposes them for exclusion. ``<sup>`` stays too, as the mark of
    a footnote.

    Raises
    ------
    UnreadableFileError
        If the file is too large, no text, or made of millions of tags.
    """
    return (html_text(open_text(path)),)


def html_text(decoded: Decoded, *, reader: str = "html") -> RawText:
    """Text of a decoded web page."""
    flow = Flow(decoded.text)
    damage = lay_out(flow, "html")
    alarms = (f"unclosed-markup: {damage} tags or comments have no end; check what follows them",)
    title = _TITLE.search(decoded.text[:_HEAD])
    return raw_text(
        decoded,
        reader,
        changes=flow.finish(),
        alarms=alarms if damage else (),
        variables=(("page_title", " ".join(entity_text(title[1]).split())),) if title else (),
    )


def lay_out(flow: Flow, dialect: Dialect) -> int:
    """Let the text of a page or of a news feed flow; return how many marks have no end."""
    at = damage = 0
    for mark in find_marks(flow.text, dialect, skip=_SKIPPED if dialect == "html" else ()):
        flow.words(at, mark.start)
        _flow_mark(flow, mark, dialect)
        at = mark.end
        damage += mark.kind == "damage"
    flow.words(at, len(flow.text))
    return damage


def _flow_mark(flow: Flow, mark: Mark, dialect: Dialect) -> None:
    if mark.kind == "entity":
        entity = flow.text[mark.start : mark.end]
        flow.replaced(mark.start, mark.end, entity_text(entity), "entity")
    elif mark.name == "sup" and mark.kind == "tag":
        flow.replaced(mark.start, mark.end, "</sup>" if mark.is_end else "<sup>", "markup")
    elif mark.name in _CELLS:
        flow.mark() if mark.is_end else flow.cell()
    elif mark.name == "tr":
        flow.row()
    elif mark.name in _BLOCKS or (dialect != "html" and mark.name and mark.name not in INLINE):
        flow.block()
    else:
        flow.mark()
    if mark.name in _PREFORMATTED and mark.kind == "tag":
        flow.is_preformatted = not mark.is_end
