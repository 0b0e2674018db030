"""A PDF into pages of characters with their places, through a process that may fail."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from workbench.errors import MissingDependencyError, UnreadableFileError
from workbench.readers.pdf import dump

MAX_SECONDS = 120  # a thousand pages take about ten
MAX_BYTES = 500_000_000
UNKNOWN = "\ufffd"

_OPEN_ERRORS = {
    3: "is not a PDF file or is damaged beyond reading; open it in a PDF program and save it again",
    4: "is locked with a password; open it in a PDF program and save a copy without password",
    5: "is locked in a way that cannot be opened here; save a copy without protection",
}
_LIMITS = {
    "pages": f"has {{n:,}} pages, and at most {dump.MAX_PAGES:,} are read; split it into several files",
    "characters": "has more than {n:,} characters; split it into several files",
    "page": f"has more than {dump.MAX_PAGE_CHARACTERS:,} characters on page {{n}}, as no printed page has; "
    "print that page into a new PDF",
}


class Glyph(NamedTuple):
    """One character on the page, in points from the lower left corner."""

    char: str
    left: float
    right: float
    bottom: float
    top: float
    x: float  # where the pen stood: x and y lie on the line of writing
    y: float
    size: float
    angle: float
    spaced: bool  # PDFium puts a space after it


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of one page and what else is drawn on it."""

    number: int
    glyphs: tuple[Glyph, ...] = ()
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # left, bottom, right, top
    rules: tuple[tuple[float, float, float, float], ...] = ()
    pictures: float = 0.0  # share of the page under pictures
    n_objects: int = 0
    n_comments: int = 0
    n_unmapped: int = 0
    n_outside: int = 0
    failed: bool = False


def read_pages(path: Path) -> Iterator[Page]:
    """Read page after page.

    Raises
    ------
    UnreadableFileError
        If the file is empty, damaged, locked, too big, or takes too long.
    """
    _check_size(path)
    with tempfile.TemporaryFile() as stream:
        _dump(path, stream)
        stream.seek(0)
        for number, line in enumerate(iter(stream.readline, b""), start=1):
            head = _head(line)
            if "error" in head:
                raise UnreadableFileError(_refusal(head["error"], head["n"]))
            yield Page(number, failed=True) if "failed" in head else _page(number, head, stream)


def _check_size(path: Path) -> None:
    n_bytes = path.stat().st_size
    if n_bytes == 0:
        raise UnreadableFileError("is empty (0 bytes); copy it again from where it came")
    if n_bytes > MAX_BYTES:
        raise UnreadableFileError(
            f"has {n_bytes / 1e6:,.0f} MB, more than the {MAX_BYTES / 1e6:,.0f} that are read; split it into "
            "several files"
        )


def _dump(path: Path, stream: IO[bytes]) -> None:
    """Run `dump` on a file, with the folders from which this process imports."""
    if importlib.util.find_spec("pypdfium2") is None:
        raise MissingDependencyError("Reading PDF needs PDFium: pip install pypdfium2")
    command = [sys.executable, "-P", dump.__file__, str(path.absolute())]
    folders = os.pathsep.join(folder for folder in sys.path if folder)
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": folders},
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFileError(
            f"takes longer than {MAX_SECONDS} seconds; print it into a new PDF or split it into several files"
        ) from error
    if done.returncode:
        raise UnreadableFileError(
            "is damaged or built to exhaust memory, and PDFium stopped at it; open it in a PDF program and "
            "save it again"
        )


def _head(line: bytes) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(line)
    return head


def _refusal(reason: str, n: int) -> str:
    if reason == "open":
        return _OPEN_ERRORS.get(n, _OPEN_ERRORS[3])
    return _LIMITS[reason].format(n=n)


def _page(number: int, head: dict[str, Any], stream: IO[bytes]) -> Page:
    n = head["n"]
    codes, measures, flags = array("I"), array("f"), array("B")
    for column, length in ((codes, n), (measures, n * dump.N_MEASURES), (flags, n)):
        column.frombytes(stream.read(length * column.itemsize))
    chars = _chars(codes)
    rows = zip(*(measures[i :: dump.N_MEASURES] for i in range(dump.N_MEASURES)), strict=True)
    glyphs = [
        Glyph._make((char, *row, bool(flag & dump.SPACE_FOLLOWS)))
        for char, row, flag in zip(chars, rows, flags, strict=True)
        if char and math.isfinite(sum(row))
    ]
    box = tuple(head["box"])
    seen = glyphs if _are_inside(measures, box) else [glyph for glyph in glyphs if _is_inside(glyph, box)]
    return Page(
        number=number,
        glyphs=tuple(seen),
        box=box,
        rules=tuple(tuple(rule) for rule in head["rules"]),
        pictures=head["pictures"],
        n_objects=head["n_objects"],
        n_comments=head["n_comments"],
        n_unmapped=sum(map(_is_unmapped, chars, flags)),
        n_outside=_n_filled(glyphs) - _n_filled(seen) if len(seen) < len(glyphs) else 0,
    )


def _chars(codes: array[int]) -> list[str]:
    """Characters of PDFium's codes; the second half of a surrogate pair is empty, controls are unknown."""
    chars: list[str] = []
    for i, code in enumerate(codes):
        if 0xDC00 <= code < 0xE000 and i and 0xD800 <= codes[i - 1] < 0xDC00:
            chars[-1] = chr(0x10000 + ((codes[i - 1] - 0xD800) << 10) + code - 0xDC00)
            chars.append("")
        elif code in (0x09, 0x0A, 0x0D):
            chars.append(" ")
        elif code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            chars.append(UNKNOWN)
        else:
            chars.append(chr(code))
    return chars


def _is_unmapped(char: str, flag: int) -> bool:
    """Whether the font does not say which character this is, or names one of its own (private use)."""
    return (
        bool(flag & dump.UNMAPPED) or char == UNKNOWN or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"
    )


def _n_filled(glyphs: Iterable[Glyph]) -> int:
    return sum(not glyph.char.isspace() for glyph in glyphs)


def _are_inside(measures: array[float], box: tuple[float, ...]) -> bool:
    """Whether every character begins and ends inside the page (the usual case, seen quickly)."""
    left, right, bottom, top = (measures[i :: dump.N_MEASURES] for i in range(4))
    return not left or (
        min(left) >= box[0] and max(right) <= box[2] and min(bottom) >= box[1] and max(top) <= box[3]
    )


def _is_inside(glyph: Glyph, box: tuple[float, ...]) -> bool:
    left, bottom, right, top = box
    middle = (glyph.left + glyph.right) / 2
    return left - 1 <= middle <= right + 1 and bottom - 1 <= glyph.y + glyph.size / 2 and glyph.y <= top + 1
