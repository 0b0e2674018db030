"""What is in a corpus, as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.corpus.document import Corpus
from workbench.schemas import EDITS

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = (
    "doc_id",
    "kind",
    "case_id",
    "title",
    "date",
    "role",
    "status",
    "file",
    "encoding",
    "confidence",
    "reader",
)


def corpus_table(corpus: Corpus) -> pd.DataFrame:
    """One row a document: what the register says, how it was read, what was repaired.

    Returns
    -------
    DataFrame
        ``doc_id, kind, case_id, title, date, role, status, file, encoding, confidence, reader,
        n_chars, n_edits,
        n_proposals, n_alarms``.
    """
    import pandas as pd

    rows = [
        [
            *(getattr(d, name) for name in _COLUMNS),
            len(d.text),
            d.trail.n_edits,
            len(d.trail.open),
            len(d.alarms),
        ]
        for d in corpus
    ]
    return pd.DataFrame(rows, columns=[*_COLUMNS, "n_chars", "n_edits", "n_proposals", "n_alarms"])


def corpus_edits(corpus: Corpus) -> pd.DataFrame:
    """One row a change the repair made: ``doc_id`` and the columns of `schemas.EDITS`."""
    return _by_document((d.doc_id, d.edits) for d in corpus if d.trail.n_edits)


def corpus_proposals(corpus: Corpus) -> pd.DataFrame:
    """One row a change that waits for a person or was refused: ``doc_id`` and `schemas.EDITS`."""
    return _by_document((d.doc_id, d.proposals) for d in corpus if d.trail.open)


def _by_document(tables: Iterable[tuple[str, pd.DataFrame]]) -> pd.DataFrame:
    import pandas as pd

    frames = [table.assign(doc_id=doc_id) for doc_id, table in tables]
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=EDITS.names)
    return frame.reindex(columns=["doc_id", *EDITS.names])


def corpus_alarms(corpus: Corpus) -> pd.DataFrame:
    """One row a sign of damage that was not repaired: ``doc_id, alarm``."""
    import pandas as pd

    rows = [(d.doc_id, alarm) for d in corpus for alarm in d.alarms]
    return pd.DataFrame(rows, columns=["doc_id", "alarm"])
