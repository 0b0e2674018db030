"""Which encoding a file has."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.corpus.encoding.codec import ESCAPES, EUC_TW, MOST_BROKEN, decode_bytes, decode_roughly
from workbench.corpus.encoding.declared import declared_encoding
from workbench.corpus.encoding.plausible import character_scores, score_text
from workbench.errors import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("utf-8", "gb18030", "cp950", "big5hkscs", EUC_TW, "utf-16-le", "utf-16-be")
_OTHERS = ("cp1252", "cp1250", "cp1251", "koi8-r", "cp1253", "cp949", "cp932", "euc_jp")
_BIG5 = ("cp950", "big5hkscs")
_LATIN = ("cp1252", "cp1250")
#: What charset-normalizer may add to them: encodings without state, of one byte a character.
_WESTERN = re.compile(r"cp(125\d|437|737|775|85\d|86\d)|iso8859_\d+|latin_1|koi8_[tu]|mac_\w+")

#: Bytes that mean nothing, before a file is no text: 1 in 20 characters, but in a short text 1 in 4 up to 8
#: (three places cut in two), and MOST_BROKEN in all.
_SHARE, _SHORT_SHARE, _SHORT = 0.05, 0.25, 8
#: Control characters, by character, before a file is no text. Compressed data has 10 %.
_CONTROL_SHARE = 0.05
#: Mean log probability of a character that is not ASCII, below which a text is chance.
_CHANCE = -13.0
_WINDOW = 2**14
_N_WINDOWS = 4
_SURE = 0.99
#: Natural logarithms of odds: this is a workbench for Chinese texts, and UTF-16 has a mark as a rule.
_PRIORS = {"utf-8": 2.0, "gb18030": 2.0, "cp950": 2.0, "big5hkscs": 2.0, "utf-16-le": -8.0, "utf-16-be": -8.0}
_PRIORS |= {"cp1252": 1.0, "cp1253": -2.0}
_DECLARED = 15.0

_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f]")
_ESCAPES = re.compile(f"[{ESCAPES}]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOW = re.compile(rb"[\x00-\x2f]")  # in no encoding here the second byte of a character, but in UTF-16


@dataclass(frozen=True, slots=True)
class Detected:
    """A text and how its encoding was found."""

    text: str
    encoding: str
    bom: bytes
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class _Guess:
    encoding: str
    score: float  # log probability of the sample
    sample: str
    is_chance: bool
    evidence: str = "statistics"


def detect(data: bytes) -> Detected:
    """Find the encoding of a file and decode it one to one.

    Raises
    ------
    UnreadableFileError
        If the bytes are no text.
    """
    return _by_mark(data) or _by_utf8(data) or _by_comparison(data)


def _is_readable(text: str) -> bool:
    """Whether few bytes of a text have no meaning, and few characters are no writing."""
    n_broken = 0 if text.isascii() else len(_ESCAPES.findall(text))
    most = max(min(_SHORT_SHARE * len(text), _SHORT), min(_SHARE * len(text), MOST_BROKEN))
    return n_broken <= most and _has_few_controls(text)


def _has_few_controls(text: str) -> bool:
    """Look at a few stretches only."""
    step = max(_WINDOW, len(text) // _N_WINDOWS)
    stretches = (text[start : start + _WINDOW] for start in range(0, len(text), step))
    return all(len(_CONTROLS.findall(part)) <= max(1, _CONTROL_SHARE * len(part)) for part in stretches)


def _by_mark(data: bytes) -> Detected | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = decode_bytes(data[len(mark) :], encoding)
            if _is_readable(text):
                return Detected(text, encoding, mark, 1.0, "byte order mark")
    return None


def _by_utf8(data: bytes) -> Detected | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if b"\0" in data or not _has_few_controls(text):
        return None
    return Detected(text, "utf-8", b"", 1.0, "ASCII only" if text.isascii() else "valid UTF-8")


def _by_comparison(data: bytes) -> Detected:
    """Take the best guess; bytes that it leaves over mean damage, not another encoding."""
    guesses = _guess(data)
    if not guesses:
        raise _unreadable("")
    best = guesses[0]
    text = decode_bytes(data, best.encoding)
    # with second codes as characters, the text may be readable where they are many
    if not (_is_readable(text) or _is_readable(decode_roughly(data, best.encoding))):
        raise _unreadable(f" ({best.encoding} comes nearest)" if best.encoding in _CHINESE else "")
    text, encoding = _with_hong_kong(data, text, best.encoding)
    return Detected(text, encoding, b"", _confidence(best, guesses[1:]), best.evidence)


def _unreadable(nearest: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"no text encoding fits these bytes{nearest}; "
        "if it is a document, save it as .txt (UTF-8) or .docx in its own program"
    )


def _with_hong_kong(data: bytes, text: str, encoding: str) -> tuple[str, str]:
    """Big5-HKSCS instead of code page 950 if it reads more."""
    if encoding != "cp950" or not _ESCAPES.search(text):
        return text, encoding
    other = decode_bytes(data, "big5hkscs")
    fewer = len(_ESCAPES.findall(other)) < len(_ESCAPES.findall(text))
    return (other, "big5hkscs") if fewer else (text, encoding)


def _confidence(best: _Guess, others: list[_Guess]) -> float:
    """Probability that the best of two encodings is right, from the difference of their log probabilities."""
    is_big5 = best.encoding in _BIG5
    rivals = (g for g in others if g.sample != best.sample and not (is_big5 and g.encoding in _BIG5))
    rival = next(rivals, None)
    margin = min(best.score - rival.score, 50.0) if rival else 50.0
    return min(_SURE, 1 / (1 + math.exp(-margin)))


def _guess(data: bytes) -> list[_Guess]:
    """Every encoding that gives a text, the most plausible first."""
    scores = character_scores()
    windows = list(_windows(data))
    declared = declared_encoding(data)
    names = dict.fromkeys((*_CHINESE, *_OTHERS, *((declared,) if declared else ())))
    guesses = [_scored(data, windows, name, scores) for name in names]
    guesses = [
        replace(g, score=g.score + _DECLARED, evidence="declared in the file")
        if g.encoding == declared
        else g
        for g in guesses
    ]
    if max(guesses, key=lambda g: g.score).encoding in _LATIN:
        guesses += [_scored(data, windows, name, scores) for name in _western(data, windows)]
    return sorted((g for g in guesses if not g.is_chance), key=lambda g: -g.score)


def _scored(data: bytes, windows: list[tuple[int, int]], encoding: str, scores: dict[str, float]) -> _Guess:
    sample = "".join(_sample(data, windows, encoding))
    score = score_text(sample, scores)
    return _Guess(encoding, score + _PRIORS.get(encoding, 0.0), sample, _is_chance(sample, score))


def _is_chance(sample: str, score: float) -> bool:
    n_other = len(sample) - len(re.findall("[\x00-\x7f]", sample))
    return n_other > _N_WINDOWS and score + 5.0 * (len(sample) - n_other) < _CHANCE * n_other


def _western(data: bytes, windows: list[tuple[int, int]]) -> list[str]:
    """Ask charset-normalizer, which knows more Western encodings."""
    from charset_normalizer import from_bytes

    best = from_bytes(b"\n".join(data[start:end] for start, end in windows)).best()
    return [best.encoding] if best and _WESTERN.fullmatch(best.encoding) else []


def _sample(data: bytes, windows: list[tuple[int, int]], encoding: str) -> Iterator[str]:
    for start, end in windows:
        first = start - start % 2 if encoding.startswith("utf-16") else start
        yield decode_roughly(data[first:end], encoding)


def _windows(data: bytes) -> Iterator[tuple[int, int]]:
    """Stretches that begin with a whole character in every encoding; the first where ASCII ends."""
    first = _HIGH.search(data)
    end = 0 if first is None or first.start() < _WINDOW else first.start()
    for i in range(_N_WINDOWS):
        start = max(end, len(data) * i // _N_WINDOWS)
        if i:
            low = _LOW.search(data, start)
            high = _HIGH.search(data, low.end()) if low else None
            if high is None:
                return
            start = high.start()
        end = min(start + _WINDOW, len(data))
        yield start, end
