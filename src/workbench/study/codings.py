"""The codings of a study: backup, files for git and back, stores together, and texts that have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.study.settings import Study

if TYPE_CHECKING:
    from workbench.store.backup import Restored
    from workbench.store.files import Imported
    from workbench.store.merge import Merge
    from workbench.store.reanchor import Reanchored


def reanchor(study: Study, *, actor: str = "workbench", dry_run: bool = False) -> Reanchored:
    """Place the codings of texts whose repair has changed by their quotes and the words around them.

    Parameters
    ----------
    study : Study
    actor : str
        Who wants it.
    dry_run : bool
        True lists what would be done and does nothing.

    Returns
    -------
    Reanchored
        ``moved`` and ``orphaned`` as frames (no words of a text in them), ``n_unmoved``. A coding that
        cannot be placed in exactly one way is orphaned: it stays as it was, for a person to decide.
    """
    from workbench.readers import read_corpus
    from workbench.store import open_store
    from workbench.store.reanchor import reanchor as reanchor_store

    corpus = read_corpus(study.corpus_path)
    return reanchor_store(open_store(study.store_url), corpus, actor=actor, dry_run=dry_run)


def export_codings(study: Study, *, to: str | os.PathLike[str] | None = None) -> tuple[Path, ...]:
    """Write the codings of a study into one CSV a coder, for git; ``corpus/codings`` if not told where."""
    from workbench.store import open_store
    from workbench.store.files import export_codings as export_store

    return export_store(open_store(study.store_url), to or study.corpus_path / "codings")


def import_codings(
    study: Study, paths: Iterable[str | os.PathLike[str]], *, update: bool = False
) -> Imported:
    """Add the codings of files or folders to a study; what its store knows is left as it is.

    Codings of the texts of today get the words around them, by which they are found again if a text changes.

    Parameters
    ----------
    study : Study
    paths : paths of csv or xlsx files, or of folders
    update : bool
        True believes the file where it and the store disagree: one more event each.

    Raises
    ------
    InputError
        If a file is no table of codings, or a quote is not what the text says; nothing is imported then.
    """
    from workbench.readers import read_corpus
    from workbench.store import open_store
    from workbench.store.files import import_codings as import_store

    corpus = read_corpus(study.corpus_path)
    return import_store(open_store(study.store_url), paths, corpus=corpus, update=update)


def backup_codings(study: Study, *, to: str | os.PathLike[str] | None = None) -> Path:
    """Write every event of a study's store into a new file; ``backups/<time>.db`` if not told where."""
    from workbench.store import open_store

    name = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db"
    return open_store(study.store_url).backup(to or study.path / "backups" / name)


def restore_codings(study: Study, path: str | os.PathLike[str], *, overwrite: bool = False) -> Restored:
    """Make the store of a study what it was when a backup was made.

    Raises
    ------
    ConflictError
        If the store has events that the backup lacks and `overwrite` is False. With True they are kept in
        a backup beside the one restored.
    """
    from workbench.store.backup import restore

    return restore(path, study.store_url, overwrite=overwrite)


def merge_codings(study: Study, source: str | os.PathLike[str], *, dry_run: bool = True) -> Merge:
    """Add what another store has to a study's; a dry run lists what would be added, and what conflicts.

    Parameters
    ----------
    study : Study
    source : path or URL
        A copy of the study's store that somebody else has worked on.
    dry_run : bool
        False does it.
    """
    from workbench.errors import InputError
    from workbench.store import open_store
    from workbench.store.merge import merge_stores

    if "://" not in str(source) and not Path(source).is_file():
        raise InputError(f"{source} is not there; name the file of another store, such as ../copy/study.db")
    return merge_stores(open_store(study.store_url), open_store(source), dry_run=dry_run)
