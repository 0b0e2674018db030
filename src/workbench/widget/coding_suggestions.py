"""Suggestions: where the dictionary or a machine would code, until the coder accepts or refuses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import isnan
from typing import Any

from workbench.codebook import Codebook
from workbench.coding import code_with_dictionary, read_dictionary
from workbench.corpus import Corpus, Document
from workbench.store import Store
from workbench.study.settings import Study
from workbench.widget.coding_marks import mark_id, marks

#: Kinds of coders whose codings are suggestions.
KINDS = ("dictionary", "machine")
Row = dict[str, Any]


def suggestions(
    study: Study, store: Store, document: Document, codebook: Codebook, *, coder: str
) -> list[Row]:
    """Codings of dictionary and machines that the coder has neither made nor refused, in text order."""
    stored = store.codings(doc_id=document.doc_id)
    own = stored[(stored["coder_id"] == coder) & (stored["coder_kind"] == "human")]
    made = set(zip(own["start"], own["end"], own["code_id"], strict=True))
    refused = marks(store, actor=coder, doc_id=document.doc_id)
    machine = stored[stored["coder_kind"].isin(KINDS) & (stored["text_hash"] == document.text_hash)]
    rows = {_key(row): row for row in [*_records(machine), *_hits(study, document, codebook)]}
    wanted = [
        row
        for row in rows.values()
        if (row["start"], row["end"], row["code_id"]) not in made
        and row["code_id"] in codebook
        and mark_id(row, coder) not in refused
    ]
    return sorted(wanted, key=lambda row: (row["start"], row["end"], row["code_id"]))


def accepted(row: Row, *, codebook: Codebook) -> Row:
    """The coding that a coder makes of a suggestion."""
    place = {name: row[name] for name in ("start", "end", "code_id")}
    return {**place, "coder_kind": "human", "codebook_version": codebook.version}


def chosen(rows: Iterable[Row], ids: Collection[str], *, coder: str) -> list[Row]:
    """Those suggestions that a message names."""
    return [row for row in rows if mark_id(row, coder) in ids]


def suggestion_rows(rows: Iterable[Row], *, coder: str) -> list[list[Any]]:
    """Suggestions as they travel: id, start, end, code, who suggests, and how certain it is."""
    return [
        [mark_id(row, coder), row["start"], row["end"], row["code_id"], row["coder_id"], row["confidence"]]
        for row in rows
    ]


def _hits(study: Study, document: Document, codebook: Codebook) -> list[Row]:
    path = study.corpus_path / "dictionary.yaml"
    dictionary = read_dictionary(path if path.is_file() else None, codebook)
    return _records(code_with_dictionary(Corpus((document,)), dictionary))


def _records(frame: Any) -> list[Row]:
    """Rows without quotes, and without a confidence where there is none."""
    names = ("doc_id", "start", "end", "code_id", "coder_id", "coder_kind", "codebook_version", "text_hash")
    columns = [frame[name].tolist() for name in names]
    certain = [None if isnan(c) else c for c in frame["confidence"].astype(float).tolist()]
    return [
        dict(zip((*names, "confidence"), values, strict=True))
        for values in zip(*columns, certain, strict=True)
    ]


def _key(row: Row) -> tuple[Any, ...]:
    return (row["start"], row["end"], row["code_id"], row["coder_id"])
