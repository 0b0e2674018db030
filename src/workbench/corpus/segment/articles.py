"""Articles of statutes: 第…条, with the headings of parts, chapters and sections between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMERAL = r"[零〇○一二三四五六七八九十百千两0-9０-９]{1,9}"
_SPACE = r"[ \t\u3000]"
_LINE = rf"\n{_SPACE}*(?:#{{1,6}}{_SPACE}+)?(?:\*\*)?"
_ARTICLE = rf"第{_SPACE}?{_NUMERAL}{_SPACE}?条(?:之{_NUMERAL})?"
_HEADING = rf"第{_SPACE}?{_NUMERAL}{_SPACE}?(?:编(?![辑制写号])|分编|章|节)(?=[^\n。；，]{{0,40}}$)"
_ANNEX = rf"附{_SPACE}?[件录表](?:{_SPACE}?{_NUMERAL})?(?=[\s\u3000：:]|$)"
_CONTENTS = rf"(?P<contents>目{_SPACE}*[录錄次])(?={_SPACE}*$)"
_START = re.compile(
    rf"{_LINE}(?P<label>(?P<article>{_ARTICLE})|{_HEADING}|{_ANNEX}|{_CONTENTS})", re.MULTILINE
)
#: What goes on after a mention of an article (第十条第二款, 第三条、第五条) and begins none.
_MENTION = re.compile(rf"{_SPACE}*(?:第{_NUMERAL}[款项条]|[、，。；]|规定的|(?:和|与|及|或者?|至)第)")
_MENTION_WITHOUT_SPACE = re.compile("[和与及或至到的所中]|规定|修改|删去")
_DIGITS = dict(zip("零〇○一二三四五六七八九两", "0001234567892", strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}


def article_starts(text: str) -> list[tuple[int, str]]:
    r"""Where the parts of a statute begin, and their labels: 第十条, 第二章, 目录, 附件.

    What comes before the first has an empty label.

    >>> article_starts("某条例\n第一章　总则\n第一条　为了……，依照本法\n第九条规定。\n第二条　……")
    [(0, ''), (4, '第一章'), (11, '第一条'), (32, '第二条')]
    """
    starts = [(0, "")]
    for start, label in _after_contents(list(_candidates(text))):
        if start == 0:
            starts.clear()
        starts.append((start, label))
    return starts


def number_of(label: str) -> int:
    """The number in a label.

    >>> number_of("第一百二十三条"), number_of("第十条"), number_of("第５条之一")
    (123, 10, 5)
    """
    numeral = re.search(_NUMERAL, label)
    characters = [_DIGITS.get(c, c) for c in numeral.group()] if numeral else ["0"]
    if not any(c in _UNITS for c in characters):
        return int("".join(characters))
    total, digit = 0, 0
    for character in characters:
        if character in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[character], 0
        else:
            digit = int(character)
    return total + digit


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Lines that begin a part; an article without a space after its number must follow the one before."""
    last = 0
    for match in _START.finditer("\n" + text):
        start, after = match.start(), match.end() - 1
        label = "目录" if match.group("contents") else re.sub(r"\s", "", match.group("label"))
        if match.group("article"):
            if _is_mention(text, after, number_of(label) in (1, last + 1)):
                continue
            last = number_of(label)
        yield start, label


def _is_mention(text: str, after: int, is_next: bool) -> bool:
    """Whether the line only happens to begin with the number of an article (第十条规定的……)."""
    is_apart = text[after : after + 1] in ("", *" \t\u3000\n*【（(《")
    if is_apart and is_next:
        return False
    if _MENTION.match(text, after):
        return True
    return not is_apart and not (is_next and not _MENTION_WITHOUT_SPACE.match(text, after))


def _after_contents(parts: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The parts without the lines of a table of contents, which ends where its first heading comes again."""
    skip_to = 0
    for i, (start, label) in enumerate(parts):
        if i < skip_to:
            continue
        yield start, label
        if label == "目录" and i + 1 < len(parts):
            first = parts[i + 1][1]
            skip_to = next((j for j in range(i + 2, len(parts)) if parts[j][1] == first), 0)
