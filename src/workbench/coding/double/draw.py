"""Draw the sample for double coding: random within strata, the same for the same seed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

import numpy as np
import pandas as pd

from workbench.coding.double.plan import PLAN_UNITS, CoderState, DoublePlan, PlannedUnit, PlanUnit
from workbench.corpus import Corpus, Document, segment, segment_answers
from workbench.errors import OptionError
from workbench.schemas import CASES, check, check_option

_CODER = re.compile(r"\w[\w.\- ]{0,79}")
_NOT_STRATA = ("doc_id", "text", "text_hash", "file_hash")


def plan_double_coding(
    corpus: Corpus,
    *,
    coders: Sequence[str],
    share: float = 0.1,
    min_segments: int = 50,
    strata: Sequence[str] = ("role",),
    unit: PlanUnit = "paragraph",
    seed: int,
    cases: pd.DataFrame | None = None,
) -> DoublePlan:
    r"""Draw a stratified random sample of a corpus that several coders are to code, blind.

    Parameters
    ----------
    corpus : Corpus
    coders : list of str
        Ids of two coders or more.
    share : float
        Share of the units that is drawn.
    min_segments : int
        Units drawn at least; with ``unit="document"`` paragraphs that the documents have at least.
    strata : list of str
        Properties of a document (``role``, ``kind``, ``status``, a column of its table) or columns of
        `cases`, such as ``city``. Every combination that occurs is a stratum.
    unit : "paragraph", "sentence", "turn", "article", "window" or "document"
        Of an interview only what was said in answer is drawn, unless whole documents are.
    seed : int
        The same seed draws the same units, in whatever order the documents come.
    cases : DataFrame, optional
        One row a case: ``read_cases(…).to_frame()``.

    Returns
    -------
    DoublePlan

    Notes
    -----
    Of :math:`N` units :math:`n = \min(N, \max(\lceil sN \rceil, m))` are drawn, where :math:`s` is `share`
    and :math:`m` is `min_segments`. Stratum :math:`h` gets :math:`n N_h / N` of them, rounded by largest
    remainders, and one at least where :math:`n` allows it; within a stratum every unit has the same chance.

    References
    ----------
    Cochran, W. G. (1977). *Sampling Techniques* (3rd ed.), ch. 5. Wiley.

    Krippendorff, K. (2019). *Content Analysis* (4th ed.), ch. 6. Sage.

    Examples
    --------
    >>> texts = tuple(Document(f"d{i}", "甲说了。\n乙也说了。\n", role="ab"[i % 2]) for i in range(6))
    >>> plan = plan_double_coding(Corpus(texts), coders=["li", "wang"], min_segments=4, seed=1)
    >>> [(unit.stratum, unit.start) for unit in plan.units][:2], len(plan.units), plan.n_units
    ([(('a',), 0), (('b',), 0)], 4, 12)
    """
    _check(coders, share, min_segments, unit)
    value_of = _values(corpus, strata, cases)
    found = [replace(u, stratum=value_of(d)) for d in corpus for u in _units(d, unit)]
    if not found:
        raise OptionError("the corpus has nothing to code; read its documents first")
    units = sorted(found, key=_place)
    least = min_segments if unit != "document" else 1
    n = min(len(units), max(math.ceil(round(share * len(units), 9)), least))
    drawn, rest = _draw(units, n, np.random.default_rng(seed))
    if unit == "document":
        drawn = _filled_up(drawn, rest, corpus, min_segments)
    return DoublePlan(
        units=tuple(sorted(drawn, key=_place)),
        coders=tuple(CoderState(coder) for coder in coders),
        unit=unit,
        seed=seed,
        share=share,
        min_segments=min_segments,
        strata=tuple(strata),
        n_units=len(units),
    )


def _check(coders: Sequence[str], share: float, min_segments: int, unit: str) -> None:
    check_option(unit, PLAN_UNITS, name="unit")
    if isinstance(coders, str) or len(set(coders)) < 2 or len(set(coders)) < len(coders):
        raise OptionError("coders must name two coders or more, each once: ['li', 'wang']")
    for coder in coders:
        if not _CODER.fullmatch(coder):
            raise OptionError(f"{coder!r} cannot be the id of a coder; use letters, digits, _, - and .")
    if not 0 < share <= 1:
        raise OptionError(f"share={share} is not possible; it is above 0 and 1 at most")
    if min_segments < 1:
        raise OptionError(f"min_segments={min_segments} is not possible; it is 1 or more")


def _place(unit: PlannedUnit) -> tuple[str, int]:
    return unit.doc_id, unit.start


def _units(document: Document, unit: PlanUnit) -> Iterator[PlannedUnit]:
    """Units of a document that hold a letter or a digit."""
    text = document.text
    if unit == "document":
        places = [(0, len(text))]
    else:
        cut = (
            segment(document, by=unit)
            if unit == "article" or unit == "window"  # noqa: PLR1714 (tells the type checker which)
            else segment_answers(document, by=unit)
        )
        places = [(s.start, s.end) for s in cut]
    for start, end in places:
        if any(letter.isalnum() for letter in text[start:end]):
            yield PlannedUnit(document.doc_id, start, end, document.text_hash)


def _values(
    corpus: Corpus, strata: Sequence[str], cases: pd.DataFrame | None
) -> Callable[[Document], tuple[str, ...]]:
    """A function that gives a document's stratum."""
    of_document = {field.name for field in fields(Document)} - set(_NOT_STRATA)
    of_table = {name for document in corpus for name, _ in document.variables}
    of_case = _case_values(cases)
    known = of_document | of_table | {name for values in of_case.values() for name in values}
    for name in strata:
        if name not in known:
            raise OptionError(
                f"no document and no case has {name!r}; strata can be {', '.join(sorted(known))} "
                "(give cases=read_cases(…).to_frame() for those of cases)"
            )

    def value(document: Document, name: str) -> str:
        variables = dict(document.variables)
        if name in variables:
            return variables[name]
        if name in of_document:
            return str(getattr(document, name) or "")
        return of_case.get(document.case_id or "", {}).get(name, "")

    return lambda document: tuple(value(document, name) for name in strata)


