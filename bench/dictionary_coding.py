"""Coding by dictionary against one alternation of regular expressions over the same terms.

The alternation finds the longest term from left to right and nothing more: it knows no families, stop
contexts or compound terms, and makes no table of codings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Comparison, compare

CORPUS = Path(__file__).parents[1] / "corpus"
REPEATS = 20  # of the example corpus, so that building the automaton does not decide


def run() -> Iterator[Comparison]:
    from workbench.codebook import read_codebook
    from workbench.coding import code_with_dictionary, read_dictionary
    from workbench.corpus import Corpus, Document
    from workbench.readers import read_corpus

    dictionary = read_dictionary(CORPUS / "dictionary.yaml", read_codebook(CORPUS / "codebook.yaml"))
    corpus = Corpus(tuple(Document(d.doc_id, d.text * REPEATS) for d in read_corpus(CORPUS)))
    n_chars = sum(len(document.text) for document in corpus)
    codes = {pattern.term.lower(): pattern.code_ids for pattern in dictionary.patterns}

    def alternation() -> list[tuple[str, int, int, str]]:
        terms = re.compile("|".join(map(re.escape, sorted(codes, key=len, reverse=True))))
        return [
            (document.doc_id, *match.span(), code_id)
            for document in corpus
            for match in terms.finditer(document.text.lower())
            for code_id in codes[match.group()]
        ]

    yield compare(
        f"dictionary coding, {len(codes)} terms, {n_chars / 1e6:.1f} million characters",
        lambda: code_with_dictionary(corpus, dictionary),
        peer="re alternation",
        theirs=alternation,
        turns=3,
    )
