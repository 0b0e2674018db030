"""What a codebook does not allow: unknown codes, too many of a family on one place, odd attributes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from workbench.codebook.codes import Codebook
from workbench.schemas import CODINGS, check

#: Key of a consensus coding's attributes that holds where it came from; no attribute of the codebook.
ADJUDICATION = "adjudication"
_COLUMNS = ["rule", "what", "doc_id", "start", "end", "code_id", "coder_id", "coder_kind", "coding_id"]


def check_rules(codings: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """List what codings have that the codebook does not allow.

    Returns
    -------
    DataFrame
        One row a violation: ``rule`` (unknown-code, retired-code, too-many, attribute-name,
        attribute-value, attribute-missing), ``what`` in words, then the coding. A code counts as too many
        if codings of the same coder that touch one place have more codes of its family than the family
        allows. Codings made before their code was retired are none.
    """
    check(codings, CODINGS, name="codings")
    rows = [
        *_code_rows(codings, codebook),
        *_family_rows(codings, codebook),
        *_attribute_rows(codings, codebook),
    ]
    frame = pd.DataFrame(rows, columns=_COLUMNS)
    return frame.sort_values(["doc_id", "start", "end", "rule", "code_id"], ignore_index=True, kind="stable")


def _row(rule: str, what: str, coding: dict[str, Any]) -> dict[str, Any]:
    return {"rule": rule, "what": what, "coding_id": ""} | {
        name: coding[name] for name in _COLUMNS[2:] if name in coding
    }


def _records(codings: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in codings.to_dict("records")]


def _code_rows(codings: pd.DataFrame, codebook: Codebook) -> Iterator[dict[str, Any]]:
    retired = {code.code_id for code in codebook if code.retired}
    known = set(codebook.code_ids)
    for coding in _records(codings[~codings["code_id"].isin(known - retired)]):
        if coding["code_id"] not in known:
            yield _row("unknown-code", f"no code of codebook {codebook.version}", coding)
        elif not _was_made_before(codebook, coding["code_id"], coding["codebook_version"]):
            yield _row("retired-code", "the code was retired before this coding was made", coding)


def _was_made_before(codebook: Codebook, code_id: str, version: str) -> bool:
    """Whether a version comes before the last retirement of a code."""
    retired = [i for i, r in enumerate(codebook.history) if r.operation == "retire" and code_id in r.ids]
    made = [i for i, r in enumerate(codebook.history) if r.version == version]
    if retired and codebook.history[0].previous == version:
        made = [-1]
    return bool(retired and made and made[0] < retired[-1])


def _family_rows(codings: pd.DataFrame, codebook: Codebook) -> Iterator[dict[str, Any]]:
    for family in codebook.families:
        if family.max_per_segment is None:
            continue
        codes = {code.code_id for code in codebook.codes_of(family.family_id)}
        rows = codings[codings["code_id"].isin(codes)]
        for _, own in rows.groupby(["doc_id", "text_hash", "coder_id", "coder_kind"]):
            yield from _too_many(_records(own.sort_values(["start", "end"])), family.max_per_segment)


def _too_many(ordered: list[dict[str, Any]], most: int) -> Iterator[dict[str, Any]]:
    """The codings that begin where the codes of their family are too many already."""
    standing: list[dict[str, Any]] = []
    for coding in ordered:
        standing = [other for other in standing if other["end"] > coding["start"]] + [coding]
        codes = sorted({other["code_id"] for other in standing} - {coding["code_id"]})
        if len(codes) >= most:
            allowed = "one code" if most == 1 else f"{most} codes"
            yield _row(
                "too-many", f"its family allows {allowed} on a place; there is {', '.join(codes)}", coding
            )


def _attribute_rows(codings: pd.DataFrame, codebook: Codebook) -> Iterator[dict[str, Any]]:
    if "attributes" not in codings or not codebook.attributes:
        return
    allowed = {attribute.name: attribute for attribute in codebook.attributes}
    for coding in _records(codings):
        given = _attributes(coding["attributes"])
        for name, value in given.items():
            if name == ADJUDICATION:
                continue
            if name not in allowed:
                yield _row("attribute-name", f"no attribute {name} in the codebook", coding)
            elif not set(value if isinstance(value, list) else [value]) <= set(allowed[name].values):
                yield _row("attribute-value", f"{name} may be {', '.join(allowed[name].values)}", coding)
        for name, attribute in allowed.items():
            if attribute.required and not given.get(name):
                yield _row("attribute-missing", f"{name} is required", coding)


def _attributes(value: Any) -> dict[str, Any]:
    found = json.loads(value) if isinstance(value, str) and value else value
    return found if isinstance(found, dict) else {}
