"""The lines of a text, and what a line is: prose that breaks off or goes on, or a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from workbench.corpus.letters import HAN

#: Marks after which a sentence, or what announces the next one, is over.
SENTENCE_ENDS = "。．！？!?；;：:…."
#: Marks that close; whether the sentence goes on after them is not plain.
CLOSING = "”’」』）)】〗〕》〉]｝}\"'"
#: Marks that no line of Chinese print begins with, and none ends with.
NO_START = "，。、；：！？”’」』）】〗〕》〉％"
NO_END = "“‘「『（【〖〔《〈"

#: A line begun by one of these stands for itself: heading, item, table row, code, caption, note.
_OWN_LINE = re.compile(
    r"#{1,6}\s?|[-*+•·●■◆▪]\s|>|\||```|~~~|<!--|\\?\*|"
    r"第[〇零一二三四五六七八九十百千\d]{1,6}[编章节条款篇部分回讲]|"
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|"
    r"\d{1,2}(?:\.\d{1,2})*(?:[.．、)）]|\s)(?!\d)|[①-⑳㈠-㈩⑴-⒇]|\[\d{1,3}\]|［\d{1,3}］|"
    r"[图表]\s*\d|[A-Za-z][.)]\s|<[a-z/]|"
    r"(?:摘\s*要|关\s*键\s*词|参考文献|注\s*释|附\s*件|附\s*录|目\s*录|作者简介|基金项目|收稿日期|中图分类号|"
    r"责任编辑|责编|来源|资料来源|注)(?:[:：\]】\s]|$)"
)
_SPEAKER = re.compile(r"[^\s：:，。]{1,12}(?:[（(][^）)]{1,12}[)）])?[：:]")
_INNER_MARK = re.compile(r"[，。；、！？,;]")
#: Prose without a single mark must be so long to be told from a heading.
_MIN_BARE_PROSE = 30
_MIN_PROSE = 10

_HAN_OR_WORD = re.compile(rf"[{HAN}A-Za-z0-9]")
_GOES_ON = re.compile(rf"[{HAN}a-z{NO_START}{NO_END}]")
_WORD = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text cut at its line ends; lines are known by their number from 0."""

    rows: list[str]
    lengths: list[int]  # of all rows before each, line ends aside
    firsts: list[str]  # the first character of each row that is not a space; empty for a blank row
    lasts: list[str]

    def __len__(self) -> int:
        return len(self.rows)

    def start(self, i: int) -> int:
        """Where a line begins in the text."""
        return self.lengths[i] + i

    def words(self, i: int) -> str:
        """The line without the space around it."""
        return self.rows[i].strip()

    def span(self, i: int) -> tuple[int, int]:
        """Where the words of a line stand in the text."""
        row = self.rows[i]
        start = self.start(i) + len(row) - len(row.lstrip())
        return start, start + len(row.strip())

    def after(self, i: int) -> int | None:
        """The next line that is not blank."""
        return next((k for k in range(i + 1, len(self.rows)) if self.lasts[k]), None)

    def is_indented(self, i: int) -> bool:
        """Whether the line begins as a paragraph: with an ideographic space, or further in than before."""
        indent = _indent(self.rows[i])
        return "\u3000" in indent or (i > 0 and len(indent) > len(_indent(self.rows[i - 1])) + 1)


def _indent(row: str) -> str:
    return row[: len(row) - len(row.lstrip())]


def read_lines(text: str) -> Lines:
    """Cut a text at its line ends."""
    rows = text.split("\n")
    lengths = list(accumulate(map(len, rows), initial=0))
    once: dict[str, str] = {}  # one object a character: a long text has as many first characters as lines
    firsts = [once.setdefault(first, first) for row in rows for first in (row.lstrip()[:1],)]
    lasts = [once.setdefault(last, last) for row in rows for last in (row.rstrip()[-1:],)]
    return Lines(rows, lengths, firsts, lasts)


def open_lines(lines: Lines) -> list[int]:
    """The lines that are not blank and end without a mark that ends a sentence or closes."""
    ended = SENTENCE_ENDS + CLOSING + "|>"
    return [i for i, last in enumerate(lines.lasts) if last not in ended]


def prose_lines(lines: Lines) -> list[int]:
    """The lines that are neither short nor stand for themselves."""
    return [i for i, row in enumerate(lines.rows) if len(row) >= 15 and not stands_alone(row.strip())]


def stands_alone(line: str) -> bool:
    """Whether a line is a heading, an item, a table row, a speaker's mark, code, a caption or a note."""
    return bool(_OWN_LINE.match(line) or _SPEAKER.match(line) or "\t" in line or "|" in line)


def breaks_off(line: str) -> bool:
    """Whether a line is prose that ends before its sentence does.

    >>> breaks_off("居民参与不足，社区教育融入社"), breaks_off("第一章 总则"), breaks_off("居民参与不足。")
    (True, False, False)
    """
    if len(line) < _MIN_PROSE or "\t" in line or "|" in line:
        return False
    if not (_HAN_OR_WORD.match(line[-1]) or line[-1] in "，、,—" + NO_END):
        return False
    if _OWN_LINE.match(line):
        return len(line) >= 2 * _MIN_BARE_PROSE and bool(_INNER_MARK.search(line))
    return bool(_INNER_MARK.search(line)) or len(line) >= _MIN_BARE_PROSE or _leaves_open(line)


def _leaves_open(line: str) -> bool:
    return any(line.rfind(opener) > line.rfind(closer) for opener, closer in ("“”", "《》", "（）"))


def goes_on(line: str) -> bool:
    """Whether a line can be the rest of a sentence: it begins small and stands for nothing itself.

    >>> goes_on("区应对风险"), goes_on("（一）总体要求"), goes_on("居民：还可以"), goes_on("and so on")
    (True, False, False, True)
    """
    return bool(_GOES_ON.match(line)) and not stands_alone(line)


def glue(before: str, after: str) -> str:
    """What stands between two lines once they are one: a space between Latin words, else nothing."""
    is_latin = bool(_WORD.match(before[-1:]) or before[-1:] in ",;") and bool(_WORD.match(after[:1]))
    return " " if is_latin and not (before[-1].isdigit() and after[0].isdigit()) else ""
