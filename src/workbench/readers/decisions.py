"""What a person decided about repairs, ``repairs.csv`` of a corpus: which changes were accepted or refused.

The file names documents, rules and edits, and holds no word of a text, so it can be shared.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from workbench.corpus.changes import Decisions
from workbench.corpus.encoding import decode
from workbench.corpus.trail import Trail
from workbench.errors import TableError
from workbench.schemas import check_option
from workbench.sources.cells import check_columns, check_values, read_csv_text

DECISIONS = "repairs.csv"
#: In the column `edit_id`: the decision is about every edit of the rule.
WHOLE_RULE = "*"
Decision = Literal["accept", "refuse", "undo"]
_KEPT = ("accept", "refuse")  # undo takes a row away


@dataclass(frozen=True, slots=True)
class _Row:
    doc_id: str
    rule: str
    edit_id: str
    decision: str
    reason: str
    by: str
    at: str


_COLUMNS = tuple(f.name for f in fields(_Row))


def read_decisions(corpus_path: str | os.PathLike[str]) -> dict[str, Decisions]:
    """Read the decisions of every document; none if nobody has decided anything.

    Raises
    ------
    TableError
        Naming the row of a decision that is neither accept nor refuse, or that names no edit.
    """
    by_document: dict[str, list[_Row]] = {}
    for row in _read(Path(corpus_path) / DECISIONS):
        by_document.setdefault(row.doc_id, []).append(row)
    return {doc_id: _decisions(rows) for doc_id, rows in by_document.items()}


def save_decision(
    corpus_path: str | os.PathLike[str],
    doc_id: str,
    decision: Decision,
    *,
    rule: str,
    edit_id: str = WHOLE_RULE,
    by: str = "",
    reason: str = "",
) -> None:
    """Save what was decided about one edit, or about all of a rule, in place of what was decided before.

    A decision about a whole rule takes the place of those about its single edits. ``undo`` takes the
    decision back, so that the repair does again what it is certain of.
    """
    check_option(decision, get_args(Decision), name="decision")
    path = Path(corpus_path) / DECISIONS
    rows = [row for row in _read(path) if not _replaced(row, doc_id, rule, edit_id)]
    if decision != "undo":
        at = datetime.now(UTC).isoformat(timespec="seconds")
        rows.append(_Row(doc_id, rule, edit_id, decision, reason, by, at))
    _write(path, rows)


def unplaced(decisions: Decisions, trail: Trail) -> tuple[str, ...]:
    """Name the decided edits that the repair of this document does not make or propose any more."""
    from workbench.corpus.edits import edits_table, proposals_table

    if not decisions:
        return ()
    known: set[str] = set()
    for table in (edits_table(trail), proposals_table(trail)):
        known |= {*table["edit_id"], *table["rule"]}
    return tuple(sorted((decisions.accepted | decisions.refused) - known))


def _replaced(row: _Row, doc_id: str, rule: str, edit_id: str) -> bool:
    same_rule = row.doc_id == doc_id and row.rule == rule
    return same_rule and (edit_id in (WHOLE_RULE, row.edit_id))


def _decisions(rows: Iterable[_Row]) -> Decisions:
    listed = [(row.rule if row.edit_id == WHOLE_RULE else row.edit_id, row.decision) for row in rows]
    return Decisions(
        accepted=frozenset(key for key, decision in listed if decision == "accept"),
        refused=frozenset(key for key, decision in listed if decision == "refuse"),
    )


def _read(path: Path) -> list[_Row]:
    if not path.is_file():
        return []
    frame = read_csv_text(decode(path.read_bytes()).text, name=DECISIONS)
    check_columns(frame, ("doc_id", "rule", "edit_id", "decision"), name=DECISIONS)
    check_values(frame, "decision", _KEPT, name=DECISIONS)
    for column in ("doc_id", "rule", "edit_id"):
        for row in frame.index[frame[column] == ""]:
            raise TableError(
                f"{DECISIONS}, row {row}: {column} is empty; write it; in edit_id a {WHOLE_RULE} means "
                "the whole rule"
            )
    frame = frame.reindex(columns=list(_COLUMNS), fill_value="")
    return [_Row(*cells) for cells in frame.itertuples(index=False, name=None)]


def _write(path: Path, rows: list[_Row]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(sorted(map(astuple, rows)))
    part = path.with_suffix(".part")
    part.write_text(text.getvalue(), encoding="utf-8")
    part.replace(path)
