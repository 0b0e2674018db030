"""A store as it grows: one coding into 10,000; 100,000 added, read, exported, merged."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pandas as pd

from bench.timing import Comparison, compare

N = 100_000
ONE_DOCUMENT = 10_000


def run() -> Iterator[Comparison | str]:
    from workbench.store.files import export_codings
    from workbench.store.merge import merge_stores
    from workbench.store.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        yield from _one_coding(Path(folder))
        store = open_store(Path(folder) / "large.db")
        yield f"add {N:,} codings: {_seconds(lambda: store.add(_codings(N))):.1f} s"
        bare = Path(folder) / "bare.db"
        with sqlite3.connect(bare) as connection:
            store.codings().to_sql("codings", connection, index=False)
        yield compare(
            f"read {N:,} codings out of their events",
            store.codings,
            peer="a bare table by pandas.read_sql",
            theirs=lambda: _read_table(bare),
            turns=3,
        )
        yield f"export: {_seconds(lambda: export_codings(store, Path(folder) / 'out')):.1f} s"
        yield f"backup: {_seconds(lambda: store.backup(Path(folder) / 'backup.db')):.2f} s"
        copy = open_store(Path(folder) / "backup.db")
        yield f"merge of two stores that agree: {_seconds(lambda: merge_stores(store, copy)):.1f} s"


def _one_coding(folder: Path) -> Iterator[str]:
    """One coding into a document that has 10,000, on the disk when it is acknowledged; then undo and redo."""
    from workbench.corpus import Document
    from workbench.store.changes import Change
    from workbench.store.store import open_store

    document = Document("d", "居民在群里喊了一声，物业来得很快。" * 6_000)
    store = open_store(folder / "one.db")
    store.add(_codings(ONE_DOCUMENT, n_documents=1))

    def add(start: int) -> object:
        coding = {"start": start, "end": start + 3, "code_id": "y", "coder_kind": "human"}
        return store.apply([Change("add", coding)], actor="li", document=document)

    times = sorted(_seconds(lambda start=start: add(start)) for start in range(50))
    p50, longest = 1000 * times[25], 1000 * times[-1]
    yield f"one coding into {ONE_DOCUMENT:,} of a document: p50 {p50:.1f} ms, max {longest:.1f} ms"
    for name, work in (("undo", store.undo), ("redo", store.redo), ("can_undo", store.can_undo)):
        yield f"{name} there: {1000 * _seconds(lambda work=work: work(actor='li', doc_id='d')):.1f} ms"
    yield f"codings of that document: {1000 * _seconds(lambda: store.codings(doc_id='d')):.0f} ms"


def _codings(n: int, *, n_documents: int = 50) -> pd.DataFrame:
    rows = range(n)
    return pd.DataFrame(
        {
            "doc_id": [f"d{i % n_documents}" if n_documents > 1 else "d" for i in rows],
            "start": [7 * i for i in rows],
            "end": [7 * i + 6 for i in rows],
            "code_id": [f"code-{i % 30}" for i in rows],
            "coder_id": [("li", "wang")[i % 2] for i in rows],
            "coder_kind": "human",
            "codebook_version": "1.0.0",
            "text_hash": "0123456789abcdef",
            "confidence": None,
            "quote": "居民在群里喊",
        }
    )


def _read_table(path: Path) -> pd.DataFrame:
    with sqlite3.connect(path) as connection:
        frame = pd.read_sql("SELECT * FROM codings ORDER BY doc_id, start", connection)
    connection.close()
    return frame


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start
