"""Krippendorff's alpha for unitizing: whether coders mark the same stretches of text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from workbench.agreement.coefficient import NAN
from workbench.agreement.continuum import Continuum, Length, lay_out
from workbench.agreement.ratings import Floats, Ints

COLUMNS = ("code_id", "n_spans", "observed", "expected", "alpha", "conf_low", "conf_high", "note")
NO_SPAN = "no coder marked a span"
CELLS = 4_000_000  # numbers of the draws held at once


@dataclass(frozen=True, slots=True)
class UnitizingAgreement:
    """Unitizing alpha over all codes, and code by code.

    Attributes
    ----------
    value
        Alpha over all codes; NaN if it does not exist.
    codes
        One row per code: ``code_id, n_spans, observed, expected, alpha, conf_low, conf_high, note``, where
        observed and expected are disagreements.
    conf_low, conf_high
        Percentile bootstrap over documents; NaN if none was asked for or there is one document.
    n_spans, length, coders, doc_ids
        What it rests on.
    n_merged
        Spans that overlapped another of the same coder and code and were joined to it.
    reason, notes
        Why there is no value; what a reader must know of the interval.
    """

    value: float
    codes: pd.DataFrame
    conf_low: float
    conf_high: float
    n_spans: int
    length: int
    coders: tuple[str, ...]
    doc_ids: tuple[str, ...]
    n_merged: int
    n_resamples: int
    seed: int
    reason: str = ""
    notes: tuple[str, ...] = ()

    def __float__(self) -> float:
        return self.value


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the disagreements of one code are made of, for each document.

    `lengths` are the different lengths of its spans; `squares` the squared lengths of spans by length;
    `gaps` and `gap_room` count the gaps that hold spans up to a length, and their characters plus one.
    """

    observed: Floats
    n_spans: Floats
    cubes: Floats
    own: Floats
    lengths: Floats
    squares: Floats
    gaps: Floats
    gap_room: Floats


