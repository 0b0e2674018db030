"""Tables and figures that a text announces and does not hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate

#: Without one of these after its sign, or 下 or 列 before it, a text announces nothing.
_NUMBERED = re.compile(r"[表图]\s?\d")
_NAMED_IN_ENGLISH = re.compile("Table|Fig")
_CHINESE = {"table": "表", "figure": "图"}
_ENGLISH = {"table": "Table", "figure": r"Fig(?:ure|\.)"}
_NUMBER = r"\s?(?P<number>\d{1,2}(?:[-－.]\d{1,2})?)(?![\d,，]?\d|\s?[万亿人个篇次份只年月])"
#: 代表, 发表, 手表, 附表, 填表, 地图, 拼图: another word.
_OTHER_WORDS = "代发列手附填地拼"
_POINTING = (
    r"(?:[见如由从据在与和及、至~—]|根据|参考|列于|示于)\s?[(（《]?{sign}{number}"
    r"|[(（]\s?{sign}{bracketed}\s?[)）]"
    r"|{sign}{again}\s?(?:所示|所列|显示|表明|可[见知]|给出|列出|列示|反映|说明|呈现|展示|描述|报告|中|为|是|的)"
)
_BELOW = r"(?:[见如]|详见)下{sign}|下{sign}(?:所示|所列|显示|列出|给出)|列{sign}如下"
_CAPTION = (
    r"^[\s#*>【\[]*{sign}{number}(?:[\s:：.．、*】\]　]+|(?=[\u4e00-\u9fff]))(?P<title>[^\n。]{{2,60}})$"
)
#: In a citation of another work the table is that work's: 〔Zhang 2023，表1〕.
_CITED = r"[〔（(\[][^〕）)\]\n]{{0,60}}(?:19|20)\d\d[^〕）)\]\n]{{0,20}}{sign}\s?{number}"
_ROW = re.compile(r"\S\t+\S|\|.*\|.*\||<t[dr]\b|<table|\S(?: {2,}|　+)\S+(?: {2,}|　+)\S")
_ROW_MARKS = ("\t", "|", "<t", "  ", "\u3000")
_IMAGE = re.compile(r"!\[[^\]]*\]\(|<img\b|<figure\b")
#: A caption has its rows so few lines with words below it, or above.
_NEAR_LINES = 5
_MIN_ROWS = 2
#: Cells that were laid out one below the other.
_CELL_CHARS, _MIN_CELLS = 15, 6


def missing_exhibits(text: str) -> Iterator[tuple[str, str]]:
    """Alarms for tables without rows, and for figures without caption."""
    places = [place for sign in _CHINESE.values() for place in _named(text, sign)]
    if "Table" in text or "Fig" in text:
        places += [m.start() for m in _NAMED_IN_ENGLISH.finditer(text)]
    if not places:
        return
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    naming = {i: lines[i] for i in sorted({bisect_right(starts, place) - 1 for place in places})}
    tables = _missing_tables(lines, naming)
    if tables:
        yield (
            "missing-table",
            f"{len(tables)} announced, caption or rows absent ({', '.join(tables)}); take the table from"
            " the original",
        )
    figures = _announced(naming, "figure") - set(_captions(naming, "figure"))
    if figures and not _IMAGE.search(text):
        numbers = ", ".join(sorted(figures, key=_order))
        yield (
            "missing-figure",
            f"{len(figures)} announced and absent ({numbers}); what it shows is not in the text",
        )


def _named(text: str, sign: str) -> Iterator[int]:
    """Where a sign has a number or points below; finding the sign first is quicker than one expression."""
    at = text.find(sign)
    while at >= 0:
        if text[at - 1 : at] in ("下", "列") or _NUMBERED.match(text, at):
            yield at
        at = text.find(sign, at + 1)


def _missing_tables(lines: list[str], naming: Mapping[int, str]) -> list[str]:
    captions = _captions(naming, "table")
    complete = {number for number, at in captions.items() if any(_has_rows(lines, i) for i in at)}
    missing = (_announced(naming, "table") | set(captions)) - complete
    if not missing:
        return []
    spare = max(0, _n_blocks(lines) - len(complete))  # tables whose caption was lost
    return sorted(missing, key=_order)[spare:]


def _announced(naming: Mapping[int, str], kind: str) -> set[str]:
    """Numbers of the tables or figures the text points to; "below" where it gives none."""
    text = "\n".join(naming.values())
    pointing = _pointing(kind)
    found = {m["number"] or m["bracketed"] or m["again"] for m in pointing.finditer(text)}
    found |= {m["number"] for m in re.finditer(rf"\b{_ENGLISH[kind]}{_NUMBER}", text)}
    found = {n for n in found if not _is_cited(text, kind, n)}
    if re.search(_BELOW.format(sign=_CHINESE[kind]), text):
        found.add("below")
    return found


@cache
def _pointing(kind: str) -> re.Pattern[str]:
    sign = f"(?<![{_OTHER_WORDS}]){_CHINESE[kind]}"
    names = ("number", "bracketed", "again")
    numbers = {name: _NUMBER.replace("?P<number>", f"?P<{name}>") for name in names}
    return re.compile(_POINTING.format(sign=sign, **numbers))


def _is_cited(text: str, kind: str, number: str) -> bool:
    return re.search(_CITED.format(sign=_CHINESE[kind], number=re.escape(number)), text) is not None


def _captions(naming: Mapping[int, str], kind: str) -> dict[str, list[int]]:
    """Lines that are captions, by number."""
    sign = f"(?:{_CHINESE[kind]}|{_ENGLISH[kind]})"
    caption = re.compile(_CAPTION.format(sign=sign, number=_NUMBER))
    found: dict[str, list[int]] = {}
    for i, line in naming.items():
        if len(line) < 100 and (match := caption.match(line.rstrip())):
            found.setdefault(match["number"], []).append(i)
    return found


def _has_rows(lines: list[str], caption: int) -> bool:
    after = [line for line in lines[caption + 1 : caption + 30] if line.strip()]
    before = [line for line in lines[max(0, caption - 15) : caption] if line.strip()][-_NEAR_LINES:]
    near = after[:_NEAR_LINES]
    if any(sum(map(_is_row, side)) >= _MIN_ROWS for side in (near, before)):
        return True
    cells = after[:_MIN_CELLS]
    return len(cells) == _MIN_CELLS and all(
        len(cell.strip()) <= _CELL_CHARS and not re.search("[。，；]", cell) for cell in cells
    )


def _is_row(line: str) -> bool:
    return any(mark in line for mark in _ROW_MARKS) and _ROW.search(line) is not None


def _n_blocks(lines: list[str]) -> int:
    """How many runs of rows the text has."""
    n, run = 0, 0
    for line in lines:
        if _is_row(line):
            run += 1
            n += run == _MIN_ROWS
        elif line.strip():
            run = 0
    return n


def _order(number: str) -> tuple[int, str]:
    return (int(re.match(r"\d*", number).group() or 99), number)  # type: ignore[union-attr]