def _case_values(cases: pd.DataFrame | None) -> Mapping[str, Mapping[str, str]]:
    if cases is None:
        return {}
    rows = check(cases, CASES, name="cases").to_dict("records")
    return {str(row["case_id"]): {str(name): str(value) for name, value in row.items()} for row in rows}


def _draw(
    units: Sequence[PlannedUnit], n: int, rng: np.random.Generator
) -> tuple[list[PlannedUnit], list[PlannedUnit]]:
    """Units drawn, and the others in random order."""
    strata: dict[tuple[str, ...], list[PlannedUnit]] = {}
    for unit in units:
        strata.setdefault(unit.stratum, []).append(unit)
    names = sorted(strata)
    drawn: list[PlannedUnit] = []
    rest: list[PlannedUnit] = []
    for name, wanted in zip(names, _allocate([len(strata[name]) for name in names], n), strict=True):
        order = [strata[name][i] for i in rng.permutation(len(strata[name]))]
        drawn += order[:wanted]
        rest += order[wanted:]
    return drawn, [rest[i] for i in rng.permutation(len(rest))]


def _allocate(sizes: Sequence[int], n: int) -> list[int]:
    """How many of `n` units each stratum gets: in proportion, and one at least where that is possible.

    >>> _allocate([90, 9, 1], 10)
    [8, 1, 1]
    """
    shares = [n * size / sum(sizes) for size in sizes]
    wanted = [math.floor(share) for share in shares]
    by_remainder = sorted(range(len(sizes)), key=lambda h: (wanted[h] - shares[h], h))
    for h in by_remainder[: n - sum(wanted)]:
        wanted[h] += 1
    while n >= len(sizes) and 0 in wanted:
        wanted[wanted.index(max(wanted))] -= 1
        wanted[wanted.index(0)] += 1
    return wanted


def _filled_up(
    drawn: list[PlannedUnit], rest: list[PlannedUnit], corpus: Corpus, min_segments: int
) -> list[PlannedUnit]:
    """Add documents until those drawn have paragraphs enough."""
    n_paragraphs = sum(_n_paragraphs(corpus[unit.doc_id]) for unit in drawn)
    for unit in rest:
        if n_paragraphs >= min_segments:
            break
        drawn = [*drawn, unit]
        n_paragraphs += _n_paragraphs(corpus[unit.doc_id])
    return drawn


def _n_paragraphs(document: Document) -> int:
    return sum(1 for _ in _units(document, "paragraph"))
