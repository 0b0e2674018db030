"""The codings table: one row per application of a code to a passage."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.coding.formulas import mark_formulas, unmark_formulas
from workbench.corpus import Corpus
from workbench.errors import TableError
from workbench.schemas import CODINGS, check
from workbench.sources.cells import UTF8, read_cells, read_numbers, read_whole_numbers

SORTED_BY = ["doc_id", "start", "end", "code_id", "coder_id"]
POSITIONS = ["start", "end"]
OPTIONAL = [column.name for column in CODINGS.columns if not column.required]


def make_codings(rows: Iterable[Mapping[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """Return rows as a codings table with every column in its place and of its type.

    Columns that are not declared for codings (a memo, a valence) follow at the end, unchanged.
    """
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    further = [name for name in frame.columns if name not in CODINGS.names]
    frame = frame.reindex(columns=[*CODINGS.names, *further])
    texts = [name for name in CODINGS.names if name not in (*POSITIONS, "confidence")]
    frame[texts] = frame[texts].astype(object).fillna("").astype(str)
    return frame.astype({"start": "int64", "end": "int64", "confidence": "float64"}).reset_index(drop=True)


def combine_codings(*frames: pd.DataFrame) -> pd.DataFrame:
    """Put codings of several coders or documents below each other; no row is lost or merged."""
    checked = [make_codings(check(frame, CODINGS, name=f"codings {i}")) for i, frame in enumerate(frames, 1)]
    filled = [frame for frame in checked if len(frame)]
    return pd.concat(filled, ignore_index=True) if filled else make_codings([])


def select_codings(
    codings: pd.DataFrame,
    *,
    code_id: str | Collection[str] | None = None,
    coder_id: str | Collection[str] | None = None,
    coder_kind: str | Collection[str] | None = None,
    doc_id: str | Collection[str] | None = None,
) -> pd.DataFrame:
    """Return the codings that agree with every argument given; each is one value or several."""
    frame = check(codings, CODINGS, name="codings")
    wanted = {"code_id": code_id, "coder_id": coder_id, "coder_kind": coder_kind, "doc_id": doc_id}
    for column, values in wanted.items():
        if values is not None:
            allowed = [values] if isinstance(values, str) else list(values)
            frame = frame[frame[column].isin(allowed)]
    return frame.reset_index(drop=True)


def check_codings(codings: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Return the codings if every one of them points into the text it was made on.

    Raises
    ------
    TableError
        Naming document and offsets, never words: a document the corpus does not have, a text
        that has changed since, positions outside the text, a quote that is not there.
    """
    check(codings, CODINGS, name="codings")
    documents = {document.doc_id: document for document in corpus}
    for doc_id, rows in codings.groupby("doc_id", sort=True):
        document = documents.get(str(doc_id))
        if document is None:
            raise TableError(
                f"{len(rows)} codings are of document {doc_id}, which the corpus does not have; "
                "select the codings of this corpus first"
            )
        _check_hashes(rows, str(doc_id), document.text_hash)
        _check_positions(rows, str(doc_id), document.text)
    return codings


def _check_hashes(rows: pd.DataFrame, doc_id: str, text_hash: str) -> None:
    others = rows.loc[rows["text_hash"] != text_hash, "text_hash"]
    if len(others):
        raise TableError(
            f"{len(others)} codings of document {doc_id} were made on text {', '.join(sorted(set(others)))}, "
            f"but the text is now {text_hash}; restore that text or code the document again"
        )


def _check_positions(rows: pd.DataFrame, doc_id: str, text: str) -> None:
    outside = (rows["start"] < 0) | (rows["start"] >= rows["end"]) | (rows["end"] > len(text))
    if outside.any():
        start, end = rows.loc[outside, POSITIONS].iloc[0]
        raise TableError(
            f"{outside.sum()} codings of document {doc_id} lie outside its {len(text)} characters, "
            f"the first at [{start}, {end}); correct start and end"
        )
    if "quote" in rows.columns:
        for start, end, quote in zip(rows["start"], rows["end"], rows["quote"], strict=True):
            if quote and text[start:end] != quote:
                raise TableError(
                    f"the quote of a coding of document {doc_id} is not the text at [{start}, {end}); "
                    "correct start and end, or leave the quote empty"
                )


def read_codings(path: str | Path) -> pd.DataFrame:
    """Read a CSV or xlsx file of codings; every value is kept as it is written (``NA`` is a text).

    An apostrophe before what a spreadsheet would run as a formula, put there by `write_codings`, is taken
    away again.

    Raises
    ------
    TableError
        If a column is missing, or a position or a confidence is not a number (naming the row).
    UnreadableFileError
        If the file is absent, not UTF-8 or not a table.
    """
    name = str(path)
    with _cells_of_any_length():
        cells = read_cells(path, name=name, encodings=UTF8, strip=False).frame
    frame = unmark_formulas(check(cells, CODINGS, name=name))
    positions = {column: read_whole_numbers(frame, column, name=name) for column in POSITIONS}
    confidence = read_numbers(frame, "confidence", name=name, low=0)
    return make_codings(frame.assign(**positions, confidence=confidence))


def write_codings(codings: pd.DataFrame, path: str | Path) -> Path:
    """Write codings as CSV, sorted by position, so that the same codings give the same file.

    A text that a spreadsheet would run as a formula (a memo ``=HYPERLINK(…)``) gets an apostrophe before it.
    """
    frame = make_codings(check(codings, CODINGS, name="codings"))
    frame = frame.sort_values([*SORTED_BY, *_further(frame)], kind="stable")
    mark_formulas(frame).to_csv(
        path, index=False, encoding="utf-8", lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC
    )
    return Path(path)


def _further(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if name not in SORTED_BY]


@contextmanager
def _cells_of_any_length() -> Iterator[None]:
    """Let a coding be a whole document: the csv module reads cells of 131,072 characters unless told."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)
