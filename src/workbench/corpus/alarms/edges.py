"""How a text begins and ends: without a title, in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.boilerplate import find_boilerplate

_HEAD_CHARS, _TAIL_CHARS = 6_000, 6_000
_APPARATUS = re.compile(
    r"(?:^|\n)[\s*【\[#]*(?:\d{4}[·.]\d{2})?(?P<name>摘\s*要|关\s*键\s*词|中图分类号|文献标[志识]码|文章编号"
    r"|收稿日期|基金项目|Abstract|Key\s?words)"
)
_LABEL = re.compile(
    r"[\s*【\[#]*(?:\d{4}[·.]\d{2})?(?:摘\s*要|关\s*键\s*词|中图分类号|文献标[志识]码|文章编号|收稿日期|修回日期|基金项目|作者简介|通[讯信]作者"
    r"|作\s*者|单\s*位|来\s*源|时\s*间|日\s*期|发布|编辑|责任|DOI|Doi|doi|Abstract|Key\s?words|引用|欢迎|Citation|网址|电话|邮编)"
)
_SECTION = re.compile(
    r"\s*(?:[一二三四五六七八九十]+\s*、|[(（][一二三四五六七八九十\d]+[)）]|\d+[.、．]|0\d\s*$|第.{1,3}[章节条])"
)
_PLACE_OF_WORK = re.compile(r"[(（].*[)）]\s*$|.*\d{6}|.*(?:大学|学院|研究[院所]|党校|中心|系)\s*$")
_HAN = re.compile("[\u4e00-\u9fff]")
_TITLE_HAN = 5
_PROSE_CHARS = 60

_CUT_BEFORE = re.compile(r"[，。；：、！？）”》」』％,;!)]|的(?![确士])|们")
_CUT_AFTER = re.compile(r"[，、；：,;（(“《「『]$|[\u4e00-\u9fff]$|[a-z]$")
_OPEN_END = re.compile(r"[，、；,;（(“《「『]$|：$")
_NO_SENTENCE = re.compile(r"\s*(?:\[\d+\]|[①-⑳]|[(（【\[<>|#!*-]|(?:[^\s:：]{2,10})[:：]|https?:)")
_MIN_SENTENCE = 30
_ENGLISH_WORDS = 12


def find_edge_alarms(text: str) -> Iterator[tuple[str, str]]:
    """Alarms on the title, the first line and the last."""
    if not text.strip():
        return
    if len({m["name"] for m in _APPARATUS.finditer(text[:_HEAD_CHARS])}) > 1 and not _has_title(text):
        yield ("missing-title", "the text has the parts of a paper and no title; enter it by hand")
    if _starts_cut(text):
        yield ("starts-mid-sentence", "the beginning is missing; look for it in the original")
    if _ends_cut(text):
        yield ("ends-mid-sentence", "the end is missing; look for it in the original")


def _has_title(text: str) -> bool:
    """Whether a line before the running text can be the title."""
    for line in _own_lines(text[:_HEAD_CHARS]):
        if _LABEL.match(line):
            continue
        if len(line) > _PROSE_CHARS and re.search("[。，,]", line):
            return False
        if _can_be_title(line):
            return True
    return False


def _can_be_title(line: str) -> bool:
    bare = line.strip("#* \t")
    n_han = len(_HAN.findall(bare))
    if _SECTION.match(bare) or _PLACE_OF_WORK.match(bare) or re.search("[。；]|[，、：,:”]$", bare):
        return False
    return n_han >= _TITLE_HAN or (n_han == 0 and 3 <= len(re.findall("[A-Za-z]{2,}", bare)) <= 30)


def _own_lines(text: str) -> list[str]:
    """Lines with words that are no part of a page around the text."""
    pieces, at = [], 0
    for change in find_boilerplate(text):
        pieces.append(text[at : change.start])
        at = change.end
    own = "".join((*pieces, text[at:]))
    return [stripped for line in own.split("\n") if (stripped := line.strip())]


def _starts_cut(text: str) -> bool:
    first = text.lstrip("\ufeff \t\n\u3000*#")[:40].split("\n", 1)[0]
    return _CUT_BEFORE.match(first) is not None and len(first) > 3


def _ends_cut(text: str) -> bool:
    tail = text.rstrip(" \t\n\u3000*_")
    if _CUT_AFTER.search(tail[-1:]) is None:
        return False
    lines = _own_lines(text[text.rfind("\n", 0, -_TAIL_CHARS) + 1 :])
    return bool(lines) and _is_cut(_last_stretch(lines))


def _last_stretch(lines: list[str]) -> str:
    """The last line, with the lines before that run into it."""
    stretch = lines[-1]
    for line in reversed(lines[-6:-1]):
        if not re.search(r"[\u4e00-\u9fff，、；,a-z]$", line) or len(line) < _MIN_SENTENCE / 2:
            break
        stretch = line + stretch
    return stretch.rstrip(" *_")


def _is_cut(stretch: str) -> bool:
    if _NO_SENTENCE.match(stretch) or "\t" in stretch or len(stretch) < _MIN_SENTENCE / 2:
        return False
    if _OPEN_END.search(stretch):
        return True
    if _HAN.search(stretch[-1]):
        return len(stretch) >= _MIN_SENTENCE and re.search("[，。；,]", stretch) is not None
    words = re.findall("[A-Za-z]+", stretch)
    return stretch[-1].islower() and len(words) >= _ENGLISH_WORDS and ";" not in stretch and ". " in stretch
