"""The coding page in JupyterLab, at a million characters with ten thousand codings.

Open: from the message that asks for the document to the text and its codings on the screen, and apart from
it the reading and repair of the file, which a kernel does once. Painted: from the key to the second frame
after it. Acknowledged: from the key to the answer that follows the commit. Frames: while the text scrolls.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[1]
SIZES = ((10_000, 100, False), (1_000_000, 10_000, False), (1_000_000, 10_000, True))
N_KEYS = 40
CELL = """import workbench as wb
from workbench.widget import code
code(wb.open_study(".."), "a", coder="li")"""
#: Counts what the page does from outside: the browser's own clock, its own frames.
WATCH = """() => {
  const log = window.watched = {painted: [], acknowledged: [], frames: []};
  const state = () => document.querySelector(".wbc-state").textContent;
  document.addEventListener("keydown", () => {
    const start = performance.now(), before = state();
    requestAnimationFrame(() => requestAnimationFrame(() => log.painted.push(performance.now() - start)));
    const look = setInterval(() => {
      const is = document.querySelector(".wbc-state");
      if (is.dataset.state === "saved" && is.textContent !== before) {
        clearInterval(look); log.acknowledged.push(performance.now() - start);
      }
    }, 1);
  }, true);
}"""
OPENED = """() => {
  const [one] = performance.getEntriesByName("workbench-open");
  return [one.detail.read, one.duration - one.detail.read];
}"""
SCROLL = """async () => {
  const box = document.querySelector(".wbc-text .cm-scroller"), times = [];
  let last = performance.now();
  for (let i = 0; i < 150; i += 1) {
    box.scrollTop += 90;
    await new Promise(requestAnimationFrame);
    const now = performance.now(); times.push(now - last); last = now;
  }
  return times;
}"""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one size of text."""

    name: str
    read_ms: float
    open_ms: float
    painted: tuple[float, ...]
    acknowledged: tuple[float, ...]
    frames: tuple[float, ...]

    def __str__(self) -> str:
        return (
            f"coding page, {self.name}: read and repair {self.read_ms:.0f} ms, open {self.open_ms:.0f} ms, "
            f"key to painted p50 {median(self.painted):.0f} max {max(self.painted):.0f} ms, "
            f"key to acknowledged p50 {median(self.acknowledged):.0f} max {max(self.acknowledged):.0f} ms, "
            f"frame p95 {quantiles(self.frames, n=20)[-1]:.0f} ms"
        )


def run() -> Iterator[Times]:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise OSError("Chromium is not installed")
    browser_tests = _conftest()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=browser_tests.OPTIONS)
        for n_chars, n_codings, is_one_line in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                study = _study(Path(folder), n_chars, n_codings, is_one_line=is_one_line)
                with browser_tests._serve(study) as address:
                    page = browser.new_page(viewport={"width": 1500, "height": 900})
                    yield _measure(page, browser_tests, address, (n_chars, n_codings, is_one_line))
                    page.close()
        browser.close()


def _measure(page: Page, browser_tests: Any, address: str, size: tuple[int, int, bool]) -> Times:
    n_chars, n_codings, is_one_line = size
    browser_tests._run_notebook(page, f"{address}/lab/tree/notebooks/x.ipynb?reset")
    page.wait_for_selector(".wbc-coded", timeout=120_000)
    read_ms, open_ms = page.evaluate(OPENED)
    page.wait_for_timeout(3000)
    page.evaluate(WATCH)
    for n in range(N_KEYS):
        _select(page, n)
        page.keyboard.press(str(1 + n % 9))
        page.wait_for_function("n => window.watched.acknowledged.length > n", arg=n, timeout=20_000)
        page.wait_for_timeout(60)
    watched = page.evaluate("window.watched")
    frames = page.evaluate(SCROLL)
    name = f"{n_chars:,} characters{' in one line' if is_one_line else ''} x {n_codings:,} codings"
    return Times(
        name, read_ms, open_ms, tuple(watched["painted"]), tuple(watched["acknowledged"]), tuple(frames)
    )


def _select(page: Page, n: int) -> None:
    box = page.locator(".wbc-text .cm-content").bounding_box()
    frame = page.locator(".wbc-text").bounding_box()
    assert box is not None
    assert frame is not None
    y = frame["y"] + 40 + 33 * (n % 12)
    page.mouse.move(box["x"] + 20 + n, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 180 + 5 * n, y, steps=3)
    page.mouse.up()


def _study(folder: Path, n_chars: int, n_codings: int, *, is_one_line: bool) -> Path:
    """A study with one invented text and codings of two coders all over it."""
    import numpy as np
    import pandas as pd

    from workbench.codebook import read_codebook
    from workbench.coding import make_codings
    from workbench.readers import read_registered
    from workbench.store import open_store

    rng = np.random.default_rng(1)
    for name in ("corpus", "notebooks"):
        (folder / name).mkdir()
    for name in ("codebook.yaml", "dictionary.yaml"):
        shutil.copy(ROOT / "corpus" / name, folder / "corpus")
    (folder / "study.toml").write_text('title = "编码"\nseed = 1\n', encoding="utf-8")
    (folder / "corpus" / "documents.csv").write_text(
        "doc_id,file,kind,status\na,a.txt,interview,simulated\n", encoding="utf-8"
    )
    (folder / "corpus" / "a.txt").write_text(_text(rng, n_chars, is_one_line), encoding="utf-8")
    document = read_registered(folder / "corpus", "a")
    codes = read_codebook(folder / "corpus" / "codebook.yaml").code_ids
    starts = rng.integers(0, len(document.text) - 200, n_codings)
    frame = pd.DataFrame({"doc_id": "a", "start": starts, "end": starts + rng.integers(5, 120, n_codings)})
    frame = frame.assign(
        code_id=rng.choice(codes, n_codings),
        coder_id=rng.choice(["li", "wang"], n_codings),
        coder_kind="human",
        codebook_version="0.1.0",
        text_hash=document.text_hash,
        confidence=float("nan"),
    )
    open_store(folder / "study.db").add(make_codings(frame))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = {"cell_type": "code", "execution_count": None, "id": "one", "metadata": {}, "outputs": []}
    book = {"cells": [cell | {"source": CELL}], "metadata": {"kernelspec": kernel}}
    book |= {"nbformat": 4, "nbformat_minor": 5}
    (folder / "notebooks" / "x.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return folder


def _text(rng: Any, n_chars: int, is_one_line: bool) -> str:
    """Sentences of words in any order: they need not make sense, only room."""
    words = ["居民", "社区", "网格员", "志愿者", "物业", "楼道", "老人", "送药", "商量", "大家", "觉得", "说"]
    parts: list[str] = []
    size = 0
    while size < n_chars:
        sentence = "".join(rng.choice(words, 12)) + "。"
        parts.append(sentence if is_one_line or rng.random() > 0.2 else sentence + "\n")
        size += len(parts[-1])
    return "".join(parts)[:n_chars]


def _conftest() -> Any:
    """The browser tests' own way to start a JupyterLab."""
    spec = importlib.util.spec_from_file_location("conftest", ROOT / "tests" / "browser" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
