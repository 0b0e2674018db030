"""Both databases: a SQLite file, and a PostgreSQL server that the test session starts for itself."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from workbench.store import Store, open_store

MISSING = "no PostgreSQL server found; this test starts one of its own: apt install postgresql"


def _binaries() -> Path | None:
    """Folder of initdb and postgres: on PATH, or where Debian puts them, the newest first."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in folders), key=lambda folder: float(folder.parent.name), default=None)


def _not_root() -> dict[str, Any]:
    """Whom to run the server as: it refuses to be root's."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    return {}


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """URL of a PostgreSQL server on a socket in a temporary folder, without a database's name."""
    binaries = _binaries()
    if binaries is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    account = _not_root()
    folder = Path(tempfile.mkdtemp(prefix="wb-pg-"))  # short: a socket's path has 107 characters at most
    if account:
        os.chown(folder, account["user"], account["group"])
    try:
        with _running(binaries, folder, account):
            yield f"postgresql://researcher@/{{database}}?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(binaries: Path, folder: Path, account: dict[str, Any]) -> Iterator[None]:
    """Make a database cluster in the folder and let its server run."""
    data, log = folder / "data", folder / "log"
    run = {"cwd": folder, "env": {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}, **account}
    options = ["--auth=trust", "--encoding=UTF8", "--username=researcher", "--no-sync"]
    made = subprocess.run(
        [binaries / "initdb", "-D", data, *options], capture_output=True, text=True, check=False, **run
    )
    assert made.returncode == 0, made.stderr
    settings = {"listen_addresses": "", "unix_socket_directories": str(folder), "fsync": "off"}
    given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with log.open("wb") as file:
        process = subprocess.Popen([binaries / "postgres", "-D", data, *given], stderr=file, **run)
    try:
        _await(process, folder, log)
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def _await(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(host=str(folder), user="researcher", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)
    raise TimeoutError(log.read_text())


@pytest.fixture
def new_postgresql(server: str) -> Iterator[Callable[[], str]]:
    """Make an empty database and give its URL."""
    import psycopg

    names: list[str] = []
    url = server.format(database="postgres")
    with psycopg.connect(url, autocommit=True) as connection:

        def new() -> str:
            names.append(f"study_{uuid.uuid4().hex}")
            connection.execute(f'CREATE DATABASE "{names[-1]}"')  # type: ignore[arg-type]
            return server.format(database=names[-1])

        yield new
        for name in names:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Give the URL of an empty store; each test runs on both databases."""
    if request.param == "postgresql":
        made: Callable[[], str] = request.getfixturevalue("new_postgresql")
        return made
    return lambda: f"sqlite:///{tmp_path / uuid.uuid4().hex}.db"


@pytest.fixture
def open_at() -> Iterator[Callable[[str], Store]]:
    """Open a store whose connections are given back after the test."""
    stores: list[Store] = []

    def open_(url: str) -> Store:
        stores.append(open_store(url))
        return stores[-1]

    yield open_
    for store in stores:
        store.close()


@pytest.fixture
def new_store(new_url: Callable[[], str], open_at: Callable[[str], Store]) -> Callable[[], Store]:
    """Make an empty store."""
    return lambda: open_at(new_url())


@pytest.fixture
def store(new_store: Callable[[], Store]) -> Store:
    """An empty store."""
    return new_store()
