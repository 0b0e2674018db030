"""What is in a corpus, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.corpus.document import Corpus
from workbench.corpus.repair import edits_table

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("doc_id", "kind", "case_id", "title", "date", "role", "status", "file", "encoding", "reader")


def corpus_table(corpus: Corpus) -> pd.DataFrame:
    """One row a document: what the register says, how it was read, what was repaired.

    Returns
    -------
    DataFrame
        ``doc_id, kind, case_id, title, date, role, status, file, encoding, reader, n_chars, n_edits,
        n_alarms``.
    """
    import pandas as pd

    rows = [
        [*(getattr(d, name) for name in _COLUMNS), len(d.text), len(d.edits), len(d.alarms)] for d in corpus
    ]
    return pd.DataFrame(rows, columns=[*_COLUMNS, "n_chars", "n_edits", "n_alarms"])


def corpus_edits(corpus: Corpus) -> pd.DataFrame:
    """One row an edit of the repair: ``doc_id`` and the columns of `schemas.EDITS`."""
    import pandas as pd

    frames = [edits_table(d.edits).assign(doc_id=d.doc_id) for d in corpus if d.edits]
    if not frames:
        return edits_table(()).assign(doc_id=pd.Series(dtype=object))
    frame = pd.concat(frames, ignore_index=True)
    return frame[["doc_id", *(name for name in frame.columns if name != "doc_id")]]


def corpus_alarms(corpus: Corpus) -> pd.DataFrame:
    """One row a sign of damage that was not repaired: ``doc_id, alarm``."""
    import pandas as pd

    rows = [(d.doc_id, alarm) for d in corpus for alarm in d.alarms]
    return pd.DataFrame(rows, columns=["doc_id", "alarm"])
