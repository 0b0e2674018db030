"""Running heads, issue dates and page numbers that a page end left among the lines of a text."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.corpus.changes import Change
from workbench.corpus.layout.furniture import ISSUE, PAGE, PERIODICAL, is_page_furniture, is_page_number
from workbench.corpus.layout.glued import glued_heads
from workbench.corpus.layout.lines import Lines, glue, read_lines
from workbench.corpus.layout.recurring import Heads, Site, find_heads, head_key


def find_running_heads(text: str) -> list[Change]:
    r"""Find running heads, issue dates and page numbers; inside a sentence the halves are joined.

    Automatic where the same head comes back (three times, or twice and always inside a sentence), where a
    page number stands inside a sentence, and where such a head is glued to a line that goes on; the text
    must be one whose lines end with sentences or are wrapped, since in notes without marks short lines
    come back by themselves. What looks like a head but comes once is proposed.

    Examples
    --------
    >>> text = "居民提出，楼道堆物影响通行，物\n— 12 —\n业应清理。"
    >>> [(c.start, c.end, c.after) for c in find_running_heads(text)]
    [(15, 23, '')]
    """
    lines = read_lines(text)
    heads = find_heads(lines)
    found = [*_on_own_lines(lines, heads), *glued_heads(text, lines, heads)]
    return sorted(found, key=lambda change: change.start)


def _on_own_lines(lines: Lines, heads: Heads) -> Iterator[Change]:
    taken: set[int] = set()
    for site in heads.sites:
        if site.inside and (change := _between_halves(lines, heads, site)):
            taken.update(site.heads)
            yield change
    for key in heads.certain:
        places = heads.places[key]
        first = lines.words(places[0])
        is_name = not (PAGE.fullmatch(first) or ISSUE.fullmatch(first))
        for i in places[1:] if is_name else places:  # the first may be the title itself
            if i not in taken:
                yield _line_out(lines, i)


def _between_halves(lines: Lines, heads: Heads, site: Site) -> Change | None:
    """The heads at a place inside a sentence taken out, if they are heads or look like some."""
    words = [lines.words(i) for i in site.heads]
    is_certain = all(head_key(line) in heads.certain or is_page_number(line) for line in words)
    if not is_certain and not all(_names_a_page(line, heads) for line in words):
        return None
    start, end = lines.span(site.before)[1], lines.span(site.after)[0]
    between = glue(lines.words(site.before), lines.words(site.after))
    reason = "" if is_certain else "a line between two halves of a sentence that looks like a running head"
    return Change(start, end, between, "running-head", is_certain, reason)


def _names_a_page(line: str, heads: Heads) -> bool:
    comes_back = heads.is_printed and len(heads.places[head_key(line)]) >= 3
    return comes_back or is_page_furniture(line) or bool(PERIODICAL.fullmatch(line))


def _line_out(lines: Lines, i: int) -> Change:
    start = lines.start(i)
    if i + 1 < len(lines):
        return Change(start, lines.start(i + 1), "", "running-head")
    return Change(max(0, start - 1), start + len(lines.rows[i]), "", "running-head")
