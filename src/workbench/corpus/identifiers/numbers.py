"""Numbers that name a person: telephone, identity card, plate, bank card, accounts, addresses of the net."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from workbench.corpus.identifiers.mention import Kind, Mention

_PROVINCES = frozenset(
    str(region)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for region in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"  # letters in the order of their numbers 10–35

_NO_DIGIT_BEFORE = r"(?<![0-9A-Za-z.])(?<![0-9]-)"
_NO_DIGIT_AFTER = r"(?![0-9A-Za-z%])(?!\.[0-9])"
_MOBILE = re.compile(
    r"(?<![0-9.])(?<![0-9]-)(?:(?:\+|00)?86[- ]?)?"
    r"(?:1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|1[3-9][0-9]{2}[- ][0-9]{3}[- ][0-9]{4}"
    r"|1[3-9][0-9]{3}[- ][0-9]{3}[- ][0-9]{3}|1 [3-9](?: [0-9]){9})"
    + r"(?![0-9A-Za-z%])(?!\.[0-9])(?!-[0-9])"
)
_HAN_DIGITS = "〇零一二三四五六七八九幺"
_SPOKEN = re.compile(
    rf"(?<![{_HAN_DIGITS}])[一幺][三四五六七八九](?:[、 ]?[{_HAN_DIGITS}]){{9}}(?![{_HAN_DIGITS}])"
)
_AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
_LANDLINE = re.compile(
    _NO_DIGIT_BEFORE + rf"(?:(?:\+|00)86[- ]?)?(?:\({_AREA}\) ?|{_AREA}(?P<gap>[- ]?))"
    r"[2-8][0-9]{2,3}[- ]?[0-9]{4}(?:(?:转| ?ext\.? ?|-)[0-9]{1,6})?" + _NO_DIGIT_AFTER
)
_SERVICE = re.compile(
    _NO_DIGIT_BEFORE + r"[48]00(?:[- ]?[0-9]{3}[- ]?[0-9]{4}|[- ][0-9]{4}[- ][0-9]{3})" + _NO_DIGIT_AFTER
)
_LOCAL = re.compile(
    r"(?:电话|座机|固话|热线|传真|号码)(?:号|是|为|[:： ]){0,4}"
    r"(?P<value>[2-8][0-9]{2,3}[- ]?[0-9]{4})(?![0-9])"
)
_PHONE_WORDS = re.compile(r"电话|座机|固话|热线|传真|号码|拨打|联系|手机|致电|Tel|tel|TEL")

_ID18 = re.compile(
    _NO_DIGIT_BEFORE
    + r"[1-8][0-9]{5}[- ]?(?:18|19|20)[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{3}[0-9Xx]"
    + _NO_DIGIT_AFTER
)
_ID15 = re.compile(_NO_DIGIT_BEFORE + r"[1-8][0-9]{5}[- ]?[0-9]{6}[- ]?[0-9]{3}" + _NO_DIGIT_AFTER)
_ID_TAIWAN = re.compile(r"(?<![0-9A-Za-z])[A-Z][12][0-9]{8}" + _NO_DIGIT_AFTER)
_PASSPORT = re.compile(
    r"(?:护照|通行证|[Pp]assport)[^0-9A-Za-z\n]{0,6}(?P<value>[A-Z]{1,2}[0-9]{7,8})(?![0-9A-Za-z])"
)
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][ ]?[A-HJ-NP-Z][·•・.\- ]?"
    r"(?:[0-9]{5}[A-HJK]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![A-Za-z0-9])"
)
_CARD = re.compile(
    _NO_DIGIT_BEFORE
    + r"[3-6][0-9]{3}(?:[- ]?[0-9]{4}){2}[- ]?[0-9]{3,4}(?:[- ]?[0-9]{1,3})?"
    + _NO_DIGIT_AFTER
)
_CARD_WORDS = re.compile(r"卡号|银行|账号|帐号|账户|帐户|储蓄卡|信用卡|工资卡|存折")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![A-Za-z0-9])"
)
_QQ = re.compile(
    r"(?<![A-Za-z])(?:QQ|qq|Qq|扣扣)(?:群|号码|号|是|为|[:： ]){0,4}(?P<value>[1-9][0-9]{4,10})(?![0-9])"
)
_WECHAT = re.compile(
    r"(?:微信|(?<![A-Za-z])(?:[Ww]e[Cc]hat|WX|wx|Wx|VX|vx|[Vv]信))(?:号码|号|ID|id|是|为|叫|加|[:： ]){0,4}"
    r"(?P<value>[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_-])"
)
_URL = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:weibo\.(?:com|cn)/(?:u/|n/)?|space\.bilibili\.com/|zhihu\.com/people/|douyin\.com/user/"
    r"|xiaohongshu\.com/user/profile/|github\.com/|facebook\.com/|twitter\.com/|x\.com/|instagram\.com/|linkedin\.com/in/"
    r"|douban\.com/people/|jianshu\.com/u/|user\.qzone\.qq\.com/|blog\.sina\.com\.cn/)[\w%.-]+",
    re.ASCII,
)

#: Full-width signs, and the dashes and spaces written inside numbers: one for one.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != ord("：")}
_HALF_WIDTH |= dict.fromkeys(map(ord, "‐‑‒–—―−－"), ord("-")) | dict.fromkeys(
    map(ord, "\u00a0\u2002\u2003\u2009\u3000"), ord(" ")
)


def find_numbers(text: str) -> Iterator[Mention]:
    """Mentions of numbers and accounts; full width, spaces and hyphens inside them are seen through.

    >>> [(m.kind, m.rule, m.certain) for m in find_numbers("打１３８－０００１－２３４５或010-68001234")]
    [('phone', 'mobile', True), ('phone', 'landline', True)]
    """
    plain = text.translate(_HALF_WIDTH)
    if not any(c in plain for c in "0123456789@./") and not re.search("[〇零一幺]|微信|[Vv]信", plain):
        return
    for find in _RULES:
        yield from find(plain)


def is_resident_id(digits: str) -> bool:
    """Whether 18 characters are an identity number: region, date of birth, ISO 7064 MOD 11-2 check character.

    >>> is_resident_id("11010519491231002X"), is_resident_id("110105194912310021")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{17}[0-9Xx]", digits) or digits[:2] not in _PROVINCES:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _is_date(digits[6:14]) and "10X98765432"[total % 11] == digits[-1].upper()


