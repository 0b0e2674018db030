"""People: forms of address, introductions, names after roles, speakers, what the tagger takes for names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.corpus.identifiers.mention import Mention
from workbench.corpus.identifiers.speaker_names import find_speakers
from workbench.corpus.identifiers.surnames import (
    ADDRESS,
    AMBIGUOUS,
    BEFORE_NAME,
    COUNTING,
    GIVEN,
    NEVER_GIVEN,
    OFFICE,
    ORDINARY,
    STEADY,
    SURNAME_PATTERN,
    SURNAMES,
)
from workbench.corpus.identifiers.words import Word, Words, is_listed_name

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SURNAME = SURNAME_PATTERN
_AFTER = sorted({*ADDRESS, *OFFICE}, key=len, reverse=True)
_SURNAME_AT = re.compile(_SURNAME)
# First letters of jieba's tags: words of grammar, number and time; and further words no given name is.
_GRAMMAR = "pcurdfmqyet"
_NO_GIVEN_NAME = _GRAMMAR + "vbjlsi"
_PREPOSITIONS = frozenset("和向从时任那单连全由原常")
_ALSO_WORDS = frozenset("于何许严洪纪廉孔石温谢顾段付童项简卓")
_ADDRESSED = re.compile(rf"(?P<surname>{_SURNAME})(?P<home>家)?(?P<title>{'|'.join(_AFTER)})")
_TITLED = re.compile(
    rf"(?P<name>{_SURNAME}[{_HAN}]{{1,2}}?)(?={'|'.join(title for title in _AFTER if len(title) > 1)})"
)
# With 老 and 小 before them these are surnames unless the two make a word of the dictionary.
_DOUBTFUL = AMBIGUOUS - set("马高白黄叶毛费金石文方安程牛戴江龙曾万施游左章华常尚温乐容云")
_FAMILIAR = re.compile(rf"[老小大](?P<surname>[{''.join(sorted(SURNAMES))}])(?!某)")
_BY_GIVEN = re.compile(
    rf"(?:小|阿)[{''.join(sorted(GIVEN))}]|[{''.join(sorted(GIVEN))}](?:哥|姐|姨|叔|婶|嫂|妹)"
)
_INTRODUCED = re.compile(
    rf"(?:我(?:的)?(?:名字)?叫(?:做)?|(?:本人|他|她|名字)(?:名)?叫(?:做)?|名叫|姓名[是为]?[:：]?|本名|小名)[“\"‘]?(?=[{_HAN}])"
)
_NAME_ALONE = re.compile(rf"{_SURNAME}(?P<given>[{_HAN}]{{1,2}})(?![{_HAN}])")
_SURNAMED = re.compile(rf"(?P<value>(?<!百)姓{_SURNAME})(?=的|[^{_HAN}]|$)")
_ROLE = re.compile(f'(?:{"|".join(sorted(BEFORE_NAME, key=len, reverse=True))})[:：、，“"（( ]?')
_MEASURES = frozenset("张段楼项节单支车班房盘封章包位条阵")


def find_people(text: str, words: Words, *, speaker_marks: Iterable[str] = ()) -> Iterator[Mention]:
    """Mentions of persons; none is certain, because a name may be a public figure's or no name at all."""
    yield from _addressed(text, words)
    yield from _titled(text, words)
    yield from _familiar(text, words)
    yield from _introduced(text, words)
    yield from _after_roles(text, words)
    yield from find_speakers(text, tuple(speaker_marks))
    yield from _tagged(text, words)


def name_at(text: str, words: Words, start: int, *, expected: bool = False) -> int | None:
    """Where a full name that begins there ends; None if none begins.

    Where a name is `expected` (after 我叫, after an office, before a title), it need not be tagged as one.
    """
    surname = _SURNAME_AT.match(text, start)
    if surname is None or start in words.inside:
        return None
    word = words.starting(start)
    if word and word.is_name and surname.end() < word.end <= surname.end() + 2:
        guessed = expected and not word.known and surname.group() not in _PREPOSITIONS
        if guessed or _is_likely_name(words, word):
            return word.end
        if word.known:
            return None
    for length in (2, 1):
        end = surname.end() + length
        given = text[surname.end() : end]
        if len(given) == length and _may_be_given(given) and not words.is_cut(start, end):
            if _is_tagged_name(words, start, surname.end(), end):
                return end
            if expected and _may_be_name(words, start, surname.end(), end):
                return end
    return None


def _may_be_given(given: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in given) and NEVER_GIVEN.isdisjoint(given)


def _is_tagged_name(words: Words, start: int, middle: int, end: int) -> bool:
    """Whether the tagger sees a surname, and no word of grammar or deed after it."""
    inner, names = words.between(start, end), (words.source[start:middle], words.source[middle:end])
    if not inner or not inner[0].is_name or not _fits_surname(*names):
        return False
    return all(w.end <= end for w in inner) and not _has_common_word(inner, middle, _GRAMMAR)


