"""Import with repair, conversion of script and cutting into sentences, each against a named peer."""

from __future__ import annotations

import re
import tempfile
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from bench.dictionary_coding import CORPUS
from bench.timing import Comparison, compare

N_CHARS = 2_000_000


def run() -> Iterator[Comparison | str]:
    from opencc import OpenCC

    from workbench.corpus import Document, repair, segment
    from workbench.corpus.script import simplify
    from workbench.readers import read_corpus, read_document

    text = _clean_text(document.text for document in read_corpus(CORPUS))
    megabytes = len(text.encode()) / 1e6
    tw2s, s2tw = OpenCC("tw2s"), OpenCC("s2tw")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clean.txt"
        path.write_text(text, encoding="utf-8")
        name = "import with repair of clean text"
        yield compare(
            name,
            lambda: read_document(path),
            peer="OpenCC alone",
            theirs=lambda: tw2s.convert(path.read_text("utf-8")),
            megabytes=megabytes,
        )
        yield f"{name}: memory {_memory(lambda: read_document(path)) / 1e6 / megabytes:.1f} times the file"
    yield compare(
        "script of simplified text",
        lambda: simplify(text),
        peer="OpenCC",
        theirs=lambda: tw2s.convert(text),
        megabytes=megabytes,
    )
    traditional = s2tw.convert(text)
    yield compare(
        "script of traditional text, every change recorded",
        lambda: simplify(traditional),
        peer="OpenCC",
        theirs=lambda: tw2s.convert(traditional),
        megabytes=megabytes,
    )
    memory = _memory(lambda: repair(traditional)) / 1e6 / megabytes
    yield f"repair of traditional text: memory {memory:.1f} times the text"
    document = Document("clean", text)
    marks = re.compile(r"[^。！？；\n]+[。！？；\n]*")
    yield compare(
        "sentences",
        lambda: segment(document, by="sentence"),
        peer="re.finditer on 。！？； alone",
        theirs=lambda: [(m.start(), m.end()) for m in marks.finditer(text)],
        megabytes=megabytes,
    )


def _clean_text(texts: Iterator[str]) -> str:
    """The example corpus again and again, each time another, so that no rule takes it for repeated lines."""
    text = "\n".join(texts)
    pieces: list[str] = []
    for turn in range(N_CHARS // len(text) + 1):
        pieces += (f"{line}{turn}。" if len(line) > 20 else line for line in text.split("\n"))
    return "\n".join(pieces)[:N_CHARS]


def _memory(work: object) -> int:
    """Bytes at the peak, above those in use before."""
    assert callable(work)
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
