"""Connections to the database of a store: SQLite in a file of its own, or a PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError, MissingDependencyError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

#: Milliseconds that a writer waits for another one.
BUSY_TIMEOUT = 15_000
#: PostgreSQL: one writer at a time, so that events are numbered as they become visible; nobody waits for
#: ever, neither for another writer nor for one whose computer has gone to sleep in the middle.
_LOCK = (
    f"SET LOCAL lock_timeout = {BUSY_TIMEOUT}",
    "SET LOCAL idle_in_transaction_session_timeout = 60000",
    "SELECT pg_advisory_xact_lock(72616351)",
)
_CONNECT_SECONDS = 10
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


def address(url: str | os.PathLike[str]) -> str:
    """URL for SQLAlchemy: a path is a SQLite file, and PostgreSQL is spoken to by psycopg."""
    text = str(url) if "://" in str(url) else f"sqlite:///{os.fspath(url)}"
    for short in ("postgresql://", "postgres://"):
        if text.startswith(short):
            return f"postgresql+psycopg://{text.removeprefix(short)}"
    return text


def connect(url: str | os.PathLike[str]) -> Engine:
    """Open the database and bring its tables to today's form.

    Raises
    ------
    InputError
        In one line: it cannot be reached, is damaged, or belongs to a later release.
    MissingDependencyError
        If the driver of PostgreSQL is not installed.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from workbench.store.migrate import upgrade

    try:
        engine = _engine(address(url))
        upgrade(engine)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("psycopg"):
            raise MissingDependencyError(
                "A store in PostgreSQL needs psycopg: pip install 'workbench[postgresql]'"
            ) from error
        raise InputError(f"the store {shown(url)} names a kind of database that is not known") from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise InputError(
            f"the store {shown(url)} cannot be opened ({reason}); check `store` in study.toml"
        ) from error
    return engine


def shown(url: str | os.PathLike[str]) -> str:
    """The address without its password."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(address(url)).render_as_string(hide_password=True)
    except ArgumentError:
        return "of study.toml"


def _engine(url: str) -> Engine:
    from sqlalchemy import create_engine, event
    from sqlalchemy.engine import make_url
    from sqlalchemy.pool import NullPool

    if not url.startswith("sqlite"):
        arguments = {"connect_timeout": _CONNECT_SECONDS} if url.startswith("postgresql+psycopg") else {}
        return create_engine(url, pool_pre_ping=True, connect_args=arguments, hide_parameters=True)
    database = make_url(url).database
    if database and not Path(database).parent.is_dir():
        raise InputError(
            f"the store {database} cannot be opened (its folder is not there); make it or check study.toml"
        )
    # a connection for each action: kernels answer messages in several threads
    pool = {"poolclass": NullPool} if database else {}
    engine = create_engine(url, hide_parameters=True, **pool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("workbench_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of one writer: all of it is on the disk when the block ends, or nothing is.

    Raises
    ------
    InputError
        If the database does not take it (a full disk, a server that has gone): nothing was saved.
    """
    with (
        _in_one_line("took nothing of this action"),
        engine.connect().execution_options(workbench_writes=True) as connection,
        connection.begin(),
    ):
        if engine.dialect.name == "postgresql":
            for statement in _LOCK:
                connection.exec_driver_sql(statement)
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One state of the database, however many questions are put to it.

    Raises
    ------
    InputError
        If the database gives no answer.
    """
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with _in_one_line("gave no answer"), engine.connect().execution_options(**level) as connection:
        yield connection


@contextmanager
def _in_one_line(what: str) -> Iterator[None]:
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.exc import TimeoutError as PoolTimeoutError

    try:
        yield
    except DBAPIError as error:
        # the first line alone: what follows in PostgreSQL's messages are the values, a respondent's words
        reason = str(error.orig).strip().splitlines()[0]
        raise InputError(f"the store {what} ({reason}); mend that and try again") from error
    except PoolTimeoutError as error:
        raise InputError(f"the store {what} (too many connections are in use); try again") from error
