"""For every test, those of notebooks and docstrings included."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

# a first example may load a dictionary; speed is measured by the benchmarks
settings.register_profile("workbench", deadline=None)
settings.load_profile("workbench")

#: Alembic runs these itself; they cannot be imported.
collect_ignore_glob = ["src/workbench/store/migrations/*"]


def pytest_sessionstart() -> None:
    """Build matplotlib's font cache once, so that no notebook prints that it is doing so."""
    import matplotlib.font_manager  # noqa: F401


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium; where there is none the test is skipped, in CI it fails."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )
    if found is None:
        message = "no Chromium found; this test needs one: apt install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found
