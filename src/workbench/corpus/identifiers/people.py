"""People: forms of address, introductions, names after roles, speakers, what the tagger takes for names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workbench.corpus.identifiers.mention import Mention
from workbench.corpus.identifiers.surnames import (
    ADDRESS,
    AMBIGUOUS,
    BEFORE_NAME,
    COMPOUND,
    COUNTING,
    GIVEN,
    NEVER_GIVEN,
    NEVER_NAMED,
    OFFICE,
    ORDINARY,
    SPEAKER_ROLES,
    STEADY,
    SURNAMES,
)
from workbench.corpus.identifiers.words import Word, Words

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
_AFTER = sorted({*ADDRESS, *OFFICE}, key=len, reverse=True)
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
_SURNAMED = re.compile(rf"(?P<value>(?<!百)姓{_SURNAME})(?=的|[^{_HAN}]|$)")
_ROLE = re.compile(f'(?:{"|".join(sorted(BEFORE_NAME, key=len, reverse=True))})[:：、，“"（( ]?')
_SPEAKER = re.compile(
    r"^[ \t\u3000#>*]*(?P<mark>[^\s:：，。！？,.!?“”（）()#*][^:：\n，。！？“”]{0,24}?)\*{0,2}[ ]?[:：]",
    re.MULTILINE,
)
_MEASURES = frozenset("张段楼项节单支车班房盘封章包位条阵")
_ENDS_OF_THINGS = frozenset("册栏炮镜湖镇村寺岛桥证单台书工周岁饭会")
_LATIN_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][A-Za-z.'-]*){0,3}")
_OFFICE_END = re.compile(f"(?:{'|'.join(sorted({*OFFICE, *ADDRESS}, key=len, reverse=True))})$")


def find_people(text: str, words: Words, *, speaker_marks: Iterable[str] = ()) -> Iterator[Mention]:
    """Mentions of persons; none is certain, because a name may be a public figure's or no name at all."""
    yield from _addressed(text, words)
    yield from _titled(text, words)
    yield from _familiar(text, words)
    yield from _introduced(text, words)
    yield from _after_roles(text, words)
    yield from _speakers(text, tuple(speaker_marks))
    yield from _tagged(text, words)


def name_at(text: str, words: Words, start: int) -> int | None:
    """Where a full name that begins there ends; None if none begins."""
    surname = re.compile(_SURNAME).match(text, start)
    if surname is None or start in words.inside:
        return None
    word = words.starting(start)
    if word and word.is_name and surname.end() < word.end <= start + 4:
        return word.end if _is_likely_name(words, word) else None
    for length in (2, 1):
        end = surname.end() + length
        given = text[surname.end() : end]
        if len(given) == length and _may_be_given(given) and _reads_as_name(words, start, surname.end(), end):
            return end
    return None


def _may_be_given(given: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in given) and NEVER_GIVEN.isdisjoint(given)


def _reads_as_name(words: Words, start: int, middle: int, end: int) -> bool:
    """Whether the tagger sees a surname and the given name cuts or is no common word."""
    if end in words.inside or not words.is_free(start, end):
        return False
    inner = words.between(start, end)
    surname_seen = bool(inner) and inner[0].is_name
    given = words.source[middle:end]
    if words.source[start:middle] in AMBIGUOUS and GIVEN.isdisjoint(given):
        return False
    return (
        surname_seen
        and all(w.end <= end for w in inner)
        and not any(w.known and w.start >= middle and w.flag[0] in "pcurdfmqyet" for w in inner)
    )


def _is_likely_name(words: Words, word: Word) -> bool:
    """Whether a word tagged as a name is one: the dictionary calls many common words so (明白, 井盖)."""
    name = words.text(word)
    if name[0] in _MEASURES and text_before(words, word.start) in COUNTING:
        return False
    if not word.known:
        return name[0] not in AMBIGUOUS or not GIVEN.isdisjoint(name[1:])
    if len(name) == 2:
        return name[0] in STEADY
    return name[0] not in AMBIGUOUS and name[-1] not in _ENDS_OF_THINGS


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
        if name_at(text, words, m.start()) == m.end("name"):
            yield Mention(m.start(), m.end("name"), "person", "name-and-title")


def _familiar(text: str, words: Words) -> Iterator[Mention]:
    """老刘, 小陈, 阿芳, 强哥."""
    for m in _FAMILIAR.finditer(text):
        if not words.is_cut(m.start(), m.end()) and _is_familiar(words, m):
            yield Mention(m.start(), m.end(), "person", "familiar")
    for m in _BY_GIVEN.finditer(text):
        if words.is_free(m.start(), m.end()):
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
        end = name_at(text, words, m.end())
        if end is not None:
            yield Mention(m.end(), end, "person", "introduction")
    for m in _SURNAMED.finditer(text):
        yield Mention(*m.span("value"), "person", "introduction")


def _after_roles(text: str, words: Words) -> Iterator[Mention]:
    """The name in 网格员赵丽."""
    for m in _ROLE.finditer(text):
        end = name_at(text, words, m.end())
        if end is not None and m.start() not in words.inside:
            yield Mention(m.end(), end, "person", "after-role")


def _speakers(text: str, marks: tuple[str, ...]) -> Iterator[Mention]:
    """Names at the head of a turn: those the register lists, and those that read like names."""
    for m in _SPEAKER.finditer(text):
        mark = m["mark"].strip()
        length = _name_of_speaker(mark)
        if length is None and mark in marks and not _is_role(mark):
            length = len(mark)
        if length is not None:
            yield Mention(m.start("mark"), m.start("mark") + length, "person", "speaker")


def _is_role(mark: str) -> bool:
    bare = re.sub(r"[ ]?(?:[0-9]{1,3}|[A-Z]|[一二三四五六七八九十甲乙丙丁])$", "", mark)
    return not bare or bare in SPEAKER_ROLES or bool(_OFFICE_END.fullmatch(bare))


def _name_of_speaker(mark: str) -> int | None:
    """Length of the name in a speaker's mark, its title left out; None if the mark reads like no name."""
    if _is_role(mark):
        return None
    if _LATIN_NAME.fullmatch(mark):
        return len(mark)
    bare = _OFFICE_END.sub("", mark)
    surname = re.match(_SURNAME, bare)
    if surname is None or not 1 <= len(bare) - surname.end() <= 2:
        return None
    is_han = re.fullmatch(f"[{_HAN}]+", bare) is not None
    return len(bare) if is_han and NEVER_NAMED.isdisjoint(bare[surname.end() :]) else None


def _tagged(text: str, words: Words) -> Iterator[Mention]:
    """What the tagger takes for a name and begins with a surname, in one word or in two."""
    for i, word in enumerate(words.items):
        if not word.is_name or not re.match(_SURNAME, words.text(word)):
            continue
        if 2 <= word.end - word.start <= 4:
            if _is_likely_name(words, word):
                yield Mention(word.start, word.end, "person", "part-of-speech")
            continue
        after = words.items[i + 1] if i + 1 < len(words.items) else None
        if after and _is_given_name(words, after) and text_before(words, word.start) not in COUNTING:
            yield Mention(word.start, after.end, "person", "part-of-speech")


def _is_given_name(words: Words, word: Word) -> bool:
    given = words.text(word)
    return len(given) <= 2 and word.flag[:2] in ("nr", "nz") and NEVER_GIVEN.isdisjoint(given)