def _may_be_name(words: Words, start: int, middle: int, end: int) -> bool:
    """Whether the characters can be a name although the tagger sees none: no common word is among them."""
    first = words.starting(start)
    if first and first.known and first.end > middle and not first.is_name:
        return False
    surname = words.source[start:middle]
    steady = surname not in _ALSO_WORDS and _fits_surname(surname, words.source[middle:end])
    return steady and not _has_common_word(words.between(start, end), middle, _NO_GIVEN_NAME, from_length=2)


def _has_common_word(inner: tuple[Word, ...], middle: int, flags: str, *, from_length: int = 1) -> bool:
    """Whether a word of the dictionary with such a tag stands in a given name."""
    return any(
        w.known and w.start >= middle and w.flag[0] in flags and w.end - w.start >= from_length for w in inner
    )


def _fits_surname(surname: str, given: str) -> bool:
    """Whether a surname that is also a common word has a given name's character after it."""
    if surname in _PREPOSITIONS:
        return False
    return surname not in AMBIGUOUS or not GIVEN.isdisjoint(given)


def _is_likely_name(words: Words, word: Word) -> bool:
    """Whether a word tagged as a name is one."""
    name = words.text(word)
    if name[0] in _MEASURES and text_before(words, word.start) in COUNTING:
        return False
    return is_listed_name(name) if word.known else _fits_surname(name[:1], name[1:])


def text_before(words: Words, place: int) -> str:
    """The character before a place, or an empty text."""
    return words.source[place - 1 : place]


def _is_surname_there(words: Words, start: int, surname: str) -> bool:
    """Whether a surname that is also a common word is tagged as a name."""
    if surname not in AMBIGUOUS:
        return True
    word = words.starting(start)
    return word is not None and word.is_name


def _addressed(text: str, words: Words) -> Iterator[Mention]:
    """王阿姨, 张书记, 曹家婆婆: the title stays with the surname, which alone would say nothing."""
    for m in _ADDRESSED.finditer(text):
        is_familiar = text_before(words, m.start()) in ("小", "老")  # 小周媳妇 names 小周
        if (
            not is_familiar
            and words.is_free(m.start(), m.end())
            and _is_surname_there(words, m.start(), m["surname"])
        ):
            yield Mention(m.start(), m.end(), "person", "title")


def _titled(text: str, words: Words) -> Iterator[Mention]:
    """The name in 李建国主任."""
    for m in _TITLED.finditer(text):
        if name_at(text, words, m.start(), expected=True) == m.end("name"):
            yield Mention(m.start(), m.end("name"), "person", "name-and-title")


def _familiar(text: str, words: Words) -> Iterator[Mention]:
    """老刘, 小陈, 阿芳, 强哥."""
    for m in _FAMILIAR.finditer(text):
        if not words.is_cut(m.start(), m.end()) and _is_familiar(words, m):
            yield Mention(m.start(), m.end(), "person", "familiar")
    for m in _BY_GIVEN.finditer(text):
        word = words.starting(m.start())
        is_other = word is not None and word.known and word.end == m.end() and not word.is_name
        if not is_other and not words.is_cut(m.start(), m.end()):
            yield Mention(m.start(), m.end(), "person", "familiar")


def _is_familiar(words: Words, m: re.Match[str]) -> bool:
    if m[0] in ORDINARY or text_before(words, m.start()) in COUNTING:
        return False
    if m[0][0] == "大":
        return m["surname"] in STEADY
    return m["surname"] not in _DOUBTFUL or _is_surname_there(words, m.start("surname"), m["surname"])


def _introduced(text: str, words: Words) -> Iterator[Mention]:
    """我叫王秀英, 我姓王."""
    for m in _INTRODUCED.finditer(text):
        alone = _NAME_ALONE.match(text, m.end())
        if alone and NEVER_GIVEN.isdisjoint(alone["given"]) and words.is_free(*alone.span()):
            yield Mention(*alone.span(), "person", "introduction")
            continue
        end = name_at(text, words, m.end(), expected=True)
        if end is not None:
            yield Mention(m.end(), end, "person", "introduction")
    for m in _SURNAMED.finditer(text):
        yield Mention(*m.span("value"), "person", "introduction")


def _after_roles(text: str, words: Words) -> Iterator[Mention]:
    """The name in 网格员赵丽."""
    for m in _ROLE.finditer(text):
        end = name_at(text, words, m.end(), expected=True)
        if end is not None and m.start() not in words.inside:
            yield Mention(m.end(), end, "person", "after-role")


def _tagged(text: str, words: Words) -> Iterator[Mention]:
    """What the tagger takes for a name and begins with a surname, in one word or in two."""
    for i, word in enumerate(words.items):
        surname = _SURNAME_AT.match(text, word.start) if word.is_name else None
        if surname is None:
            continue
        n_given = word.end - surname.end()
        if n_given in (1, 2) and _is_likely_name(words, word):
            yield Mention(word.start, word.end, "person", "part-of-speech")
        after = words.items[i + 1] if n_given == 0 and i + 1 < len(words.items) else None
        if after and _is_given_name(words, after) and text_before(words, word.start) not in COUNTING:
            yield Mention(word.start, after.end, "person", "part-of-speech")


def _is_given_name(words: Words, word: Word) -> bool:
    given = words.text(word)
    return len(given) <= 2 and word.flag[:2] in ("nr", "nz") and NEVER_GIVEN.isdisjoint(given)
