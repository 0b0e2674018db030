"""De-identification of a study: find, let a person decide, keep the decisions in the key.

``corpus/private/identifiers.csv`` has one row an expression; its column `decision` is filled in with any
spreadsheet. ``corpus/private/key.csv`` keeps what was decided. Both are their owner's only.
"""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from workbench.corpus import Corpus, Document
from workbench.corpus.giveaways import find_giveaways
from workbench.corpus.identifiers import KINDS, Kind, find_identifiers
from workbench.corpus.pseudonyms import RULE, Key, KeyEntry, next_pseudonym, suggest_pseudonyms
from workbench.errors import TableError
from workbench.readers import read_corpus
from workbench.readers.key import PRIVATE, check_known, read_key, write_key, write_private
from workbench.sources.cells import check_columns, read_cells
from workbench.study.identifiers import REVIEW, Row, read_review, review_rows, write_review
from workbench.study.settings import Study

NAMES = "names.csv"
GIVEAWAYS = "giveaways.csv"


@dataclass(frozen=True, slots=True)
class Review:
    """What is in the review table: rows by their decision, new ones, and possible give-aways."""

    path: Path
    n_replace: int
    n_keep: int
    n_undecided: int
    n_new: int = 0
    n_giveaways: int = 0


def study_key(study: Study) -> Key:
    """The key of a study; empty if nothing was ever looked at."""
    return read_key(study.corpus_path)


def prepare_review(study: Study, *, statuses: Iterable[str] = ("fieldwork",)) -> Review:
    """Find what could identify a respondent and write the review table; decisions made before are kept.

    Parameters
    ----------
    study : Study
    statuses : iterable of str
        Status of the documents looked at. By default the study's own fieldwork: persons in a published
        policy or paper hold office or are authors, and are no respondents.

    Returns
    -------
    Review
        Expressions that are certain (identity and telephone numbers, plates, e-mail, the study's own list)
        are set to ``replace``; every other one waits for a person.
    """
    corpus = _with_names(study, frozenset(statuses))
    key, written = study_key(study), read_review(study.corpus_path)
    found = find_identifiers(corpus, names=_own_names(study))
    new = suggest_pseudonyms(found, key)
    rows = review_rows(found, corpus, new, written)
    write_key(study.corpus_path, new)
    write_review(study.corpus_path, rows)
    n_giveaways = _write_giveaways(study, corpus)
    return _review(study, rows, n_new=len(new) - len(key), n_giveaways=n_giveaways)


def apply_decisions(study: Study, *, by: str = "") -> Review:
    """Take the decisions of the review table into the key.

    A row that a person added gets a pseudonym, unless it was given one; rows with one pseudonym are one
    person. An expression that is undecided is not replaced.

    Parameters
    ----------
    study : Study
    by : str
        Who decided; the user of this computer if not given.
    """
    key, rows = study_key(study), read_review(study.corpus_path)
    if not rows:
        raise TableError(f"{PRIVATE}/{REVIEW} has no rows to apply; run `workbench deidentify` first")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for row in rows:
        entry = _entry(row, key)
        if entry != key.get(entry.kind, entry.text):
            key = key.with_entries([replace(entry, by=by or getpass.getuser(), at=at)])
    write_key(study.corpus_path, key)
    return _review(study, rows)


def _entry(row: Row, key: Key) -> KeyEntry:
    """What a row of the review table says of an expression."""
    known = key.get(row.kind, row.text)
    if known:
        return replace(known, decision=row.decision, pseudonym=row.pseudonym or known.pseudonym)
    pseudonym = row.pseudonym or next_pseudonym(key, row.kind, row.text)
    return KeyEntry(row.kind, row.text, pseudonym, row.decision)


def _own_names(study: Study) -> dict[str, Kind]:
    """The study's own list, ``private/names.csv``: text and, if it is no person, kind."""
    path = study.corpus_path / PRIVATE / NAMES
    if not path.is_file():
        return {}
    frame = read_cells(path).frame
    check_columns(frame, ("text",), name=NAMES)
    frame = frame.reindex(columns=["text", "kind"], fill_value="").replace({"kind": {"": "person"}})
    check_known(frame, "kind", KINDS, name=NAMES)
    return {text: cast(Kind, kind) for text, kind in frame.itertuples(index=False, name=None) if text}


def _with_names(study: Study, statuses: frozenset[str]) -> Corpus:
    """The documents as they read before the step that put pseudonyms in."""
    return Corpus(tuple(_before(d) for d in read_corpus(study.corpus_path) if d.status in statuses))


def _before(document: Document) -> Document:
    steps = document.trail.steps
    if not steps or set(steps[-1].rules) != {RULE}:
        return document
    return replace(document, text=steps[-1].before, repaired_by=None)


def _write_giveaways(study: Study, corpus: Corpus) -> int:
    giveaways = find_giveaways(corpus)
    data = giveaways.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
    write_private(study.corpus_path / PRIVATE / GIVEAWAYS, data)
    return len(giveaways)


def _review(study: Study, rows: Iterable[Row], *, n_new: int = 0, n_giveaways: int = 0) -> Review:
    decisions = [row.decision for row in rows]
    return Review(
        study.corpus_path / PRIVATE / REVIEW,
        n_replace=decisions.count("replace"),
        n_keep=decisions.count("keep"),
        n_undecided=decisions.count("undecided"),
        n_new=n_new,
        n_giveaways=n_giveaways,
    )