def unitizing_alpha(
    spans: pd.DataFrame,
    length: Length,
    *,
    begin: int = 0,
    coders: Collection[str] | None = None,
    n_resamples: int = 0,
    seed: int = 20250101,
    conf_level: float = 0.95,
) -> UnitizingAgreement:
    r"""Agreement on where spans begin and end, beyond chance placement of the same spans.

    Parameters
    ----------
    spans
        ``start, end, coder_id`` and, if there are several, ``code_id`` and ``doc_id``: a table of codings,
        say. Positions are half-open.
    length
        Characters of the text, or of each document by its id. All of it counts as looked at by all coders.
    begin
        Where the text begins, if not at 0.
    coders
        All coders, if one of them marked nothing.
    n_resamples, seed
        Bootstrap draws of documents for the intervals, none by default; seed of the draws.
    conf_level
        Confidence of the intervals.

    Returns
    -------
    UnitizingAgreement
        Its `value` over all codes, its table `codes` code by code.

    Raises
    ------
    TableError
        If a column is missing, a span lies outside the text, or there are fewer than two coders.

    Notes
    -----
    Coder *i* cuts the continuum of *L* characters into spans of code *c* (:math:`v = 1`) and gaps
    (:math:`v = 0`), sections *g* with begin :math:`b_{ig}` and length :math:`l_{ig}`. Over *m* coders

    .. math::
        D_{oc} = \frac{1}{m (m - 1) L^2} \sum_i \sum_g \sum_{j \ne i} \sum_h \delta_{ig,jh}^2

    where overlapping spans differ by
    :math:`(b_{ig} - b_{jh})^2 + (b_{ig} + l_{ig} - b_{jh} - l_{jh})^2`, a span within another's gap by
    :math:`l^2`, and all else by 0. With :math:`N_c` spans of all coders,

    .. math::
        D_{ec} = \frac{\frac{2}{L} \sum_{ig} v_{ig} \left[ \frac{N_c - 1}{3} (2 l^3 - 3 l^2 + l) + l^2
        \sum_{jh: l_{jh} \ge l} (1 - v_{jh}) (l_{jh} - l + 1) \right]}
        {m L (m L - 1) - \sum_{ig} v_{ig} l (l - 1)}

    (with :math:`l = l_{ig}`), :math:`\alpha_c = 1 - D_{oc} / D_{ec}` and
    :math:`\alpha = 1 - \sum_c D_{oc} / \sum_c D_{ec}`. Codes are compared each by itself, so that spans
    of different codes may overlap. Gaps end where documents end.

    References
    ----------
    Krippendorff, K. (1995). On the reliability of unitizing continuous data. *Sociological Methodology*,
    25, 47–76.

    Krippendorff, K. (2004). *Content Analysis* (2nd ed.), ch. 11.6. Sage.

    Examples
    --------
    >>> spans = pd.DataFrame({
    ...     "coder_id": ["A", "B", "A", "B"], "code_id": ["trust", "trust", "fear", "fear"],
    ...     "start": [10, 12, 50, 50], "end": [30, 30, 60, 60],
    ... })
    >>> found = unitizing_alpha(spans, 100)
    >>> found.codes[["code_id", "n_spans", "alpha"]].round(3)
      code_id  n_spans  alpha
    0    fear        2  1.000
    1   trust        2  0.991
    """
    place = lay_out(spans, length, begin=begin, coders=coders)
    n_docs = len(place.doc_ids)
    sums = [_sums(place, code) for code in range(len(place.code_ids))]
    once = _disagreements(place, sums, np.ones((1, n_docs)))[:, :, 0]
    drawn = _drawn_alphas(place, sums, n_resamples, seed) if n_docs > 1 else np.empty((len(sums) + 1, 0))
    limits = [_limits(alphas, conf_level) for alphas in drawn]
    counts = np.bincount(place.code, minlength=len(sums))
    rows = [
        (code_id, int(n), o, e, _alpha(o, e), *limit, "" if e > 0 else NO_SPAN)
        for code_id, n, (o, e), limit in zip(place.code_ids, counts, once, limits[:-1], strict=True)
    ]
    observed, expected = once.sum(axis=0) if len(once) else (0.0, 0.0)
    return UnitizingAgreement(
        value=_alpha(observed, expected),
        codes=pd.DataFrame(rows, columns=list(COLUMNS)),
        conf_low=limits[-1][0],
        conf_high=limits[-1][1],
        n_spans=len(place.start),
        length=int(place.edges[-1]),
        coders=place.coders,
        doc_ids=place.doc_ids,
        n_merged=place.n_merged,
        n_resamples=n_resamples,
        seed=seed,
        reason="" if expected > 0 else NO_SPAN,
        notes=_notes(n_docs, n_resamples),
    )


def _notes(n_docs: int, n_resamples: int) -> tuple[str, ...]:
    if n_resamples and n_docs < 2:
        return ("an interval needs two documents to draw from",)
    if n_resamples and n_docs < 10:
        return (f"intervals rest on {n_docs} documents only and are rough",)
    return ()


def _alpha(observed: float, expected: float) -> float:
    return float(1 - observed / expected) if expected > 0 else NAN


def _limits(alphas: Floats, conf_level: float) -> tuple[float, float]:
    defined = alphas[~np.isnan(alphas)]
    if len(defined) < 2:
        return NAN, NAN
    low, high = np.quantile(defined, [(1 - conf_level) / 2, (1 + conf_level) / 2])
    return float(low), float(high)


def _drawn_alphas(place: Continuum, sums: list[_Sums], n_resamples: int, seed: int) -> Floats:
    """Codes, and last all of them together, by draws of documents."""
    n_docs = len(place.doc_ids)
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(n_docs, np.full(n_docs, 1 / n_docs), size=n_resamples).astype(float)
    pairs = _disagreements(place, sums, draws)
    together = np.concatenate([pairs, pairs.sum(axis=0, keepdims=True)])
    observed, expected = together[:, 0], together[:, 1]
    ratio = np.divide(observed, expected, out=np.full_like(observed, np.nan), where=expected > 0)
    return np.asarray(1 - ratio)


