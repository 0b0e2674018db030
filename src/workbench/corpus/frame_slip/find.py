"""Slips of a text with their likeliest reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.corpus.frame_slip.language import learn, plain
from workbench.corpus.frame_slip.readings import (
    Reading,
    Surroundings,
    collect_notes,
    readings,
    without_notes,
)
from workbench.corpus.frame_slip.run import SUSPECT, Run, middle, runs

#: By so much more than what stands there must a reading be likely (natural logarithm of the odds).
MIN_GAIN = 15.0
#: What stands there is less likely than this per character if a slip made it.
_GARBLED = -11.0
#: Of several places where a slip may end so many are read in full.
_KEPT = 3
_NEAR = 60
#: Reading one takes a tenth of a second. More than this is no page with slips but another damage, or hostile;
#: the places are counted and left.
MAX_SUSPECTS = 400


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip and its likeliest reading.

    Parameters
    ----------
    reading : Reading
    gain : float
        How much more likely the reading is than what stands there, in natural logarithms.
    margin, last_margin : float
        How much more likely it is than the best one with other whole characters, and than the best one with
        another last character.
    """

    reading: Reading
    gain: float
    margin: float
    last_margin: float


def find_slips(text: str) -> list[Slip]:
    """Every stretch that is much more likely when read one byte earlier."""
    suspects = _suspects(text)
    if not suspects or len(suspects) > MAX_SUSPECTS:
        return []
    whole = _undamaged(text, suspects)
    found: list[Slip] = []
    done, mended = 0, ""
    for start, ways in suspects.items():
        if start >= done:
            before = without_notes((mended + text[done:start])[-_NEAR:])
            slip = _likeliest(text, ways, replace(whole, before=before))
            if slip:
                found.append(slip)
                done, mended = slip.reading.run.end, before + slip.reading.whole
    return found


def count_unread(text: str, slips: Sequence[Slip]) -> int:
    """Places that look as a slip leaves them and are in none of the slips."""
    if "?" not in text and "\ufffd" not in text:
        return 0
    inside = {at for slip in slips for at in range(slip.reading.run.start, slip.reading.run.end)}
    starts = [m for m in SUSPECT.finditer(text) if m.start() not in inside]
    return sum(bool(m.group(1)) or _is_garbled(text[m.end() - 1 : m.end() + 3]) for m in starts)


def _is_garbled(text: str) -> bool:
    text = plain(text)
    return learn("").score(text) < _GARBLED * len(text)


def _suspects(text: str) -> dict[int, list[Run]]:
    if "?" not in text and "\ufffd" not in text:
        return {}
    found = {}
    for suspect in SUSPECT.finditer(text):
        start = suspect.start()
        ways = [run for run in runs(text, start) if _reads_better(text, run)]
        if ways:
            found[start] = ways
    return found


def _reads_better(text: str, run: Run) -> bool:
    """Whether what is known of a reading is likelier than what stands there, whatever the text is about."""
    usual = learn("")
    known = usual.score(plain((middle(run) or "") + run.tail))
    return known > usual.score(plain(without_notes(text[run.start : run.end])))


def _undamaged(text: str, suspects: dict[int, list[Run]]) -> Surroundings:
    """What the text shows outside the slips; words that a slip cut in two are left out with it."""
    pieces, at = [], 0
    for start, ways in suspects.items():
        if start >= at:
            pieces.append(without_notes(text[at:start])[3 if at else 0 : -3])
            at = min(run.end for run in ways)
    whole = "\0".join((*pieces, without_notes(text[at:])[3:]))
    return Surroundings("", "", learn(plain(whole)), collect_notes(text), Counter(whole))


def _likeliest(text: str, ways: Sequence[Run], around: Surroundings) -> Slip | None:
    end = max(run.end for run in ways)
    ways = sorted(ways, key=lambda run: -_score_of_known(text, run, end, around))[:_KEPT]
    weighed = [slip for run in ways if (slip := _weigh(text, run, around))]
    best = max(weighed, key=lambda slip: slip.gain, default=None)
    return best if best and best.gain >= MIN_GAIN else None


def _score_of_known(text: str, run: Run, end: int, around: Surroundings) -> float:
    known = (middle(run) or "") + run.tail + without_notes(text[run.end : end])
    return around.language.score(plain(known))


def _weigh(text: str, run: Run, around: Surroundings) -> Slip | None:
    near = replace(around, after=without_notes(text[run.end : run.end + _NEAR]))
    ranked = readings(run, near)
    if not ranked:
        return None
    best = ranked[0]
    same = [plain(reading.text) == plain(best.text) for reading in ranked]
    others = [r.score for r, is_same in zip(ranked, same, strict=True) if not is_same]
    lasts = [r.score for r, is_same in zip(ranked, same, strict=True) if is_same]
    return Slip(
        best,
        best.bonus + near.score(best.whole) - near.score(without_notes(text[run.start : run.end])),
        best.score - max(others, default=-float("inf")),
        best.score - max(lasts[1:], default=-float("inf")),
    )
