"""The review page in a real JupyterLab: accept, refuse; the study repeats it, the notebook stays mute."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.readers import read_corpus

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = "網(wǎng)站與社區(qū)、網(wǎng)格、社區(qū)、網(wǎng)絡的現(xiàn)代化。\n居民說,這里很好。\n" * 3


@pytest.fixture
def study(tmp_path: Path) -> Path:
    for folder in ("corpus", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "study.toml").write_text('title = "复核"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\na,a.txt,policy,published\n", encoding="utf-8"
    )
    code = "import workbench as wb\nwb.review(wb.open_study('..'), 'a', by='li')"
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "one",
        "metadata": {},
        "outputs": [],
        "source": code,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "notebooks" / "x.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return tmp_path


@pytest.fixture
def review(
    study: Path,
    page: Page,
    serve: Callable[[Path], AbstractContextManager[str]],
    run_notebook: Callable[[Page, str], None],
) -> Iterator[Page]:
    with serve(study) as address:
        run_notebook(page, f"{address}/lab/tree/notebooks/x.ipynb")
        page.wait_for_selector(".wbr-edits li", timeout=30_000)
        yield page


def test_decisions_made_on_the_page_are_repeated_by_every_reading(review: Page, study: Path) -> None:
    assert "现代化" in read_corpus(study / "corpus")["a"].text
    review.get_by_role("button", name="繁体转简体").click()
    review.get_by_role("button", name="全部拒绝").click()
    review.wait_for_selector(".wbr-live[data-status=saved]")
    assert "網站與社區" in read_corpus(study / "corpus")["a"].text

    review.get_by_role("button", name="半角标点").click()
    review.locator(".wbr-edits li").first.click()
    review.keyboard.press("j")
    review.keyboard.press("a")
    review.wait_for_selector(".wbr-edits li[data-state=accepted]")
    text = read_corpus(study / "corpus")["a"].text
    assert (text.count("說,這"), text.count("說，這")) == (2, 1)
    assert "li" in (study / "corpus" / "repairs.csv").read_text(encoding="utf-8")

    review.get_by_role("button", name="English").click()
    assert review.get_by_role("button", name="Traditional script").is_visible()
    assert review.locator(".wbr-pane mark[data-current]").count() >= 1

    review.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    review.wait_for_timeout(1500)
    saved = (study / "notebooks" / "x.ipynb").read_text(encoding="utf-8")
    assert "application/vnd.jupyter.widget-view+json" in saved
    assert not {"網", "网站", "居民", "社区"} & {
        word for word in ("網", "网站", "居民", "社区") if word in saved
    }