def _disagreements(place: Continuum, sums: list[_Sums], draws: Floats) -> Floats:
    """Codes by (observed, expected) by rows of counts of documents."""
    m, L = len(place.coders), draws @ place.lengths
    found = np.empty((len(sums), 2, len(draws)))
    for i, code in enumerate(sums):
        found[i, 0] = draws @ code.observed / (m * (m - 1) * L**2)
        step = max(1, CELLS // max(len(code.lengths), 1))
        within = [_in_gaps(code, draws[start : start + step]) for start in range(0, len(draws), step)]
        in_gaps = np.concatenate(within) if within else np.empty(0)
        among = np.maximum(draws @ code.n_spans - 1, 0) / 3 * (draws @ code.cubes)
        found[i, 1] = 2 / L * (among + in_gaps) / (m * L * (m * L - 1) - draws @ code.own)
    return found


def _in_gaps(code: _Sums, draws: Floats) -> Floats:
    """Sum over spans and the gaps that hold them of l² (gap - l + 1), for each row of counts."""
    gaps, room = (np.cumsum((draws @ x)[:, ::-1], axis=1)[:, ::-1] for x in (code.gaps, code.gap_room))
    total: Floats = (draws @ code.squares * (room - code.lengths * gaps)).sum(axis=1)
    return total


def _sums(place: Continuum, code: int) -> _Sums:
    chosen = place.code == code
    start, end, coder, doc = (x[chosen] for x in (place.start, place.end, place.coder, place.doc))
    n_docs = len(place.doc_ids)
    length = end - start
    lengths, kind = np.unique(length, return_inverse=True)
    squares = np.zeros((n_docs, len(lengths)))
    np.add.at(squares, (doc, kind), length**2)
    gaps, gap_room = np.zeros_like(squares), np.zeros_like(squares)
    for i in range(len(place.coders)):
        gap, gap_doc = _gaps(place, start[coder == i], end[coder == i])
        longest = np.searchsorted(lengths, gap, side="right") - 1
        held = longest >= 0
        np.add.at(gaps, (gap_doc[held], longest[held]), 1.0)
        np.add.at(gap_room, (gap_doc[held], longest[held]), gap[held] + 1)

    def by_document(values: Floats) -> Floats:
        return np.bincount(doc, values, minlength=n_docs).astype(float)

    return _Sums(
        observed=by_document(_observed(start, end, coder, len(place.coders))),
        n_spans=by_document(np.ones(len(doc))),
        cubes=by_document(2 * length**3 - 3 * length**2 + length),
        own=by_document(length * (length - 1)),
        lengths=lengths,
        squares=squares,
        gaps=gaps,
        gap_room=gap_room,
    )


def _gaps(place: Continuum, start: Floats, end: Floats) -> tuple[Floats, Ints]:
    """Lengths and documents of the gaps that one coder's spans leave."""
    first = np.sort(np.concatenate([place.edges[:-1], end]), kind="stable")
    last = np.sort(np.concatenate([place.edges[1:], start]), kind="stable")
    real = last > first
    doc = np.searchsorted(place.edges, first[real], side="right") - 1
    return (last - first)[real], doc


def _observed(start: Floats, end: Floats, coder: Ints, n_coders: int) -> Floats:
    """For each span, the squared differences of pairs it is in; a pair of spans is split between both."""
    found = np.zeros(len(start))
    places = [np.flatnonzero(coder == i) for i in range(n_coders)]
    for i, j in combinations(range(n_coders), 2):
        for one, other in ((places[i], places[j]), (places[j], places[i])):
            first = np.searchsorted(end[other], start[one], side="right")
            last = np.searchsorted(start[other], end[one], side="left")
            n_met = np.maximum(last - first, 0)
            mine = np.repeat(np.arange(len(one)), n_met)
            nth = np.arange(len(mine)) - np.repeat(np.cumsum(n_met) - n_met, n_met)
            a, b = one[mine], other[first[mine] + nth]
            apart = (start[a] - start[b]) ** 2 + (end[a] - end[b]) ** 2
            alone = np.where(n_met == 0, 2 * (end[one] - start[one]) ** 2, 0.0)
            found[one] += np.bincount(mine, apart, minlength=len(one)) + alone
    return found
