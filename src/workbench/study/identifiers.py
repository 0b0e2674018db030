"""The review table ``corpus/private/identifiers.csv``: one row an expression, decided in any spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.corpus import Corpus
from workbench.corpus.identifiers import KINDS, Kind
from workbench.corpus.matching import fold
from workbench.corpus.pseudonyms import Decision, Key
from workbench.errors import TableError
from workbench.readers.key import PRIVATE, check_known, write_private
from workbench.sources.cells import check_columns, read_cells

if TYPE_CHECKING:
    import pandas as pd

REVIEW = "identifiers.csv"
#: What a person may write into the column `decision`.
WORDS: dict[str, Decision] = {
    "": "undecided",
    "undecided": "undecided",
    "未定": "undecided",
    "replace": "replace",
    "替换": "replace",
    "keep": "keep",
    "保留": "keep",
}
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One expression of the review table; field names are the columns of the file."""

    kind: Kind
    text: str
    pseudonym: str
    decision: Decision
    n: str = ""
    documents: str = ""
    rule: str = ""
    certain: str = ""
    context: str = ""


COLUMNS = tuple(f.name for f in fields(Row))


def read_review(corpus_path: Path) -> tuple[Row, ...]:
    """Read the review table as it stands: UTF-8 or GB18030, with or without a byte order mark.

    Raises
    ------
    TableError
        Naming the row of an unknown kind or decision, never the words in it.
    """
    path = corpus_path / PRIVATE / REVIEW
    if not path.is_file():
        return ()
    frame = read_cells(path).frame
    check_columns(frame, ("kind", "text", "decision"), name=REVIEW)
    frame = frame.reindex(columns=list(COLUMNS), fill_value="")
    frame = frame.assign(decision=frame["decision"].str.lower())
    check_known(frame, "kind", KINDS, name=REVIEW)
    check_known(frame, "decision", tuple(WORDS), name=REVIEW)
    for row in frame.index[frame["text"].map(fold) == ""]:
        raise TableError(f"{REVIEW}, row {row}: text is empty; write the expression or delete the row")
    frame = frame.assign(decision=frame["decision"].map(WORDS))
    return tuple(Row(*cells) for cells in frame.itertuples(index=False, name=None))


def write_review(corpus_path: Path, rows: Iterable[Row]) -> Path:
    """Write the review table in one step, readable by its owner only."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(row, name) for name in COLUMNS] for row in rows)
    return write_private(corpus_path / PRIVATE / REVIEW, text.getvalue().encode("utf-8-sig"))


def review_rows(found: pd.DataFrame, corpus: Corpus, key: Key, written: Iterable[Row]) -> tuple[Row, ...]:
    """One row an expression: what was found now, in order; then what a person wrote and is not found now."""
    old = {(row.kind, fold(row.text)): row for row in written}
    groups = found.assign(folded=found["text"].map(fold)).groupby(["kind", "folded"], sort=False)
    rows = [
        _row(hits, corpus, key, old.pop((cast(Kind, kind), str(text)), None)) for (kind, text), hits in groups
    ]
    return (*rows, *old.values())


def _row(hits: pd.DataFrame, corpus: Corpus, key: Key, old: Row | None) -> Row:
    first = hits.iloc[0]
    kind, text = cast(Kind, str(first["kind"])), str(first["text"])
    entry = key.get(kind, text)
    certain = bool(hits["certain"].any())
    decision: Decision = "replace" if certain else "undecided"
    if entry is not None and entry.decision != "undecided":
        decision = entry.decision
    return Row(
        kind,
        shown_text(text),
        pseudonym=(old.pseudonym if old else "") or (entry.pseudonym if entry else ""),
        decision=old.decision if old else decision,
        n=str(len(hits)),
        documents="|".join(dict.fromkeys(hits["doc_id"])),
        rule="|".join(dict.fromkeys(hits["rule"])),
        certain="yes" if certain else "no",
        context=_context(corpus[str(first["doc_id"])].text, int(first["start"]), int(first["end"])),
    )


def shown_text(text: str) -> str:
    """The expression as a spreadsheet leaves it alone: long numbers in groups, which it does not round.

    >>> shown_text("+86 13800012345"), shown_text("王秀英")
    ('8 6138 0001 2345', '王秀英')
    """
    digits = fold(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) >= 5):
        return text.strip()
    head = len(digits) % 4
    groups = [digits[:head]] if head else []
    return " ".join([*groups, *(digits[i : i + 4] for i in range(head, len(digits), 4))])


def _context(text: str, start: int, end: int) -> str:
    """What stands around the first mention, on one line; a dot before what a spreadsheet would calculate."""
    around = " ".join(text[max(start - _AROUND, 0) : end + _AROUND].split())
    return f"·{around}" if around[:1] in ("=", "+", "-", "@") else around
