"""Share a study without its private files: the frozen texts, from which everything can be rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus import Corpus, Document
from workbench.corpus.pseudonyms import Key, names_in
from workbench.errors import InputError
from workbench.readers import read_corpus
from workbench.readers.key import PRIVATE, read_key
from workbench.readers.shared import is_private, write_shared
from workbench.study.settings import Study


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Files written, and the number of documents whose files are not private and so need no copy."""

    written: tuple[Path, ...]
    n_public: int


def write_shared_texts(study: Study, *, corpus: Corpus | None = None) -> SharedTexts:
    """Write the frozen text of every document whose file is private to ``corpus/shared/<doc_id>.txt``.

    The copy is the text after repair and pseudonyms, in UTF-8, byte for byte: who has it and not the
    private file reads the same text with the same ``text_hash``, so that codings still fit.

    Parameters
    ----------
    study : Study
    corpus : Corpus, optional
        The texts, if they were read already.

    Raises
    ------
    InputError
        If expressions are undecided, or naming documents that still hold one the key replaces; nothing is
        written then.
    """
    texts = corpus if corpus is not None else read_corpus(study.corpus_path)
    private = [document for document in texts if is_private(document.file)]
    if not private:
        return SharedTexts((), len(texts))
    _check(private, read_key(study.corpus_path))
    return SharedTexts(write_shared(study.corpus_path, private), len(texts) - len(private))


def _check(documents: list[Document], key: Key) -> None:
    if n := len(key.having("undecided")):
        raise InputError(
            f"{n} expressions are undecided; decide on them in {PRIVATE}/identifiers.csv and run "
            "`workbench deidentify --apply`"
        )
    if not key.entries:
        raise InputError(
            f"nobody has looked for names in the {len(documents)} private documents yet; run "
            "`workbench deidentify` first"
        )
    held = [
        str(number)
        for number, document in enumerate(documents, start=1)
        if any(hit.certain for words in _words(document) for hit in names_in(words, key))
    ]
    if held:
        raise InputError(
            f"private documents {', '.join(held)} (in the order of documents.csv) still hold names that the "
            "key replaces, in their text, id or title; `workbench check` says where"
        )


def _words(document: Document) -> Iterator[str]:
    yield from (document.text, document.doc_id, document.title, document.role, document.source)
    yield from (*document.speaker_marks, *document.interviewer_marks)
    yield from (value for _, value in document.variables)
