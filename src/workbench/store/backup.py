"""A copy of a store in one SQLite file, and a store from such a copy."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.errors import ConflictError, InputError
from workbench.store.database import address, connect, reading, writing
from workbench.store.events import read
from workbench.store.guard import guard, unguard
from workbench.store.rows import Row
from workbench.store.tables import events

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from workbench.store.store import Store

_PAGE = 5_000  # events that are copied at a time


@dataclass(frozen=True, slots=True)
class Restored:
    """Events the store has now, and those it had and the backup lacked, which are in `kept` alone."""

    n_events: int
    n_gone: int
    kept: Path | None  # backup of the store as it was before


def backup(store: Store, path: str | os.PathLike[str]) -> Path:
    """Write every event of a store into a new SQLite file, whole or not at all.

    A SQLite store is copied by SQLite's online backup, a PostgreSQL store event by event; others go on
    working meanwhile. The copy is itself a store: ``open_store(path)`` reads it.

    Raises
    ------
    InputError
        If there is a file already, or the disk does not take the copy; nothing is left behind then.
    """
    target = Path(path)
    if target.exists():
        raise InputError(f"{target} is there already; a backup overwrites nothing, choose another name")
    with _in_parts(target) as part:
        if store.engine.dialect.name == "sqlite":
            with reading(store.engine) as connection:
                _copy_pages(cast("sqlite3.Connection", connection.connection.driver_connection), part)
        else:
            _copy_events(store.engine, part)
        _seal(part)
        part.replace(target)
    return target


def restore(
    path: str | os.PathLike[str], url: str | os.PathLike[str], *, overwrite: bool = False
) -> Restored:
    """Make a store what it was when the backup was made.

    Parameters
    ----------
    path : path
        The backup. It is not changed.
    url : str or path
        The store; it is made if it is not there.
    overwrite : bool
        True also if the store has events that the backup lacks. They are kept in a backup of their own
        beside this one.

    Raises
    ------
    ConflictError
        If the store has events that the backup lacks; nothing is changed.
    InputError
        If the backup is no backup, or damaged.
    """
    source = Path(path)
    rows = _events_of(source)
    store = _opened(url, set_aside=overwrite)
    with closing(store), writing(store.engine) as connection:
        there = read(connection, events.select().order_by(events.c.event_id))
        gone = {row["op_id"] for row in there} - {row["op_id"] for row in rows}
        if gone and not overwrite:
            raise ConflictError(
                f"the store has {len(gone)} events that the backup {source.name} lacks; merge it into "
                "the store, or restore with overwrite, which keeps those events in a backup of their own"
            )
        kept = _keep(there, source) if gone else None
        _replace_events(connection, rows)
    return Restored(len(rows), len(gone), kept)


@contextmanager
def _in_parts(target: Path) -> Iterator[Path]:
    """A file beside the target, which is gone afterwards unless it took the target's place."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield part
    except sqlite3.Error as error:
        raise InputError(f"{target} cannot be written ({error}); make room or choose another place") from None
    except OSError as error:
        raise InputError(
            f"{target} cannot be written ({error.strerror}); make room or choose another place"
        ) from None
    finally:
        for left in target.parent.glob(f"{escape(part.name)}*") if target.parent.is_dir() else ():
            left.unlink()


def _copy_pages(source: sqlite3.Connection, part: Path) -> None:
    with closing(sqlite3.connect(part)) as copy:
        source.backup(copy)


def _copy_events(engine: Engine, part: Path) -> None:
    with reading(engine) as connection:
        result = connection.execution_options(yield_per=_PAGE).execute(
            events.select().order_by(events.c.event_id)
        )
        _write_events(part, ([dict(row) for row in rows] for rows in result.mappings().partitions()))


def _write_events(path: Path, pages: Iterable[list[Row]]) -> None:
    from sqlalchemy import insert

    engine = connect(path)
    with writing(engine) as connection:
        for rows in pages:
            if rows:
                connection.execute(insert(events), rows)
    engine.dispose()


def _seal(part: Path) -> None:
    """Make the copy one file that needs no other, and look whether it is whole."""
    with closing(sqlite3.connect(part)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        [state] = copy.execute("PRAGMA integrity_check").fetchone()
    if state != "ok":
        raise InputError(f"the copy is damaged ({state}); the store itself may be: restore an older backup")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _events_of(source: Path) -> list[Row]:
    """Every event of a backup, read from a copy that is brought to today's form."""
    if not source.is_file():
        raise InputError(f"{source} is not there; name the file of a backup")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.db"
        try:
            with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as original:
                [state] = original.execute("PRAGMA integrity_check").fetchone()
                _copy_pages(original, copy)
                original.execute("SELECT count(*) FROM coding_events").fetchone()
        except sqlite3.Error as error:
            raise InputError(f"{source} is no backup of a store ({error}); choose another file") from None
        if state != "ok":
            raise InputError(f"{source} is damaged ({state.splitlines()[-1]}); choose another backup")
        engine = connect(copy)
        with reading(engine) as connection:
            rows = read(connection, events.select().order_by(events.c.event_id))
        engine.dispose()
    return rows


def _opened(url: str | os.PathLike[str], *, set_aside: bool) -> Store:
    """The store; a damaged file is moved out of the way if that is allowed, never removed."""
    from sqlalchemy.engine import make_url

    from workbench.store.store import open_store

    try:
        return open_store(url)
    except InputError:
        where = make_url(address(url))
        file = Path(where.database or "")
        if not (set_aside and where.drivername.startswith("sqlite") and file.is_file()):
            raise
    for ending in ("-wal", "-shm", ""):
        beside = file.with_name(file.name + ending)
        if beside.is_file():
            beside.rename(file.with_name(f"{file.stem}-damaged-{_stamp()}{file.suffix}{ending}"))
    return open_store(url)


def _keep(rows: list[Row], source: Path) -> Path:
    kept = source.with_name(f"{source.stem}-before-restore-{_stamp()}.db")
    with _in_parts(kept) as part:
        _write_events(part, [rows])
        _seal(part)
        part.replace(kept)
    return kept


def _stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def _replace_events(connection: Connection, rows: list[Row]) -> None:
    from sqlalchemy import delete, insert, text

    unguard(connection)
    connection.execute(delete(events))
    for start in range(0, len(rows), _PAGE):
        connection.execute(insert(events), rows[start : start + _PAGE])
    if connection.dialect.name == "postgresql":
        sequence = "pg_get_serial_sequence('coding_events', 'event_id')"
        connection.execute(
            text(f"SELECT setval({sequence}, coalesce(max(event_id), 0) + 1, false) FROM coding_events")
        )
    guard(connection)
