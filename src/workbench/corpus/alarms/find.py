"""All alarms of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.alarms.announced import missing_exhibits
from workbench.corpus.alarms.edges import find_edge_alarms
from workbench.corpus.alarms.quotes import describe_unbalanced
from workbench.corpus.missing import find_missing_characters

_LOST_BYTE = re.compile(r"[^\x00-\x7f][?？](?:[;`]|!(?P<quote>))(?P<next>[^\x00-\x7f])")
_LOST_BYTE_GATE = ("?;", "?`", "?!", "？;", "？`", "？!")
#: Marks that come in pairs, ends of lines, and code points that stand for no character.
_MARKS = re.compile("[“”「」『』《》（）\n\ud800-\uf8ff\ufffd]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_UNDECODABLE = re.compile("[\ud800-\udfff]")


def find_alarms(text: str) -> tuple[str, ...]:
    r"""Say what a text lacks and what cannot be trusted in it, each as "name: what and how many; what to do".

    The names are ``missing-title``, ``starts-mid-sentence``, ``ends-mid-sentence``, ``missing-table``,
    ``missing-figure``, ``missing-character``, ``unbalanced-quotes``, ``replacement-character``,
    ``private-use``, ``undecodable`` and ``lost-byte``.

    Examples
    --------
    >>> find_alarms("韧性治理是基层治理的新要求。各地的做法如表1所示。")
    ('missing-table: 1 announced, caption or rows absent (1); take the table from the original',)
    """
    marks = "".join(_MARKS.findall(text))
    return tuple(
        f"{name}: {meaning}"
        for name, meaning in (
            *find_edge_alarms(text),
            *missing_exhibits(text),
            *_missing_characters(text),
            *describe_unbalanced(text, marks),
            *_lost_characters(text, marks),
        )
    )


def _missing_characters(text: str) -> Iterator[tuple[str, str]]:
    missing = find_missing_characters(text)
    if missing:
        characters = ", ".join(m.character for m in missing)
        yield (
            "missing-character",
            f"{characters} never occur, and words that need them are broken; words holding them are not"
            " found or counted until they are put back (proposals deleted-character) or the original is used",
        )


def _lost_characters(text: str, marks: str) -> Iterator[tuple[str, str]]:
    counts = (
        (
            "replacement-character",
            marks.count("\ufffd"),
            "characters were lost before the text came here; use the original",
        ),
        (
            "private-use",
            len(_PRIVATE.findall(marks)),
            "characters have no meaning in Unicode; compare with the original",
        ),
        (
            "undecodable",
            len(_UNDECODABLE.findall(marks)),
            "bytes mean nothing in the encoding of the file; check the encoding",
        ),
        (
            "lost-byte",
            _n_lost_bytes(text),
            "places look like a lost byte; compare with the original",
        ),
    )
    return ((name, f"{n} {meaning}") for name, n, meaning in counts if n)


def _n_lost_bytes(text: str) -> int:
    """A lost byte before a mark; "?!" is one only before the first byte of a quotation mark (B0)."""
    if not any(gate in text for gate in _LOST_BYTE_GATE):
        return 0
    return sum(
        m["quote"] is None or m["next"].encode("gb18030", "replace")[0] == 0xB0
        for m in _LOST_BYTE.finditer(text)
    )
