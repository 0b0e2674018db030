"""Decide a disagreement: a consensus coding beside the originals, which stay, and a record of the decision.

The record lies in the attributes of the consensus coding (`ADJUDICATION`), so that it is kept, undone, merged
and exported with it. A decision that nothing is to be coded is a consensus coding that is added and at once
retracted: its event is the record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

import pandas as pd

from workbench.codebook import ADJUDICATION
from workbench.errors import OptionError
from workbench.schemas import check_option

#: `coder_id` and `coder_kind` of a consensus coding.
CONSENSUS = "consensus"
#: The first coder's coding, the second's, both, none of them, or another one.
Decision = Literal["a", "b", "both", "neither", "other"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
Coding = dict[str, Any]
_AS_ORIGINAL = (
    "doc_id",
    "start",
    "end",
    "code_id",
    "text_hash",
    "quote",
    "prefix",
    "suffix",
    "attributes",
)
_RECORD = ["disagreement_id", "decision", "by", "at", "reason", "doc_id", "code_id", "start", "end", "stands"]


def consensus_codings(
    disagreement: Mapping[str, Any],
    decision: Decision,
    *,
    originals: Mapping[str, Coding],
    by: str,
    reason: str,
    at: str = "",
    version: str = "",
    other: Mapping[str, Any] | None = None,
) -> tuple[Coding, ...]:
    """Return the codings that a decision makes the consensus, each with the record of the decision.

    Parameters
    ----------
    disagreement : a row of `disagreements`
    decision : "a", "b", "both", "neither" or "other"
    originals : dict
        The coders' codings under ``a`` and ``b``, with all their columns; a coder who did not code is
        missing.
    by, reason : str
        Who decided and why; neither may be empty.
    version : str
        Of the codebook of today.
    other : dict, optional
        ``code_id``, ``start`` and ``end`` of the decision "other"; what is left out is as in the original.

    Returns
    -------
    tuple of dict
        For "neither" one coding that only carries the record and is not to stand (``stands`` is False).
    """
    check_option(decision, DECISIONS, name="decision")
    for name, value in (("by", by), ("reason", reason)):
        if not value.strip():
            raise OptionError(f"a decision needs {name}=")
    if (decision == "other") != bool(other):
        raise OptionError('give code_id, start or end with decision="other", and with no other decision')
    record = {
        "disagreement": str(disagreement["disagreement_id"]),
        "decision": decision,
        "by": by,
        "at": at,
        "reason": reason,
        **{side: str(originals[side].get("coding_id", "")) for side in "ab" if side in originals},
    }
    chosen = [originals[side] for side in _sides(decision) if side in originals]
    first = next(originals[side] for side in "ab" if side in originals)
    if decision == "other":
        chosen = [{**first, "quote": "", **(other or {})}]
    codings = tuple(_consensus(coding, record, version) for coding in chosen)
    return codings or ({**_consensus(first, record, version), "stands": False},)


def records_of(coding: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the records of decisions that a coding carries."""
    attributes = json.loads(coding.get("attributes") or "{}")
    found = attributes.get(ADJUDICATION, [])
    return list(found) if isinstance(found, list) else []


def with_records(coding: Mapping[str, Any], records: list[dict[str, str]]) -> Coding:
    """Return the coding with these records of decisions and no others."""
    attributes = json.loads(coding.get("attributes") or "{}")
    attributes.pop(ADJUDICATION, None)
    if records:
        attributes[ADJUDICATION] = records
    return {**coding, "attributes": json.dumps(attributes, ensure_ascii=False, sort_keys=True)}


def adjudications_table(events: pd.DataFrame) -> pd.DataFrame:
    """List the decisions that stand, the last one for each disagreement.

    Parameters
    ----------
    events
        All events of a store.

    Returns
    -------
    DataFrame
        ``disagreement_id, decision, by, at, reason, doc_id, code_id, start, end, stands``; one row for each
        consensus coding of a decision, or one that does not stand for the decision that there is none.
    """
    found: dict[str, dict[str, list[Any]]] = {}
    for event, record in _decided(events):
        rows = found.setdefault(record["disagreement"], {})
        place = [event[name] for name in ("doc_id", "code_id", "start", "end")]
        said = [record.get(name, "") for name in ("disagreement", "decision", "by", "at", "reason")]
        if any(row[1:5] != said[1:5] for row in rows.values()):
            rows.clear()
        rows[event["coding_id"]] = [*said, *place, bool(event["stands"]) and record["decision"] != "neither"]
    table = [row for rows in found.values() for row in rows.values()]
    return pd.DataFrame(table, columns=_RECORD).sort_values(
        ["code_id", "doc_id", "start", "disagreement_id"], ignore_index=True
    )


def _sides(decision: Decision) -> str:
    return {"a": "a", "b": "b", "both": "ab"}.get(decision, "")


def _consensus(original: Coding, record: dict[str, str], version: str) -> Coding:
    """A coding like the original that is nobody's but the consensus's."""
    code, start, end = original["code_id"], original["start"], original["end"]
    identity = "\x1f".join([record["disagreement"], str(code), str(start), str(end)])
    like: Coding = {name: original[name] for name in _AS_ORIGINAL if name in original}
    return with_records(
        {
            **like,
            "coding_id": hashlib.sha256(f"{CONSENSUS}\x1f{identity}".encode()).hexdigest()[:32],
            "coder_id": CONSENSUS,
            "coder_kind": CONSENSUS,
            "codebook_version": version or original["codebook_version"],
            "stands": True,
        },
        [record],
    )


def _decided(events: pd.DataFrame) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Events of consensus codings with the records they carry, without those that were undone."""
    own = events[events["coder_kind"] == CONSENSUS]
    undone: set[str] = set()
    undoes: dict[str, str] = {}
    for action, batch, about in own[["action", "batch_id", "undoes"]].itertuples(index=False, name=None):
        if action == "undo":
            undone.add(about)
            undoes[batch] = about
        elif action == "redo":
            undone.discard(undoes.get(about, ""))
    kept = own[~own["batch_id"].isin(undone) & ~own["action"].isin(["undo", "redo"])]
    for event in kept.to_dict("records"):
        row = {str(name): value for name, value in event.items()}
        for record in records_of(row):
            yield row, record
