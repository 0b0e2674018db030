"""Four people write into one store while the computer of one of them dies: what was acknowledged is there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.store import Store

WRITER = Path(__file__).with_name("writer.py")
CODERS = ("li", "wang", "zhao", "chen")


def start(url: str, coder: str, n: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), url, coder, str(n)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], n: int) -> list[str]:
    """Kill a process that has said n lines; give all that it has said."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(n)]
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.stdout.close()
    return [*said, *rest.splitlines(keepends=True)]


@pytest.mark.parametrize("n", [60, pytest.param(2000, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_missing(
    new_url: Callable[[], str], open_at: Callable[[str], Store], n: int
) -> None:
    url = new_url()
    processes = [start(url, coder, n) for coder in CODERS]
    killed = kill_after(processes[0], n // 2)
    outputs = [process.communicate() for process in processes[1:]]
    processes[0].wait()
    assert [error for _, error in outputs if error] == []
    whole = [line for line in killed if line.endswith("\n")]
    acknowledged = [line.split() for out in (whole, *(o.splitlines() for o, _ in outputs)) for line in out]
    store = open_at(url)
    events = store.events().set_index("op_id")["event_id"]
    assert {op_id: int(number) for op_id, number in acknowledged}.items() <= events.to_dict().items()
    assert n // 2 <= sum(name.startswith("li-") for name in events.index) <= n
    assert len(events) == len(store.codings())
    assert sum(not name.startswith("li-") for name in events.index) == 3 * n
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        file.close()


def test_who_was_killed_goes_on_and_nothing_is_there_twice(
    new_url: Callable[[], str], open_at: Callable[[str], Store]
) -> None:
    url = new_url()
    process = start(url, "li", 500)
    kill_after(process, 20)
    process.communicate() if process.stdout and not process.stdout.closed else process.wait()
    process.stderr.close() if process.stderr else None
    again = start(url, "li", 30)
    out, error = again.communicate()
    assert (error, len(out.splitlines())) == ("", 30)
    store = open_at(url)
    assert len(store.codings()) == len(store.events()) >= 30


def test_many_open_a_new_store_at_once(new_url: Callable[[], str], open_at: Callable[[str], Store]) -> None:
    url = new_url()
    code = "import sys; from workbench.store import open_store; open_store(sys.argv[1]).close()"
    opening = [
        subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert [process.communicate()[1] for process in opening] == [""] * 6
    assert open_at(url).last_event == 0


def test_a_stopped_writer_does_not_hold_up_readers(
    new_url: Callable[[], str], open_at: Callable[[str], Store]
) -> None:
    url = new_url()
    process = start(url, "li", 2000)
    assert process.stdout is not None
    process.stdout.readline()
    os.kill(process.pid, signal.SIGSTOP)
    try:
        assert len(open_at(url).codings()) >= 1
    finally:
        process.kill()
        process.communicate()
