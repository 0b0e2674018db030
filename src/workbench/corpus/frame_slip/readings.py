"""What the text said before a slip: each byte that could have been lost, weighed by its surroundings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import log1p

from workbench.corpus.frame_slip.language import Language, plain
from workbench.corpus.frame_slip.run import NOTE, Run, as_pair, from_pairs, middle
from workbench.corpus.letters import HAN
from workbench.errors import MissingDependencyError

_LEADS = range(0x81, 0xFF)
_TRAILS = [t for t in range(0x40, 0xFF) if t != 0x7F]
#: What a character of which a byte was lost can have been.
_WRITTEN = re.compile(rf"[{HAN}，。、；：？！“”‘’（）《》〈〉【】〔〕［］—…·％]")
#: So many characters on either side are looked at.
CONTEXT = 10
#: So many first and last characters are tried with each other.
_KEPT, _KEPT_LASTS = 6, 12
#: For a character that has the reading of a note by the text's own notes or by dictionary, against others.
_SAME_NOTE, _OTHER_NOTE = 8.0, -8.0
#: For an opening bracket before a closing one of its kind.
_CLOSES = 5.0
_CLOSING = re.compile(r"[)\]）］”’》]")
_OPENING = {")": "(", "]": "[", "”": "“", "’": "‘", "》": "《"}
_ANNOTATED = re.compile(rf"([{HAN}]){NOTE.pattern}")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known besides the run: the text on both sides without notes, and what the whole text shows.

    Parameters
    ----------
    before, after : str
    language : Language
    notes : mapping of character to reading
        Characters that the text annotates.
    usual : mapping of character to count
        Chooses among traditional characters with one simplified form.
    """

    before: str
    after: str
    language: Language
    notes: Mapping[str, str]
    usual: Mapping[str, int]

    def score(self, text: str) -> float:
        """Log probability of a reading in its place."""
        return self.language.score(plain(self.before[-CONTEXT:] + text + self.after[:CONTEXT]))

    def for_note(self, character: str, note: str) -> float:
        """For or against `character` before `note`."""
        if not note or not character:
            return 0.0
        known = self.notes.get(character)
        fits = known == note if known else note in _readings_of(character)
        return _SAME_NOTE if fits else _OTHER_NOTE


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a run: whole characters, then the one whose trail byte was lost, if any.

    The bonus is for readings in brackets and brackets that close; `score` contains it.
    """

    run: Run
    text: str
    last: str = ""
    bonus: float = 0.0
    score: float = 0.0

    @property
    def whole(self) -> str:
        """All that the run stood for."""
        return self.text + self.last + self.run.tail


def without_notes(text: str) -> str:
    """Text without the readings that stand in brackets."""
    return NOTE.sub("", text)


def collect_notes(text: str) -> dict[str, str]:
    """Characters with a reading in brackets behind them."""
    return {m[1]: m[2] for m in _ANNOTATED.finditer(text)}


def readings(run: Run, around: Surroundings) -> list[Reading]:
    """Readings of a run, likeliest first; one for each simplified form. Scores compare only among them."""
    if not run.body:
        return _ranked((_scored(r, around) for r in _between_notes(run, around)), around)
    known = middle(run)
    if known is None:
        return []
    near = replace(around, after=known + run.tail + around.after if run.last is None else known)
    firsts = (Reading(run, c, bonus=bonus) for c, bonus in _first_characters(run, around))
    ranked = _ranked((_scored(r, near) for r in firsts), around)
    whole = [replace(r, text=r.text + known) for r in ranked]
    return whole if run.last is None or not whole else _with_last(run, whole[:_KEPT], around)


def _with_last(run: Run, firsts: list[Reading], around: Surroundings) -> list[Reading]:
    """Every likely last character, ranked behind the likeliest first one, with every likely first one."""
    near = replace(around, before=around.before + firsts[0].text)
    lasts = (Reading(run, "", c, bonus=_for_last(c, run, around)) for c in _last_characters(run.body[-1:]))
    likely = _ranked((_scored(r, near) for r in lasts), around)[:_KEPT_LASTS]
    pairs = (replace(r, last=z.last, bonus=r.bonus + z.bonus) for r in firsts for z in likely)
    return _ranked((_scored(r, around) for r in pairs), around)


def _between_notes(run: Run, around: Surroundings) -> Iterator[Reading]:
    """A character that lost both bytes: one note tells its first byte, the other its reading."""
    for lead, bonus in _leads(run, around):
        for c in _last_characters(bytes((lead,))) if bonus > 0 else ():
            if around.for_note(c, run.last_note) > 0:
                yield Reading(run, "", c, bonus=bonus)


def _first_characters(run: Run, around: Surroundings) -> Iterator[tuple[str, float]]:
    for lead, bonus in _leads(run, around):
        first = _character(bytes((lead, run.body[0])))
        if first:
            yield first, bonus


def _leads(run: Run, around: Surroundings) -> Iterator[tuple[int, float]]:
    """First bytes that can be lost; with the byte before, one makes the character that the note annotates."""
    trail = (as_pair(around.before[-1:]) or b"")[1:]
    for lead in _LEADS:
        annotated = _character(trail + bytes((lead,))) if run.note and trail else ""
        if annotated is not None:
            yield lead, around.for_note(annotated, run.note)


def _last_characters(lead: bytes) -> list[str]:
    made = (_character(lead + bytes((trail,))) for trail in _TRAILS)
    return [c for c in made if c]


def _for_last(character: str, run: Run, around: Surroundings) -> float:
    closing = _CLOSING.search(around.after[:CONTEXT])
    closes = closing is not None and plain(character) == _OPENING[plain(closing[0])]
    return around.for_note(character, run.last_note) + _CLOSES * closes


@cache
def _readings_of(character: str) -> frozenset[str]:
    try:
        from pypinyin import Style, pinyin
    except ImportError as error:
        raise MissingDependencyError(
            "Mending lost bytes before inserted pinyin needs pypinyin: pip install pypinyin"
        ) from error
    return frozenset(pinyin(character, style=Style.TONE, heteronym=True)[0])


def _character(pair: bytes) -> str | None:
    character = from_pairs(pair)
    return character if character and _WRITTEN.match(character) else None


def _scored(reading: Reading, around: Surroundings) -> Reading:
    return replace(reading, score=around.score(reading.text + reading.last) + reading.bonus)


def _ranked(found: Iterable[Reading], around: Surroundings) -> list[Reading]:
    """Likeliest first; of several with one simplified form the one with the characters the text uses most."""
    usual = sorted(found, key=lambda r: -sum(log1p(around.usual[c]) for c in r.text[:1] + r.last))
    forms: dict[str, Reading] = {}
    for reading in sorted(usual, key=lambda r: -r.score):
        forms.setdefault(plain(reading.whole), reading)
    return list(forms.values())