def passes_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others by the Luhn formula (ISO/IEC 7812-1).

    >>> passes_luhn("79927398713"), passes_luhn("79927398710")
    (True, False)
    """
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _is_date(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) <= date(2100, 1, 1)
    except ValueError:
        return False


def _digits(text: str) -> str:
    return re.sub("[- ]", "", text)


def _phones(text: str) -> Iterator[Mention]:
    for m in _MOBILE.finditer(text):
        yield Mention(m.start(), m.end(), "phone", "mobile", certain=True)
    for m in _LANDLINE.finditer(text):
        sure = m["gap"] != "" or bool(_PHONE_WORDS.search(text, max(m.start() - 12, 0), m.start()))
        yield Mention(m.start(), m.end(), "phone", "landline", certain=sure)
    for m in _SERVICE.finditer(text):
        sure = not m.group().isdigit() or bool(_PHONE_WORDS.search(text, max(m.start() - 12, 0), m.start()))
        yield Mention(m.start(), m.end(), "phone", "service-number", certain=sure)
    for m in _LOCAL.finditer(text):
        yield Mention(*m.span("value"), "phone", "landline")
    for m in _SPOKEN.finditer(text):
        yield Mention(m.start(), m.end(), "phone", "spoken")


def _ids(text: str) -> Iterator[Mention]:
    for m in _ID18.finditer(text):
        sure = is_resident_id(_digits(m.group()))
        yield Mention(m.start(), m.end(), "id_number", "id-18" if sure else "id-18-wrong-check", certain=sure)
    for m in _ID15.finditer(text):
        digits = _digits(m.group())
        if digits[:2] in _PROVINCES and _is_date(f"19{digits[6:12]}"):
            yield Mention(m.start(), m.end(), "id_number", "id-15")
    for m in _ID_TAIWAN.finditer(text):
        if _is_taiwan_id(m.group()):
            yield Mention(m.start(), m.end(), "id_number", "id-taiwan", certain=True)
    for m in _PASSPORT.finditer(text):
        yield Mention(*m.span("value"), "passport", "passport")


def _is_taiwan_id(value: str) -> bool:
    tens, ones = divmod(_TAIWAN.index(value[0]) + 10, 10)
    digits = (tens, ones, *map(int, value[1:]))
    return sum(w * d for w, d in zip((1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1), digits, strict=True)) % 10 == 0


def _cards(text: str) -> Iterator[Mention]:
    for m in _CARD.finditer(text):
        digits = _digits(m.group())
        if passes_luhn(digits) and not is_resident_id(digits):
            in_fours = re.fullmatch(r"[0-9]{4}([- ])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(\1[0-9]{1,3})?", m.group())
            sure = bool(in_fours or _CARD_WORDS.search(text, max(m.start() - 20, 0), m.start()))
            yield Mention(m.start(), m.end(), "bank_card", "luhn", certain=sure)


def _plain(
    pattern: re.Pattern[str], kind: Kind, rule: str, *, certain: bool
) -> Callable[[str], Iterator[Mention]]:
    group = "value" if "value" in pattern.groupindex else 0

    def find(text: str) -> Iterator[Mention]:
        for m in pattern.finditer(text):
            yield Mention(*m.span(group), kind, rule, certain=certain)

    return find


_RULES: tuple[Callable[[str], Iterator[Mention]], ...] = (
    _phones,
    _ids,
    _cards,
    _plain(_EMAIL, "e-mail", "e-mail", certain=True),
    _plain(_PLATE, "plate", "plate", certain=True),
    _plain(_QQ, "qq", "qq", certain=False),
    _plain(_WECHAT, "wechat", "wechat", certain=False),
    _plain(_URL, "url", "personal-page", certain=False),
)
