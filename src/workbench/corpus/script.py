"""Traditional to simplified script, position by position, with OpenCC."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.corpus.letters import HAN
from workbench.corpus.trail import Step
from workbench.errors import MissingDependencyError

RULE = "traditional-script"

#: Share of Han characters that only traditional script has, from which a text is taken to be traditional.
MIN_TRADITIONAL_SHARE = 0.02

# Words of simplified script that keep 著; in a text that mixes both scripts OpenCC would write 着.
_ZHU_WORDS = "显著 卓著 昭著 著名 著称 著作 著述 著者 名著 原著 专著 论著 译著 编著 巨著 土著 遗著"
_WORDS_WITH_ZHU = frozenset(_ZHU_WORDS.split(" "))
_ZHU = re.compile("著")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_CHUNK = 1 << 16  # characters looked at together, so that the arrays stay in the processor's cache
# What tw2s does and t2s does not, what tw2sp would spoil, and a slip mended in OpenCC 1.4.2.
_PROBE = ("隨著顯著的治理效能，什麼", "随着显著的治理效能，什么")


def is_traditional(text: str) -> bool:
    """Whether at least 2 % of the Han characters are written so only in traditional script."""
    n_traditional = n_han = 0
    enough = MIN_TRADITIONAL_SHARE * len(text)  # more than this is 2 % whatever follows
    for at in range(0, len(text), _CHUNK):
        units = np.frombuffer(text[at : at + _CHUNK].encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
        kinds = _kinds()[units]
        n_traditional += int(np.count_nonzero(kinds == 2))
        n_han += int(np.count_nonzero(kinds))
        if n_traditional > enough:
            return True
    return n_han > 0 and n_traditional / n_han >= MIN_TRADITIONAL_SHARE


def to_simplified(text: str) -> str:
    """Bring text to simplified script; 著 stays in the words that simplified script writes with it.

    >>> to_simplified("隨著效果顯著")
    '随着效果显著'
    """
    converted: str = _converter().convert(text)
    if len(converted) != len(text):
        return converted
    pieces: list[str] = []
    at = 0
    for zhu in _ZHU.finditer(text):
        i = zhu.start()
        if text[max(0, i - 1) : i + 1] in _WORDS_WITH_ZHU or text[i : i + 2] in _WORDS_WITH_ZHU:
            pieces += (converted[at:i], "著")
            at = i + 1
    return "".join((*pieces, converted[at:])) if pieces else converted


def simplify(text: str) -> Step | None:
    """Convert a traditional text; nothing if it is simplified already."""
    if not is_traditional(text):
        return None
    converted = to_simplified(text)
    if len(converted) != len(text):  # tw2s replaces character by character; no other dictionary is used
        whole = np.array([0]), np.array([len(text)]), np.array([0]), np.array([len(converted)])
        return Step(text, converted, *whole, (RULE,))
    starts, ends = _changed_runs(text, converted)
    return Step(text, converted, starts, ends, starts, ends, (RULE,))


def _changed_runs(before: str, after: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts and ends of the stretches in which two texts of one length differ."""
    turns = [np.array([], dtype=np.int64)]
    for at in range(0, len(before), _CHUNK):
        one, other = (_code_points(text[at : at + _CHUNK]) for text in (before, after))
        differs = np.zeros(len(one) + 2, dtype=np.int8)
        np.not_equal(one, other, out=differs[1:-1].view(bool))
        turns.append(np.flatnonzero(differs[1:] != differs[:-1]) + at)
    borders = np.concatenate(turns)
    return borders[0::2], borders[1::2]


def _code_points(text: str) -> NDArray[np.uint16] | NDArray[np.uint32]:
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(units) == len(text):
        return units
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def _kinds() -> NDArray[np.uint8]:
    """For each UTF-16 unit: 0 not Han, 1 Han, 2 Han that only traditional script writes so."""
    kinds = np.zeros(1 << 16, dtype=np.uint8)
    han = [c for c in map(chr, range(0x3400, 0xFB00)) if _HAN_RUN.match(c)]
    converted = _converter().convert("\n".join(han)).split("\n")
    for before, after in zip(han, converted, strict=True):
        kinds[ord(before)] = 1 if before == after else 2
    return kinds


@cache
def _converter() -> Any:
    try:
        import opencc
    except ImportError as error:
        raise MissingDependencyError(
            "Converting traditional script needs opencc: pip install opencc"
        ) from error
    converter = opencc.OpenCC("tw2s")
    if converter.convert(_PROBE[0]) != _PROBE[1]:
        raise MissingDependencyError(
            "the module opencc that is installed converts wrongly; it is old or another package of its name: "
            "pip uninstall opencc-python-reimplemented; pip install --upgrade opencc"
        )
    return converter
