"""A study small enough to build in a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from workbench.study import Study, open_study


@pytest.fixture
def write_notebook() -> Callable[..., Path]:
    """Write a notebook of code cells."""

    def write(path: Path, *sources: str) -> Path:
        cells = [nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return write


@pytest.fixture
def small_study(tmp_path: Path, write_notebook: Callable[..., Path]) -> Study:
    """Two notebooks, each reading another file."""
    for folder in ("corpus", "surveys", "reports", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "study.toml").write_text('title = "小研究"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus" / "a.txt").write_text("社区", encoding="utf-8")
    (tmp_path / "surveys" / "b.txt").write_text("1", encoding="utf-8")
    write_notebook(tmp_path / "notebooks" / "01_text.ipynb", 'print(open("../corpus/a.txt").read())')
    write_notebook(tmp_path / "notebooks" / "02_survey.ipynb", 'print(open("../surveys/b.txt").read())')
    return open_study(tmp_path)
