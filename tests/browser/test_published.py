"""The report as its reader has it: a file opened from disk, without network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbench.report import publish

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reports(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    publish(root / "notebooks" / "07_report.ipynb", to=folder, formats=("html",))
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_asks_the_network_for_nothing_and_complains_of_nothing(
    page: Page, reports: Path, lang: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((reports / f"07_report.{lang}.html").as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def test_a_number_opens_to_its_quotes_and_closes_again(page: Page, reports: Path) -> None:
    page.goto((reports / "07_report.zh.html").as_uri())
    page.click("a.val[href='#ev-n_deliberation'] >> nth=0")
    panel = page.locator("#ev-n_deliberation")
    assert panel.evaluate("e => getComputedStyle(e).position") == "fixed"
    assert panel.locator("mark").count() >= 5
    assert "INT-sim" in panel.inner_text()
    panel.locator("a.close").click()
    assert panel.evaluate("e => getComputedStyle(e).position") != "fixed"


def test_a_coefficient_opens_to_model_and_rows(page: Page, reports: Path) -> None:
    page.goto((reports / "07_report.en.html").as_uri())
    page.click("a.val[href='#ev-b_CO'] >> nth=0")
    text = page.locator("#ev-b_CO").inner_text()
    assert "RES ~ PL + CO" in text
    assert "surveys/residents.csv" in text
    assert "R-sim01-001" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_the_page_or_empty(page: Page, reports: Path, lang: str) -> None:
    page.goto((reports / f"07_report.{lang}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    widths = page.eval_on_selector_all("figure img", "images => images.map(i => i.naturalWidth)")
    assert len(widths) >= 5
    assert min(widths) > 800


def test_everything_simulated_says_so(page: Page, reports: Path) -> None:
    page.goto((reports / "07_report.zh.html").as_uri())
    captions = page.locator("figcaption, caption").all_inner_texts()
    assert len([caption for caption in captions if "模拟数据" in caption]) >= 7
    assert page.locator("text=模拟数据 · Simulated data").count() + page.locator(".notice").count() >= 1
