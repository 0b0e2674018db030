"""Where two coders disagree, one row a disagreement, and where they agree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from workbench.codebook import Codebook
from workbench.coding.double.plan import DoublePlan, check_open, in_plan
from workbench.errors import OptionError, TableError
from workbench.schemas import CODINGS, check

Kind = Literal["only one coded", "different code", "different extent"]
_OF_CODING = ("coding_id", "code_id", "coder_id", "start", "end", "quote")
COLUMNS = [
    "disagreement_id",
    "code_id",
    "kind",
    "doc_id",
    "text_hash",
    *(f"{name}_{side}" for side in "ab" for name in _OF_CODING),
]
#: What a disagreement is known by, so that it has the same id whenever it is listed.
_IDENTITY = (
    "doc_id",
    "text_hash",
    *(f"{name}_{side}" for side in "ab" for name in ("code_id", "coder_id", "start", "end")),
)
_Coding = dict[str, Any]
_Pair = tuple[_Coding, _Coding]


def disagreements(
    codings_a: pd.DataFrame,
    codings_b: pd.DataFrame,
    *,
    plan: DoublePlan | None = None,
    codebook: Codebook | None = None,
    tolerance: int = 0,
) -> pd.DataFrame:
    """List where two coders differ, sorted by code, with both quotes.

    Parameters
    ----------
    codings_a, codings_b
        One table of codings per coder, of the same texts.
    plan
        If given, only codings in its units are compared, and only when all its coders have finished.
    codebook
        If given, two codes are taken for answers to one question only if they are of one family.
    tolerance
        Two codings with the same code agree if neither edge differs by more than so many characters.

    Returns
    -------
    DataFrame
        ``disagreement_id, code_id, kind, doc_id, text_hash``, then for either coder ``coding_id, code_id,
        coder_id, start, end, quote`` with ``_a`` or ``_b`` (missing where only the other one coded). Kinds:
        *different extent* (the same code on passages that overlap), *different code* (overlapping passages
        with codes that the other coder did not use there), *only one coded*.

    Raises
    ------
    WorkbenchError
        If a coder of the plan has not finished yet.
    """
    a, b = _compared(codings_a, codings_b, plan, tolerance)
    rows = [row for doc in _documents(a, b) for row in _Comparison(*doc, codebook, tolerance).rows()]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype(
        {f"{name}_{side}": "Int64" for side in "ab" for name in ("start", "end")}
    )
    start = frame["start_a"].fillna(frame["start_b"])
    order = frame.assign(at=start).sort_values(["code_id", "doc_id", "at", "start_b", "disagreement_id"])
    return order.drop(columns="at").reset_index(drop=True)


def agreed_codings(
    codings_a: pd.DataFrame,
    codings_b: pd.DataFrame,
    *,
    plan: DoublePlan | None = None,
    tolerance: int = 0,
) -> pd.DataFrame:
    """Return the codings of the first coder that the second one agrees with: code and place are the same."""
    a, b = _compared(codings_a, codings_b, plan, tolerance)
    kept = [coding["row"] for one, other in _documents(a, b) for coding, _ in _matched(one, other, tolerance)]
    return a.loc[sorted(kept)].reset_index(drop=True)


def _compared(
    codings_a: pd.DataFrame, codings_b: pd.DataFrame, plan: DoublePlan | None, tolerance: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    if tolerance < 0:
        raise OptionError(f"tolerance={tolerance} is not possible; it is 0 or more")
    if plan is not None:
        check_open(plan)
        codings_a, codings_b = in_plan(plan, codings_a), in_plan(plan, codings_b)
    for name, codings in (("codings_a", codings_a), ("codings_b", codings_b)):
        check(codings, CODINGS, name=name)
        coders = sorted(set(codings["coder_id"]))
        if len(coders) > 1:
            raise TableError(f"{name} has codings of {', '.join(coders)}; give those of one coder")
    return codings_a.reset_index(drop=True), codings_b.reset_index(drop=True)


def _documents(a: pd.DataFrame, b: pd.DataFrame) -> Iterator[tuple[list[_Coding], list[_Coding]]]:
    """Codings of both coders, text by text, from left to right."""
    places = sorted(
        {*zip(a["doc_id"], a["text_hash"], strict=True), *zip(b["doc_id"], b["text_hash"], strict=True)}
    )
    hashes: dict[str, str] = {}
    for doc_id, text_hash in places:
        if hashes.setdefault(doc_id, text_hash) != text_hash:
            raise TableError(
                f"document {doc_id} was coded on text {hashes[doc_id]} and on text {text_hash}; "
                "compare codings of one text"
            )
    for doc_id, _ in places:
        yield _codings_of(a, doc_id), _codings_of(b, doc_id)


def _codings_of(codings: pd.DataFrame, doc_id: str) -> list[_Coding]:
    own = codings[codings["doc_id"] == doc_id]
    rows = own.assign(row=own.index).sort_values(["start", "end", "code_id"]).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _matched(a: Sequence[_Coding], b: Sequence[_Coding], tolerance: int) -> list[_Pair]:
    """Pairs with the same code on the same place, each coding in one pair at most."""
    free = _by_code(b)
    pairs = []
    for coding in a:
        same = free.get(coding["code_id"], [])
        like = [other for other in same if _overlap(coding, other) > 0 and _apart(coding, other) <= tolerance]
        if like:
            best = min(like, key=lambda other: _apart(coding, other))
            free[coding["code_id"]] = [other for other in same if other is not best]
            pairs.append((coding, best))
    return pairs


def _by_code(codings: Sequence[_Coding]) -> dict[str, list[_Coding]]:
    found: dict[str, list[_Coding]] = {}
    for coding in codings:
        found.setdefault(coding["code_id"], []).append(coding)
    return found


def _others(codings: Sequence[_Coding], paired: Iterable[_Coding]) -> list[_Coding]:
    rows = {coding["row"] for coding in paired}
    return [coding for coding in codings if coding["row"] not in rows]


def _overlap(one: _Coding, other: _Coding) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _apart(one: _Coding, other: _Coding) -> int:
    """How far the edges of two codings are apart, at the edge where it is more."""
    return int(max(abs(one["start"] - other["start"]), abs(one["end"] - other["end"])))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two coders' codings of one text."""

    a: list[_Coding]
    b: list[_Coding]
    codebook: Codebook | None
    tolerance: int

    def rows(self) -> Iterator[dict[str, Any]]:
        a, b = self.a, self.b
        steps: tuple[tuple[Kind, Callable[[list[_Coding], list[_Coding]], list[_Pair]]], ...] = (
            ("different extent", self._different_extents),
            ("different code", self._different_codes),
        )
        agreed = _matched(a, b, self.tolerance)
        a, b = _others(a, (one for one, _ in agreed)), _others(b, (other for _, other in agreed))
        for kind, find in steps:
            pairs = find(a, b)
            yield from (_row(kind, one, other) for one, other in pairs)
            a, b = _others(a, (one for one, _ in pairs)), _others(b, (other for _, other in pairs))
        yield from (_row("only one coded", one, None) for one in a)
        yield from (_row("only one coded", None, other) for other in b)

    def _different_extents(self, a: list[_Coding], b: list[_Coding]) -> list[_Pair]:
        """Codings that overlap one of the same code, each with the one it shares most with."""
        of_a, of_b = _by_code(self.a), _by_code(self.b)
        pairs = [(one, other) for one in a if (other := _nearest(one, of_b))]
        known = {(one["row"], other["row"]) for one, other in pairs}
        back = [(one, other) for other in b if (one := _nearest(other, of_a))]
        return [*pairs, *(p for p in back if (p[0]["row"], p[1]["row"]) not in known)]

    def _different_codes(self, a: list[_Coding], b: list[_Coding]) -> list[_Pair]:
        """Pairs that overlap, those that share most first, each coding once."""
        found = [
            (-_overlap(one, other), i, j)
            for i, one in enumerate(a)
            for j, other in enumerate(b)
            if _overlap(one, other) > 0 and self._same_question(one["code_id"], other["code_id"])
        ]
        pairs: list[_Pair] = []
        used_a: set[int] = set()
        used_b: set[int] = set()
        for _, i, j in sorted(found):
            if i not in used_a and j not in used_b:
                used_a.add(i)
                used_b.add(j)
                pairs.append((a[i], b[j]))
        return pairs

    def _same_question(self, one: str, other: str) -> bool:
        if self.codebook is None or one not in self.codebook or other not in self.codebook:
            return True
        return self.codebook[one].family == self.codebook[other].family


def _nearest(coding: _Coding, others: Mapping[str, list[_Coding]]) -> _Coding | None:
    """The coding with the same code that shares most with this one, if any does."""
    like = [other for other in others.get(coding["code_id"], ()) if _overlap(coding, other) > 0]
    return max(like, key=lambda other: _overlap(coding, other), default=None)


def _row(kind: Kind, one: _Coding | None, other: _Coding | None) -> dict[str, Any]:
    first = one or other or {}
    row = {
        "code_id": first["code_id"],
        "kind": kind,
        "doc_id": first["doc_id"],
        "text_hash": first["text_hash"],
    }
    for side, coding in (("a", one), ("b", other)):
        row |= {f"{name}_{side}": (coding or {}).get(name, _missing(name)) for name in _OF_CODING}
    identity = [str(row[name]) for name in _IDENTITY]
    row["disagreement_id"] = hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:12]
    return row


def _missing(name: str) -> Any:
    return pd.NA if name in ("start", "end") else ""
