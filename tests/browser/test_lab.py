"""JupyterLab as `make lab` opens it: the start page runs, and its links lead to the notebooks."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def lab(
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
    serve: Callable[[Path], AbstractContextManager[str]],
) -> Iterator[str]:
    """Address of a JupyterLab on a copy of the example study."""
    study = tmp_path_factory.mktemp("study")
    for name in ("corpus", "surveys", "notebooks", "reports"):
        shutil.copytree(root / name, study / name, ignore=shutil.ignore_patterns("published"))
    shutil.copy(root / "study.toml", study)
    with serve(study) as address:
        yield address


def test_the_start_page_runs_and_shows_the_study(
    page: Page, lab: str, run_notebook: Callable[[Page, str], None]
) -> None:
    page.set_viewport_size(
        {"width": 1280, "height": 3000}
    )  # JupyterLab draws only the cells that are in view
    run_notebook(page, lab)
    page.wait_for_selector(".jp-OutputArea-output td:has-text('corpus/documents.csv')", timeout=10_000)
    assert page.locator(".jp-InputPrompt", has_text="[4]").count() == 1
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
