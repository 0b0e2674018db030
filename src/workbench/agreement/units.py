"""Codings of several coders as a table of units by coders, one for each code."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.coding import codes_in_units
from workbench.corpus import Segment
from workbench.errors import OptionError, TableError
from workbench.schemas import CODINGS, check


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Which coder put which code on which unit, for the units that two coders or more have coded.

    `ratings` is an array of codes by units by coders: 1 the unit carries the code, 0 it does not,
    NaN the coder has not coded the document. `n_left_out` counts the units given that fewer than two
    coders have coded.
    """

    units: tuple[Segment, ...]
    coders: tuple[str, ...]
    code_ids: tuple[str, ...]
    ratings: np.ndarray
    n_left_out: int

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """Documents of the units, in their order."""
        return tuple(dict.fromkeys(unit.doc_id for unit in self.units))

    def frame(self, code_id: str) -> pd.DataFrame:
        """Return the units of one code with a column for each coder."""
        if code_id not in self.code_ids:
            raise OptionError(f"no code {code_id} in this table; codes are {', '.join(self.code_ids)}")
        places = pd.DataFrame({name: [getattr(unit, name) for unit in self.units] for name in PLACE})
        ratings = self.ratings[self.code_ids.index(code_id)]
        return places.join(pd.DataFrame(ratings, columns=list(self.coders)))


PLACE = ("doc_id", "start", "end")


def tabulate_units(
    *codings: pd.DataFrame,
    units: Sequence[Segment],
    code_ids: Iterable[str] | None = None,
    doc_ids: Collection[str] | None = None,
    min_overlap: int = 1,
) -> UnitTable:
    """Turn each coder's codings into 0 and 1 per unit and code.

    Parameters
    ----------
    *codings
        One table per coder, at least two. A table with several ``coder_id`` counts as one coder
        (what any of them coded).
    units
        Segments that do not overlap.
    code_ids
        Codes wanted, in this order; by default all that occur, sorted.
    doc_ids
        Documents that every coder has coded, even if some found nothing there. By default a coder
        has coded the documents of which he has at least one coding.
    min_overlap
        A unit carries a code if a coding of it shares at least so many characters with the unit (or
        all characters of the shorter of the two); see `codes_in_units`.

    Raises
    ------
    OptionError
        If there are fewer than two coders.
    TableError
        If two coders coded different texts of one document.
    """
    if len(codings) < 2:
        raise OptionError(f"agreement needs the codings of two coders or more, not {len(codings)}")
    frames = [check(frame, CODINGS, name=f"codings {i}") for i, frame in enumerate(codings, 1)]
    _check_texts(frames)
    documents = _documents(frames, doc_ids)
    coded = np.array([[unit.doc_id in docs for docs in documents] for unit in units], dtype=bool)
    coded = coded.reshape(len(units), len(frames))
    shared = coded.sum(axis=1) >= 2
    kept = tuple(unit for unit, is_shared in zip(units, shared, strict=True) if is_shared)
    codes = tuple(code_ids) if code_ids is not None else _codes(frames)
    ratings = np.stack([_rate(frame, kept, codes, min_overlap) for frame in frames], axis=2)
    ratings[:, ~coded[shared]] = np.nan
    return UnitTable(kept, _names(frames), codes, ratings, int((~shared).sum()))


def _documents(frames: list[pd.DataFrame], doc_ids: Collection[str] | None) -> list[set[str]]:
    return [set(frame["doc_id"]) if doc_ids is None else set(doc_ids) for frame in frames]


def _codes(frames: list[pd.DataFrame]) -> tuple[str, ...]:
    return tuple(sorted({code_id for frame in frames for code_id in frame["code_id"]}))


def _names(frames: list[pd.DataFrame]) -> tuple[str, ...]:
    """A name for each coder; the same name twice gets a number."""
    names: list[str] = []
    for number, frame in enumerate(frames, 1):
        name = "+".join(sorted(set(frame["coder_id"]))) or f"coder {number}"
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)


def _check_texts(frames: list[pd.DataFrame]) -> None:
    texts: dict[str, str] = {}
    for frame in frames:
        for doc_id, text_hash in frame[["doc_id", "text_hash"]].drop_duplicates().itertuples(index=False):
            first = texts.setdefault(doc_id, text_hash)
            if first != text_hash:
                raise TableError(
                    f"document {doc_id} was coded on two texts, {first} and {text_hash}; "
                    "agreement needs codings of one text"
                )


def _rate(
    frame: pd.DataFrame, units: tuple[Segment, ...], codes: tuple[str, ...], min_overlap: int
) -> np.ndarray:
    """Codes by units, 1.0 where the coder put the code on the unit."""
    carried = codes_in_units(frame[frame["code_id"].isin(codes)], units, min_overlap=min_overlap)
    row = carried["code_id"].map({code_id: i for i, code_id in enumerate(codes)}).astype("int64")
    ratings = np.zeros((len(codes), len(units)))
    ratings[row, carried["unit"]] = 1.0
    return ratings
