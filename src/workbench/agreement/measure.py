"""Measure the agreement of coders, code by code and over all codes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from workbench.agreement.alpha import krippendorffs_alpha
from workbench.agreement.coefficient import Coefficient
from workbench.agreement.gwet import gwets_ac1
from workbench.agreement.interval import Interval, alpha_interval
from workbench.agreement.kappa import cohens_kappa
from workbench.agreement.percent import percent_agreement
from workbench.agreement.ratings import tabulate_ratings
from workbench.agreement.units import UnitTable, tabulate_units
from workbench.codebook import Codebook
from workbench.corpus import Segment
from workbench.errors import TableError
from workbench.schemas import check_option

Resample = Literal["document", "unit"]
RESAMPLES = ("document", "unit")
ALL_CODES = "(all codes)"
N_RESAMPLES = 2000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree, with what that rests on.

    Attributes
    ----------
    unit
        Kind of the units: sentence, turn, paragraph.
    coefficients
        One row per code: ``code_id, n_units, n_a, n_b, … , prevalence, percent_agreement, cohens_kappa,
        krippendorffs_alpha, gwets_ac1, conf_low, conf_high, note``. ``n_a`` is the number of units on
        which the first coder put the code, and so on; ``prevalence`` the share of ratings that are 1;
        the interval is that of Krippendorff's alpha; ``note`` gives the reason for every value missing.
    overall
        The same columns in one row: unit and code taken together as the thing rated.
    confusion
        ``code_id, n_both, n_only_a, n_only_b, n_neither``; empty with more than two coders.
    table
        The ratings themselves: units, coders, 0 and 1.
    resample, n_resamples, seed
        What was drawn anew for the intervals, how often, from which seed.
    notes
        What a reader must know: units left out, few documents, several coders taken as one.
    """

    unit: str
    coefficients: pd.DataFrame
    overall: pd.DataFrame
    confusion: pd.DataFrame
    table: UnitTable
    resample: Resample
    n_resamples: int
    seed: int
    notes: tuple[str, ...]

    @property
    def n_units(self) -> int:
        """Units that two coders or more have coded."""
        return len(self.table.units)

    @property
    def coders(self) -> tuple[str, ...]:
        """Names of the coders, in the order they were given."""
        return self.table.coders

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """Documents the agreement rests on."""
        return self.table.doc_ids


def measure_agreement(
    codings_a: pd.DataFrame,
    codings_b: pd.DataFrame,
    *more: pd.DataFrame,
    units: Sequence[Segment],
    codebook: Codebook | None = None,
    doc_ids: Collection[str] | None = None,
    min_overlap: int = 1,
    resample: Resample = "document",
    seed: int = 20250101,
) -> Agreement:
    """Compare the codings of two coders or more, unit by unit.

    Parameters
    ----------
    codings_a, codings_b, *more
        One table of codings per coder.
    units
        Segments that do not overlap, such as ``segment(corpus, by="sentence")``.
    codebook
        If given, every code of it has a row, used or not; else every code that occurs.
    doc_ids
        Documents every coder has coded; by default those of which a coder has at least one coding.
        Only documents coded by two coders or more count.
    min_overlap
        Characters that a coding must share with a unit to put its code on it.
    resample
        What is drawn with replacement for the 95 % interval of alpha: whole documents, since
        sentences of one conversation are alike, or single units.
    seed
        Makes the draws the same every time.

    Returns
    -------
    Agreement
        Coefficients per code and over all codes. A coefficient that is not defined is missing, and
        the column ``note`` says why.

    Notes
    -----
    Each code is a rating of its own: 1 if the unit carries the code, 0 if not. The interval is the
    percentile bootstrap of Krippendorff's alpha. See `krippendorffs_alpha`, `cohens_kappa`,
    `gwets_ac1` and `percent_agreement` for formulas.

    References
    ----------
    Krippendorff, K. (2019). *Content Analysis* (4th ed.), ch. 12. Sage.

    Efron, B., & Tibshirani, R. J. (1993). *An Introduction to the Bootstrap*, ch. 13. Chapman & Hall.

    Examples
    --------
    >>> from workbench.coding import make_codings
    >>> from workbench.corpus import Segment
    >>> units = [Segment("d", 10 * i, 10 * i + 10, "sentence") for i in range(4)]
    >>> def coded(coder, starts):
    ...     return make_codings(
    ...         {"doc_id": "d", "start": s, "end": s + 5, "code_id": "trust", "coder_id": coder}
    ...         for s in starts
    ...     )
    >>> agreement = measure_agreement(coded("A", [0, 10]), coded("B", [0, 20]), units=units)
    >>> agreement.coefficients[["code_id", "n_units", "n_a", "n_b", "percent_agreement"]]
      code_id  n_units  n_a  n_b  percent_agreement
    0   trust        4    2    2                0.5
    """
    check_option(resample, RESAMPLES, name="resample")
    frames = (codings_a, codings_b, *more)
    table = tabulate_units(
        *frames,
        units=units,
        code_ids=None if codebook is None else _known_codes(frames, codebook),
        doc_ids=doc_ids,
        min_overlap=min_overlap,
    )
    groups = _groups(table, resample)
    rows = [
        _measure(code_id, ratings, alpha_interval(ratings[None], groups, n_resamples=N_RESAMPLES, seed=seed))
        for code_id, ratings in zip(table.code_ids, table.ratings, strict=True)
    ]
    pooled = table.ratings.reshape(-1, len(table.coders))
    interval = alpha_interval(table.ratings, groups, n_resamples=N_RESAMPLES, seed=seed)
    overall = pd.DataFrame([_measure(ALL_CODES, pooled, interval)])
    return Agreement(
        unit=" + ".join(sorted({unit.unit for unit in units})),
        coefficients=pd.DataFrame(rows, columns=overall.columns),
        overall=overall,
        confusion=_confusion(table),
        table=table,
        resample=resample,
        n_resamples=N_RESAMPLES,
        seed=seed,
        notes=tuple(_notes(table, frames, resample)),
    )


