"""Texts to share without their originals: what read_corpus reads where the private files are missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from workbench.corpus import Corpus, Document
from workbench.corpus.pseudonyms import Key, names_in
from workbench.errors import InputError
from workbench.readers import read_corpus
from workbench.readers.key import PRIVATE, read_key
from workbench.study.settings import Study

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Files written, and documents whose files are not private and so need no copy."""

    written: tuple[Path, ...]
    n_public: int


def shared_path(corpus_path: Path, doc_id: str) -> Path:
    """Where the text of a document lies that may be shared."""
    return corpus_path / SHARED / f"{doc_id}.txt"


def is_private(file: str) -> bool:
    """Whether a file of the register lies in the private folder.

    >>> is_private("private/a.docx"), is_private("texts/a.docx")
    (True, False)
    """
    return PRIVATE in PurePosixPath(file).parts[:-1]


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
        Naming documents that still hold an expression the key replaces; nothing is written then.
    """
    texts = corpus if corpus is not None else read_corpus(study.corpus_path)
    private = [document for document in texts if is_private(document.file)]
    _check(private, read_key(study.corpus_path))
    folder = study.corpus_path / SHARED
    if private:
        folder.mkdir(exist_ok=True)
    written = tuple(_write(shared_path(study.corpus_path, d.doc_id), d.text) for d in private)
    return SharedTexts(written, len(texts) - len(private))


def _check(documents: list[Document], key: Key) -> None:
    open_ones = len(key.having("undecided"))
    if open_ones:
        raise InputError(
            f"{open_ones} expressions are undecided; decide on them in {PRIVATE}/identifiers.csv and run "
            "`workbench deidentify --apply`"
        )
    held = [d.doc_id for d in documents if any(hit.certain for hit in names_in(d.text, key))]
    if held:
        raise InputError(
            f"{', '.join(held)}: the text still holds names that the key replaces; read the corpus again "
            "after `workbench deidentify --apply`"
        )


def _write(path: Path, text: str) -> Path:
    part = path.with_suffix(".part")
    part.write_bytes(text.encode("utf-8", "surrogatepass"))
    part.replace(path)
    return path
