"""Codings of earlier versions under today's codes; what only a person can say is listed, never guessed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.codebook.codes import Codebook
from workbench.codebook.lineage import Successors, successors
from workbench.schemas import CODINGS, check

_SAME_CODING = ["doc_id", "start", "end", "text_hash", "coder_id", "code_id"]
_UNLIKE = "the same coder has this code on the same place already, with attributes that contradict"


@dataclass(frozen=True, slots=True)
class Remapped:
    """Codings under today's codes, and what happened to them.

    Every table but the first has the columns of the codings and ``row``, the position in the table given.

    Attributes
    ----------
    codings
        The codings as they are to stand: those that changed carry the version of today, the others the one
        they were made under.
    changed
        As they are now, with ``code_before`` and ``version_before``.
    doubled
        Codings that a merge made equal to another one of the same coder at the same place (``kept``, its
        row). They are not in `codings`; their memo and attributes have been added to those of the other.
    undecided
        What a person must decide, with ``candidates`` (codes, joined by a comma) and ``doubt``; it stays as
        it was.
    retired
        Codings whose code is retired; they stay.
    """

    codings: pd.DataFrame
    changed: pd.DataFrame
    doubled: pd.DataFrame
    undecided: pd.DataFrame
    retired: pd.DataFrame


def remap_codings(codings: pd.DataFrame, codebook: Codebook) -> Remapped:
    """Follow renamed, merged and split codes for codings that were made under earlier versions.

    Parameters
    ----------
    codings
        Of any coders; their column ``codebook_version`` tells which changes came after them.

    Returns
    -------
    Remapped
        Coder, place and words of a coding stay. A coding of a code that was split stays as it is, and is
        listed as undecided.
    """
    check(codings, CODINGS, name="codings")
    before = codings.reset_index(drop=True)
    found = _successors(before, codebook)
    codes = [
        found_code.ids[0] if len(found_code.ids) == 1 and not found_code.doubt else old
        for found_code, old in zip(found, before["code_id"], strict=True)
    ]
    after = before.assign(code_id=pd.Series(codes, index=before.index, dtype=object))
    renamed = after["code_id"] != before["code_id"]
    kept_by, unlike = _doubles(after, renamed)
    after.loc[unlike, "code_id"] = before.loc[unlike, "code_id"]
    after = _joined(after, kept_by)
    touched = (after[_said(after)] != before[_said(after)]).any(axis=1)
    after.loc[touched, "codebook_version"] = codebook.version
    numbered = after.assign(row=after.index)
    old = {"code_before": before["code_id"], "version_before": before["codebook_version"]}
    gone = after.index.isin(list(kept_by))
    retired = {code.code_id for code in codebook if code.retired}
    return Remapped(
        codings=after[~gone].reset_index(drop=True),
        changed=numbered.assign(**old)[touched & ~gone].reset_index(drop=True),
        doubled=numbered[gone].assign(kept=list(kept_by.values())).reset_index(drop=True),
        undecided=_undecided(numbered, found, unlike),
        retired=numbered[~gone & after["code_id"].isin(retired)].reset_index(drop=True),
    )


def _successors(codings: pd.DataFrame, codebook: Codebook) -> list[Successors]:
    pairs = list(zip(codings["code_id"].astype(str), codings["codebook_version"].astype(str), strict=True))
    known = {pair: successors(codebook, *pair) for pair in set(pairs)}
    return [known[pair] for pair in pairs]


def _doubles(after: pd.DataFrame, renamed: pd.Series) -> tuple[dict[int, int], list[int]]:
    """Rows that equal another one, with that one; and rows that contradict it in their attributes."""
    kept_by: dict[int, int] = {}
    unlike: list[int] = []
    if not renamed.any():
        return kept_by, unlike
    for _, rows in after.groupby(_SAME_CODING, sort=False):
        group = [int(row) for row in rows.index]
        first = next((row for row in group if not renamed[row]), group[0])
        said = _attributes(after, first)
        for row in group:
            if row != first and renamed[row]:
                own = _attributes(after, row)
                if any(said.get(name, value) != value for name, value in own.items()):
                    unlike.append(row)
                else:
                    kept_by[row] = first
                    said |= own
    return dict(sorted(kept_by.items())), unlike


def _said(codings: pd.DataFrame) -> list[str]:
    return [name for name in ("code_id", "memo", "attributes") if name in codings]


def _attributes(codings: pd.DataFrame, row: int) -> dict[str, Any]:
    text = str(codings.loc[row, "attributes"] or "{}") if "attributes" in codings else "{}"
    return dict(json.loads(text))


def _joined(after: pd.DataFrame, kept_by: dict[int, int]) -> pd.DataFrame:
    """Add memos and attributes of doubled codings to those of the codings that are kept."""
    after = after.copy()
    for row, kept in kept_by.items():
        if "memo" in after:
            memos = dict.fromkeys([str(after.loc[kept, "memo"]), str(after.loc[row, "memo"])])
            after.loc[kept, "memo"] = "\n".join(filter(None, memos))
        if own := _attributes(after, row):
            joined = own | _attributes(after, kept)
            after.loc[kept, "attributes"] = json.dumps(joined, ensure_ascii=False, sort_keys=True)
    return after


def _undecided(numbered: pd.DataFrame, found: list[Successors], unlike: list[int]) -> pd.DataFrame:
    said = {i: (", ".join(s.ids), s.doubt) for i, s in enumerate(found) if s.doubt}
    said |= {i: (", ".join(s.ids), "the code was split") for i, s in enumerate(found) if len(s.ids) > 1}
    said |= {i: (", ".join(found[i].ids), _UNLIKE) for i in unlike}
    rows = sorted(said)
    return (
        numbered.loc[rows]
        .assign(candidates=[said[row][0] for row in rows], doubt=[said[row][1] for row in rows])
        .reset_index(drop=True)
    )
