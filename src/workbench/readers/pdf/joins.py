r"""Which ends of lines are only the width of the paper, and what the font left in the letters.

A line end is a hard wrap if the line is full (the first word of the next would not have fitted) and the next
line is neither indented, nor set apart, nor of another size. It becomes nothing between Chinese characters
and a space between words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workbench.corpus.changes import Change
from workbench.readers.pdf.layout import Block, Line
from workbench.readers.pdf.squares import is_square

_SAME_SIZE = 0.08
_INDENT = 0.8  # characters
_HANGING = 3.5  # characters
_LEADING = 1.35  # of the usual distance of lines
_MIN_LINES = 4  # of a column whose edges can be trusted
_TOLERANCE = 0.3  # characters
_USUAL_LEADING = 1.6
_ENDING = 120  # characters of a line that are looked at to see how it ends

_SENTENCE_END = re.compile(r"[。！？!?…：:.;；][”’」』》）)\]\"']*$")
_ITEM = re.compile(
    r"[•●■◆▪○◎·–—-]\s?|第[一二三四五六七八九十百零〇\d]+[编章节条款]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:\.\d+)*[.、)）．]|[①-⑳]|\[\d{1,3}\]"
)
_SPEAKER = re.compile(r"[^\s：:，。]{1,12}[：:]")
_LEADERS = re.compile(r"(?:\. ?){6}|…{3}|·{6}")  # of a table of contents
_HANGUL = re.compile("[\uac00-\ud7a3]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
_HYPHENS = ("-", "‐", "\u00ad")
_HYPHENATED = re.compile(r"[^\W\d_]+[-‐\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: First parts of words that English writes with a hyphen.
_COMPOUND = re.compile(
    "all|anti|co|cross|double|ex|full|half|high|inter|long|low|mid|multi|near|new|non|old|one|part|post|pre|pro|"
    "quasi|re|self|semi|short|single|socio|state|sub|two|under|well"
)

_DOUBT_HANGUL = "Korean breaks lines inside words as well as between them"
_DOUBT_ITEM = "the next line looks like a new item or turn"
_DOUBT_END = "the line is full but a sentence ends with it"
_DOUBT_COMPOUND = "the word may be written with a hyphen"
_DOUBT_ADDRESS = "inside an internet address"
_DOUBT_FEW = "too few lines to know how they are set"
_DOUBT_BETWEEN = "what stands between the two lines is only proposed for exclusion"


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of the text with what is known of its column."""

    line: Line
    margin: float  # where its outermost lines begin
    left: float  # where lines inside paragraphs begin
    right: float
    leading: float  # usual distance of lines
    block: int
    is_sure: bool  # the column is long enough to know its edges
    start: int = 0  # position in the text


@dataclass(frozen=True, slots=True)
class Setting:
    """How a whole document is set."""

    width: float  # of its columns, 0 if unknown
    leading: float  # usual distance of lines, in sizes
    is_known: bool  # enough lines keep this distance
    indents: bool  # paragraphs begin with an indented line
    words: frozenset[str] = frozenset()  # of Latin script, in lower case


def describe_setting(blocks: Sequence[Block]) -> Setting:
    """Width of columns, distance of lines, and whether paragraphs are indented, over a whole document."""
    widths = [block.right - block.left for block in blocks if len(block.lines) >= 2 * _MIN_LINES]
    steps = [step for block in blocks for step in _steps(block)]
    lines = [(line, block) for block in blocks for line in block.lines if not line.is_row]
    n_indented = sum(_INDENT < (line.x0 - block.left) / (line.size or 1) < 4.5 for line, block in lines)
    return Setting(
        width=median(widths) if widths else 0.0,
        leading=_most_common(steps) or _USUAL_LEADING,
        is_known=_most_common(steps) > 0,
        indents=n_indented >= 3 and n_indented >= 0.02 * len(lines),
        words=frozenset(_whole_words([line.text for line, _ in lines])),
    )


def _steps(block: Block) -> Iterator[float]:
    """Distances between neighbouring lines of one size, in sizes."""
    for a, b in pairwise(block.lines):
        if a.size > 0 and abs(a.size - b.size) < _SAME_SIZE * a.size and b.base > a.base:
            yield (b.base - a.base) / a.size


