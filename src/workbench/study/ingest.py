"""Bring files into a study: copied into its corpus, hashed, written into the register."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError, UnreadableFileError, WorkbenchError
from workbench.readers.files import KNOWN_ENDINGS, hash_file, read_file
from workbench.readers.register import REGISTER, Entry, read_register, write_register
from workbench.study.settings import Study

_NOT_IN_ID = re.compile(r"[^\w\-]+")


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came in, and what was refused with the reason; nothing else happened."""

    entries: tuple[Entry, ...]
    refused: tuple[str, ...]


def ingest(
    study: Study, files: Iterable[str | os.PathLike[str]], *, kind: str = "text", status: str = "fieldwork"
) -> Ingested:
    """Copy files into the corpus and register them; the originals stay as they are.

    A folder stands for every file in it, and below, that a reader knows. A file whose content is already
    registered is refused, so is one that cannot be read; the others come in.

    Parameters
    ----------
    study : Study
    files : paths
    kind : str
        What the documents are (interview, policy, paper …); can be changed in ``documents.csv``.
    status : "fieldwork", "published" or "simulated"
    """
    known = list(read_register(study.corpus_path)) if (study.corpus_path / REGISTER).is_file() else []
    hashes = {hash_file(path): e.doc_id for e in known if (path := study.corpus_path / e.file).is_file()}
    added: list[Entry] = []
    refused: list[str] = []
    for path in _expand(files):
        try:
            entry, digest = _bring_in(study, path, known + added, hashes, kind=kind, status=status)
        except WorkbenchError as error:
            refused.append(str(error))
        else:
            added.append(entry)
            hashes[digest] = entry.doc_id
    if added:
        write_register(study.corpus_path, known + added)
    return Ingested(tuple(added), tuple(refused))


def _expand(files: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    for name in files:
        path = Path(name)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in KNOWN_ENDINGS)
        else:
            yield path


def _bring_in(
    study: Study, path: Path, entries: list[Entry], hashes: dict[str, str], *, kind: str, status: str
) -> tuple[Entry, str]:
    if not path.is_file():
        raise UnreadableFileError(f"{path}: there is no such file")
    read_file(path)
    digest = hash_file(path)
    if digest in hashes:
        raise InputError(f"{path.name}: the same content is registered already as {hashes[digest]}; left out")
    doc_id = _free(_slug(path.stem), {e.doc_id for e in entries})
    target = _target(study.corpus_path, path, doc_id)
    if target.resolve() != path.resolve():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    file = target.relative_to(study.corpus_path).as_posix()
    return Entry(doc_id, file, kind=kind, title=path.stem, status=status), digest


def _target(corpus_path: Path, path: Path, doc_id: str) -> Path:
    """Where the copy goes; a file that lies in the corpus already stays where it is."""
    if path.resolve().is_relative_to(corpus_path.resolve()):
        return corpus_path / path.resolve().relative_to(corpus_path.resolve())
    return corpus_path / "texts" / f"{doc_id}{path.suffix.lower()}"


def _slug(stem: str) -> str:
    return _NOT_IN_ID.sub("-", stem).strip("-") or "document"


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(name for i in range(2, len(taken) + 3) if (name := f"{wanted}-{i}") not in taken)
