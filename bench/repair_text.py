"""Repairing a text that needs none: against converting its script with OpenCC, and against copying it."""

from __future__ import annotations

from collections.abc import Iterator

from bench.dictionary_coding import CORPUS
from bench.timing import Comparison, compare

N_CHARS = 500_000


def run() -> Iterator[Comparison]:
    from opencc import OpenCC

    from workbench.corpus import repair
    from workbench.readers import read_corpus

    text = "\n".join(document.text for document in read_corpus(CORPUS))
    text = (text * (N_CHARS // len(text) + 1))[:N_CHARS]
    converter = OpenCC("tw2s")
    name = f"repair of clean text, {N_CHARS / 1e6:.1f} million characters"
    yield compare(name, lambda: repair(text), peer="OpenCC", theirs=lambda: converter.convert(text))
    yield compare(name, lambda: repair(text), peer="copy by UTF-8", theirs=lambda: text.encode().decode())
