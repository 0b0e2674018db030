"""Numbers of lists and headings in the ways Word writes them (``w:numFmt``, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

_PLAIN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "japaneseDigitalTen",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}
_CIRCLED = "".join(chr(ord("①") + n) for n in range(20))
_SIGNS = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_FULL_WIDTH = {ord("0") + n: ord("０") + n for n in range(10)}
#: From this number on every format is written in digits; no list is so long.
_LARGEST = 10_000


def write_number(number: int, number_format: str) -> str | None:
    """Write a number as Word does; None for a format not known here.

    >>> [write_number(n, "chineseCounting") for n in (3, 10, 21, 110, 305)]
    ['三', '十', '二十一', '一百一十', '三百零五']
    >>> write_number(4, "upperRoman"), write_number(28, "lowerLetter"), write_number(2, "decimalZero")
    ('IV', 'bb', '02')
    """
    if not 0 < number < _LARGEST:
        return str(number)
    if number_format in _COUNTING:
        return _counted(number, _PLAIN, "十百千")
    if number_format == "chineseLegalSimplified":
        return _counted(number, _FORMAL, "拾佰仟")
    if number_format in _SIGNS:
        signs = _SIGNS[number_format]
        return signs[number - 1] if number <= len(signs) else None
    return _in_digits(number, number_format) or _in_letters(number, number_format)


def _in_digits(number: int, number_format: str) -> str | None:
    return {
        "decimal": str(number),
        "decimalZero": f"{number:02d}",
        "numberInDash": f"- {number} -",
        "ideographDigital": "".join(_PLAIN[int(digit)] for digit in str(number)),
        "decimalFullWidth": str(number).translate(_FULL_WIDTH),
        "decimalFullWidth2": str(number).translate(_FULL_WIDTH),
    }.get(number_format)


def _in_letters(number: int, number_format: str) -> str | None:
    if number_format in {"lowerRoman", "upperRoman"}:
        return _cased(_roman(number), number_format)
    if number_format in {"lowerLetter", "upperLetter"}:  # a … z, aa, bb …
        return _cased(chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1), number_format)
    return None


def _cased(text: str, number_format: str) -> str:
    return text.upper() if number_format.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        text += letters * (number // value)
        number %= value
    return text


def _counted(number: int, digits: str, units: str) -> str:
    """Count as spoken: 三百零五, 二十一; ten to nineteen of the plain digits begin with 十."""
    text = ""
    for at in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**at % 10
        if digit:
            text += digits[digit] + ("", *units)[at]
        elif number % 10**at and not text.endswith(("零", "〇")):
            text += "零"
    return text[1:] if digits == _PLAIN and 10 <= number < 20 else text
