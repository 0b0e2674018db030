"""The coding page in a real JupyterLab: what is acknowledged is in the store, what is not says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workbench.store import open_store

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = (
    "访谈者：停暖那几天您怎么过的？\n受访者：𠮷家大姐敲门，说楼里的志愿者在一楼烧了热水，让老人先去。"
    "网格员后来也到了，挨家问药够不够。\n访谈者：之后呢？\n受访者：之后大家说好了，谁家缺人手就在群里喊一声。\n"
) * 6
HOSTILE = "<img src=x onerror=window.hacked=1>"
CODEBOOK = f"""
codebook: {{version: 0.1.0}}
families:
  - {{id: actor, zh: 主体, en: Actor}}
  - {{id: phase, zh: 阶段, en: Phase, rule: at most one, max_per_segment: 1}}
codes:
  - {{id: volunteer, family: actor, label: {{zh: 志愿者, en: Volunteer}}, terms: {{zh: [志愿者]}}}}
  - {{id: grid, family: actor, label: {{zh: 网格员, en: Grid worker}}, terms: {{zh: [网格员]}}}}
  - {{id: before, family: phase, label: {{zh: 事前, en: Before}}}}
  - {{id: odd, family: actor, label: {{zh: "{HOSTILE}", en: "{HOSTILE}"}}}}