def _known_codes(frames: Sequence[pd.DataFrame], codebook: Codebook) -> tuple[str, ...]:
    used = {code_id for frame in frames for code_id in frame["code_id"]}
    unknown = sorted(used - set(codebook.code_ids))
    if unknown:
        raise TableError(
            f"codings use {', '.join(unknown)}, which codebook {codebook.version} does not have; "
            "use the codebook they were made with"
        )
    return codebook.code_ids


def _groups(table: UnitTable, resample: Resample) -> np.ndarray:
    """For each unit the number of what is drawn with it: its document, or itself."""
    if resample == "unit":
        return np.arange(len(table.units))
    numbers = {doc_id: i for i, doc_id in enumerate(table.doc_ids)}
    return np.array([numbers[unit.doc_id] for unit in table.units], dtype=int)


def _measure(code_id: str, ratings: np.ndarray, interval: Interval) -> dict[str, object]:
    table = tabulate_ratings(ratings)
    found: dict[str, Coefficient] = {
        "percent_agreement": percent_agreement(table),
        "cohens_kappa": cohens_kappa(table),
        "krippendorffs_alpha": krippendorffs_alpha(table),
        "gwets_ac1": gwets_ac1(table),
    }
    n_carried = np.nansum(ratings, axis=0).astype(int)
    n_rated = int((~np.isnan(ratings)).sum())
    reasons = [*(coefficient.reason for coefficient in found.values()), interval.reason]
    if n_rated and not n_carried.any():
        reasons = ["no coder used this code on these units"]
    return {
        "code_id": code_id,
        "n_units": len(ratings),
        **{f"n_{letter}": int(n) for letter, n in zip(LETTERS, n_carried, strict=False)},
        "prevalence": n_carried.sum() / n_rated if n_rated else float("nan"),
        **{name: coefficient.value for name, coefficient in found.items()},
        "conf_low": interval.low,
        "conf_high": interval.high,
        "note": "; ".join(dict.fromkeys(filter(None, reasons))),
    }


def _confusion(table: UnitTable) -> pd.DataFrame:
    columns = ["code_id", "n_both", "n_only_a", "n_only_b", "n_neither"]
    if len(table.coders) != 2:
        return pd.DataFrame(columns=columns)
    a, b = table.ratings[:, :, 0], table.ratings[:, :, 1]
    cells = [((a == i) & (b == j)).sum(axis=1) for i, j in ((1, 1), (1, 0), (0, 1), (0, 0))]
    return pd.DataFrame(dict(zip(columns, [table.code_ids, *cells], strict=True)))


def _notes(table: UnitTable, frames: Sequence[pd.DataFrame], resample: Resample) -> Iterator[str]:
    if table.n_left_out:
        yield f"{table.n_left_out} units lie in documents coded by fewer than two coders and do not count"
    for name, frame in zip(table.coders, frames, strict=True):
        n_coders = frame["coder_id"].nunique()
        if n_coders > 1:
            yield f"{name}: {n_coders} coders taken as one, who has coded what any of them has"
    if resample == "document" and 1 < len(table.doc_ids) < 10:
        yield f"intervals rest on {len(table.doc_ids)} documents only and are rough"