def _most_common(steps: Iterable[float]) -> float:
    """The distance that most lines keep, to a tenth; 0 if it is not seen three times."""
    tenths = Counter(round(10 * step) for step in steps)
    step, n = max(tenths.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return step / 10 if n >= 3 else 0.0


def _whole_words(lines: Sequence[str]) -> set[str]:
    """Words of Latin script that no line end cuts; none are collected where no line ends with a hyphen."""
    if not any(map(_cut_word, lines)):
        return set()
    words: set[str] = set()
    is_cut = False
    for line in lines:
        found = _WORD.findall(line.lower())
        ends_cut = _cut_word(line) is not None
        words.update(found[int(is_cut) : len(found) - int(ends_cut)])
        is_cut = ends_cut
    return words


def _cut_word(line: str) -> str | None:
    """The part of a word at the end of a line with its hyphen, if there is one."""
    found = _HYPHENATED.search(line[-_ENDING:]) if line[-1:] in _HYPHENS else None
    return found[0] if found else None


def place_lines(block: Block, number: int, setting: Setting) -> Iterator[Placed]:
    """The lines of a block with the edges and the leading of their column."""
    own = _most_common(_steps(block))
    margin = min(line.x0 for line in block.lines)
    is_sure = len(block.lines) >= _MIN_LINES
    right = block.right if is_sure else max(block.right, block.left + setting.width)
    for line in block.lines:
        yield Placed(line, margin, block.left, right, (own or setting.leading) * line.size, number, is_sure)


def find_joins(lines: Sequence[Placed], setting: Setting, doubtful: frozenset[int]) -> Iterator[Change]:
    """Hard wraps and hyphens between lines; what follows a doubtful line is only proposed for exclusion."""
    for before, after in pairwise(lines):
        doubt = _wrap_doubt(before, after, setting)
        if doubt is None:
            continue
        end = before.start + len(before.line.text)
        if before.start in doubtful:
            doubt = _DOUBT_BETWEEN
        yield from _join(before.line.text, after.line.text, end, doubt, setting)


def _wrap_doubt(before: Placed, after: Placed, setting: Setting) -> str | None:
    """None if a paragraph ends between two lines; else why that it goes on is only a guess, or empty."""
    a, b = before.line, after.line
    if (
        a.is_row
        or b.is_row
        or _LEADERS.search(a.text)
        or abs(a.size - b.size) > _SAME_SIZE * max(a.size, b.size)
    ):
        return None
    is_hyphenated = _cut_word(a.text) is not None and b.text[:1].islower()
    space = 0.0 if _is_joined_closely(a.text, b.text) else 0.25 * a.size
    if not is_hyphenated and before.right - a.x1 > b.first + space + _TOLERANCE * a.size:
        return None
    if not is_hyphenated and not _is_aligned(before, after):
        return None
    if before.block == after.block and not 0 < b.base - a.base <= _LEADING * before.leading:
        return None
    if b.raised[:1] == (0,):  # the next footnote
        return None
    return _doubt(before, after, setting)


def _is_aligned(before: Placed, after: Placed) -> bool:
    """Whether a line begins at the margin, below the one before it, or hanging from the mark of its item."""
    a, b = before.line, after.line
    if abs(b.x0 - after.left) <= _INDENT * b.size:
        return True
    if before.block != after.block:
        return False
    hangs = 0 < b.x0 - a.x0 <= _HANGING * b.size and _ITEM.match(a.text) is not None
    is_outmost = b.x0 - after.margin < _INDENT * b.size
    return a.x0 == b.x0 or ((hangs or is_outmost) and not _SENTENCE_END.search(a.text[-_ENDING:]))


def _doubt(before: Placed, after: Placed, setting: Setting) -> str | None:
    a, b = before.line.text, after.line.text
    if _HANGUL.match(a[-1]) and _HANGUL.match(b[0]):
        return _DOUBT_HANGUL
    if _ADDRESS.search(a[-_ENDING:]):
        return _DOUBT_ADDRESS
    if not setting.is_known:
        return _DOUBT_FEW
    ends = _SENTENCE_END.search(a[-_ENDING:]) is not None
    if _ITEM.match(b) or (ends and _SPEAKER.match(b)):
        return _DOUBT_ITEM
    is_known = setting.indents and (after.is_sure or before.block == after.block)
    return _DOUBT_END if ends and not is_known else ""


def _join(before: str, after: str, end: int, doubt: str, setting: Setting) -> Iterator[Change]:
    cut = _cut_word(before)
    if cut and after[:1].islower():
        yield from _mend_hyphen(cut, after, end, doubt, setting)
        return
    glue = "" if _is_joined_closely(before, after) else " "
    yield Change(end, end + 1, glue, "hard-wrap", automatic=not doubt, reason=doubt)


def _is_joined_closely(before: str, after: str) -> bool:
    return (
        is_square(before, after) or before[-1] in _HYPHENS or _ADDRESS.search(before[-_ENDING:]) is not None
    )


def _mend_hyphen(part: str, after: str, end: int, doubt: str, setting: Setting) -> Iterator[Change]:
    """Take hyphen and line end out; where the hyphen may belong to the word, only the line end."""
    rest = _WORD.match(after)
    first, second = part[:-1].lower(), (rest[0] if rest else "").lower()
    if doubt:
        yield Change(end - 1, end + 1, "", "hyphenation", automatic=False, reason=doubt)
    elif part[-1] == "\u00ad" or first + second in setting.words or _is_syllable(first, second, setting):
        yield Change(end - 1, end + 1, "", "hyphenation")
    else:
        yield Change(end, end + 1, "", "hard-wrap")
        if f"{first}-{second}" not in setting.words:
            yield Change(end - 1, end, "", "hyphenation", automatic=False, reason=_DOUBT_COMPOUND)


def _is_syllable(first: str, second: str, setting: Setting) -> bool:
    """Whether a part before a hyphen is no word of its own here, nor begins compounds."""
    words = setting.words
    return (
        f"{first}-{second}" not in words
        and not _COMPOUND.fullmatch(first)
        and not (first in words and second in words)
    )