"""
CELL = """import os, pathlib, workbench as wb
from workbench.widget import code
pathlib.Path("{coder}.pid").write_text(str(os.getpid()))
code(wb.open_study(".."), "a", coder="{coder}", language="zh")"""

Run = Callable[["Page", str], None]


def notebook(coder: str) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": None, "id": "one", "metadata": {}, "outputs": []}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [cell | {"source": CELL.format(coder=coder)}]
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def lab(
    tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], AbstractContextManager[str]]
) -> Iterator[tuple[Path, str]]:
    """A folder of studies and the address of a JupyterLab on it."""
    folder = tmp_path_factory.mktemp("studies")
    with serve(folder) as address:
        yield folder, address


@pytest.fixture
def study(lab: tuple[Path, str], request: pytest.FixtureRequest) -> Path:
    folder = lab[0] / request.node.name[5:35]
    (folder / "corpus").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    (folder / "study.toml").write_text('title = "编码"\nseed = 1\n', encoding="utf-8")
    (folder / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "corpus" / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    (folder / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\na,a.txt,interview,simulated\n", encoding="utf-8"
    )
    for coder in ("li", "wang"):
        text = json.dumps(notebook(coder))
        (folder / "notebooks" / f"{coder}.ipynb").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def address(lab: tuple[Path, str], study: Path) -> str:
    return f"{lab[1]}/lab/tree/{study.name}/notebooks/"


def opened(page: Page, run_notebook: Run, url: str) -> Page:
    run_notebook(page, f"{url}?reset")  # without the notebooks of earlier tests
    page.wait_for_selector(".wbc-text .cm-line", timeout=30_000)
    return page


def select(page: Page, line: int, first: float, last: float) -> None:
    """Draw the mouse over a stretch of a line."""
    box = page.locator(".wbc-text .cm-line").nth(line).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + first, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(box["x"] + last, box["y"] + 16, steps=4)
    page.mouse.up()


def saved(page: Page, count: int) -> None:
    """Wait until the page says that all is saved, and has as many codings."""
    page.wait_for_function(
        "n => document.querySelector('.wbc-state').dataset.state === 'saved'"
        " && document.querySelectorAll('.wbc-stripe').length === n",
        arg=count,
        timeout=20_000,
    )


def codings(study: Path) -> list[tuple[str, str]]:
    frame = open_store(study / "study.db").codings()
    return [(row.code_id, row.quote) for row in frame.itertuples()]


def save(page: Page) -> None:
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(1500)


def test_a_passage_is_coded_by_mouse_and_key_and_stands_after_a_reload(
    page: Page, study: Path, address: str, run_notebook: Run
) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    select(page, 1, 70, 240)
    page.keyboard.press("1")
    saved(page, 1)
    [(code_id, quote)] = codings(study)
    assert (code_id, quote in TEXT, len(quote) > 4) == ("volunteer", True, True)
    assert page.locator(".wbc-coded.wbc-current").first.inner_text() in quote
    page.reload()
    opened(page, run_notebook, f"{address}li.ipynb")
    saved(page, 1)
    assert page.evaluate("document.querySelectorAll('.jp-Notebook .jp-Cell').length") == 1


def test_every_step_by_keyboard_alone(page: Page, study: Path, address: str, run_notebook: Run) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    page.locator(".wbc-text .cm-content").focus()
    keys = page.keyboard
    keys.press("Control+Home")
    for _ in range(6):
        keys.press("Shift+ArrowRight")
    keys.press("/")
    keys.type("grid")
    keys.press("Enter")
    saved(page, 1)
    assert codings(study) == [("grid", TEXT[:6])]
    keys.press("ArrowRight")
    keys.press("]")
    page.wait_for_timeout(700)
    saved(page, 1)
    assert codings(study) == [("grid", TEXT[:7])]
    keys.press("m")
    keys.type(HOSTILE)
    keys.press("Control+Enter")
    page.wait_for_timeout(300)
    saved(page, 1)
    assert open_store(study / "study.db").codings()["memo"].tolist() == [HOSTILE]
    assert page.evaluate("window.hacked") is None
    keys.press("4")  # the code with a hostile name, on the same passage
    saved(page, 2)
    keys.press("Delete")
    saved(page, 1)
    keys.press("Control+z")
    saved(page, 2)
    keys.press("Control+Shift+z")
    saved(page, 1)
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('.jp-Notebook .jp-Cell').length") == 1


def test_what_a_killed_kernel_did_not_save_says_so_and_is_saved_later(
    page: Page, study: Path, address: str, run_notebook: Run
) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    select(page, 1, 70, 240)
    os.kill(int((study / "notebooks" / "li.pid").read_text()), signal.SIGKILL)
    page.keyboard.press("2")
    page.wait_for_selector(".wbc-coded.wbc-pending")
    page.wait_for_selector(".wbc-state[data-state=unsaved]", timeout=20_000)
    assert codings(study) == []
    kept = page.evaluate(
        "JSON.stringify(Object.entries(localStorage).filter(([k]) => k.includes('unsaved')))"
    )
    assert "grid" in kept
    assert not any(word in kept for word in ("志愿者", "大姐", "热水"))
    if page.locator(".jp-Dialog button").count():
        page.locator(".jp-Dialog button").last.click()
    opened(page, run_notebook, f"{address}li.ipynb")
    saved(page, 1)
    assert [code_id for code_id, _ in codings(study)] == ["grid"]
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('unsaved')).length") == 0


def test_two_tabs_show_each_others_codings(page: Page, study: Path, address: str, run_notebook: Run) -> None:
    context = page.context.browser.new_context()  # type: ignore[union-attr]
    page, other = context.new_page(), context.new_page()
    opened(page, run_notebook, f"{address}li.ipynb")
    save(page)
    other.goto(f"{address}li.ipynb")
    other.wait_for_selector(".wbc-text .cm-line", timeout=30_000)
    select(page, 1, 70, 240)
    page.keyboard.press("1")
    saved(page, 1)
    saved(other, 1)
    select(other, 3, 70, 240)
    other.keyboard.press("2")
    saved(other, 2)
    saved(page, 2)
    assert [code_id for code_id, _ in codings(study)] == ["volunteer", "grid"]
    context.close()


def test_two_coders_in_two_kernels_see_but_do_not_change_each_others(
    page: Page, study: Path, address: str, run_notebook: Run
) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    other = page.context.browser.new_page()  # type: ignore[union-attr]
    opened(other, run_notebook, f"{address}wang.ipynb")
    select(page, 1, 70, 240)
    page.keyboard.press("1")
    saved(page, 1)
    saved(other, 1)
    other.locator(".wbc-stripe").click()
    other.wait_for_selector(".wbc-panel :text('li')")
    other.keyboard.press("Delete")
    other.wait_for_timeout(500)
    assert len(codings(study)) == 1
    other.close()


def test_the_notebook_keeps_none_of_the_words(
    page: Page, study: Path, address: str, run_notebook: Run
) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    select(page, 1, 70, 240)
    page.keyboard.press("1")
    saved(page, 1)
    save(page)
    file = study / "notebooks" / "li.ipynb"
    assert "application/vnd.jupyter.widget-view+json" in file.read_text(encoding="utf-8")
    run = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--output", "run.ipynb", file]
    subprocess.run(run, check=True, capture_output=True)
    for name in ("li.ipynb", "run.ipynb"):
        text = (study / "notebooks" / name).read_text(encoding="utf-8")
        assert not [w for w in ("志愿者", "大姐", "热水", "停暖") if w in text or json.dumps(w)[1:-1] in text]


def test_suggestions_are_accepted_and_refused_one_by_one_or_by_code(
    page: Page, study: Path, address: str, run_notebook: Run
) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    page.locator(".wbc-text .cm-content").focus()
    page.keyboard.press("s")
    page.wait_for_selector(".wbc-hint-current")
    page.keyboard.press("y")
    saved(page, 1)
    page.keyboard.press("x")
    page.locator(".wbc-hints", has_text="志愿者").get_by_title("全部采纳").click()
    page.wait_for_function("document.querySelectorAll('.wbc-hints').length === 1")
    page.wait_for_selector(".wbc-state[data-state=saved]")
    page.wait_for_timeout(800)
    found = [code_id for code_id, _ in codings(study)]
    assert (found.count("volunteer"), found.count("grid")) == (6, 0)


def test_codes_are_made_and_renamed_while_coding(
    page: Page, study: Path, address: str, run_notebook: Run
) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    select(page, 1, 70, 240)
    page.keyboard.press("v")
    saved(page, 1)
    page.keyboard.press("/")
    page.keyboard.type("热水点")
    page.keyboard.press("Enter")
    saved(page, 2)
    page.keyboard.press("e")
    page.locator(".wbc-help input").nth(1).fill("Hot water point")
    page.locator(".wbc-reason").fill("English label")
    page.get_by_role("button", name="修改", exact=True).click()
    page.wait_for_selector(".wbc-note:has-text('✓')")
    text = (study / "corpus" / "codebook.yaml").read_text(encoding="utf-8")
    assert all(word in text for word in ("热水点", "Hot water point", "English label", "in-vivo-"))
    quotes = {quote for _, quote in codings(study)}
    assert (len(codings(study)), len(quotes)) == (2, 1)


def test_an_end_is_dragged_to_another_place(page: Page, study: Path, address: str, run_notebook: Run) -> None:
    opened(page, run_notebook, f"{address}li.ipynb")
    select(page, 1, 70, 160)
    page.keyboard.press("1")
    saved(page, 1)
    before = codings(study)[0][1]
    box = page.locator(".wbc-handle-end").bounding_box()
    assert box is not None
    page.mouse.move(box["x"], box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 8, steps=5)
    page.mouse.up()
    page.wait_for_timeout(500)
    saved(page, 1)
    after = codings(study)[0][1]
    assert after.startswith(before)
    assert len(after) >= len(before) + 4
