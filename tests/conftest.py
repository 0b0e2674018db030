"""Fixtures that several test folders use."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository, which is itself the example study."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real input beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with real input is not here; tests on it run where it is")
    return SHARED
