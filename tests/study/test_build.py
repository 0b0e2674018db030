from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.errors import BuildError
from workbench.study import Study, build_study, open_study, plan_build


def publish_text(notebook: Path, *, to: Path, format: str, lang: str) -> Path:
    """A report that is a copy of the notebook: what reports look like is tested with them."""
    to.mkdir(parents=True, exist_ok=True)
    target = to / f"{notebook.stem}.{lang}.{format}"
    target.write_bytes(notebook.read_bytes())
    return target


def build(study: Study) -> tuple[str, ...]:
    return build_study(study, publish_text).ran


def output_of(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "".join("".join(o.get("text", "")) for cell in cells for o in cell["outputs"])


def test_a_second_build_does_nothing(small_study: Study) -> None:
    assert build(small_study) == ("01_text", "02_survey")
    assert "社区" in output_of(small_study.notebooks_path / "01_text.ipynb")
    assert build(small_study) == ()


def test_a_changed_file_runs_what_read_it_and_nothing_else(small_study: Study) -> None:
    build(small_study)
    (small_study.surveys_path / "b.txt").write_text("2", encoding="utf-8")
    assert build(small_study) == ("02_survey",)


def test_touching_a_file_without_changing_it_runs_nothing(small_study: Study) -> None:
    build(small_study)
    os.utime(small_study.surveys_path / "b.txt")
    assert build(small_study) == ()


def test_cleared_outputs_run_again(small_study: Study, write_notebook: Callable[..., Path]) -> None:
    build(small_study)
    write_notebook(small_study.notebooks_path / "01_text.ipynb", 'print(open("../corpus/a.txt").read())')
    assert build(small_study) == ("01_text",)


def test_a_database_that_a_notebook_fills_is_fresh_afterwards(
    small_study: Study, write_notebook: Callable[..., Path]
) -> None:
    source = (
        'import sqlite3\nwith sqlite3.connect("../x.db") as c: c.execute("create table if not exists t(a)")'
    )
    write_notebook(small_study.notebooks_path / "01_text.ipynb", source)
    build(small_study)
    assert build(small_study) == ()


def test_reports_follow_the_notebook_they_show(
    small_study: Study, write_notebook: Callable[..., Path]
) -> None:
    write_notebook(small_study.notebooks_path / "07_report.ipynb", 'print(open("../surveys/b.txt").read())')
    assert len(build_study(small_study, publish_text, formats=("html",), langs=("zh",)).reports) == 1
    assert len(build(small_study)) == 5
    (small_study.published_path / "07_report.en.pdf").unlink()
    assert build(small_study) == ("07_report.en.pdf",)
    (small_study.surveys_path / "b.txt").write_text("3", encoding="utf-8")
    assert len(build(small_study)) == 8


def test_a_notebook_that_raises_keeps_its_file_and_says_where(
    small_study: Study, write_notebook: Callable[..., Path]
) -> None:
    path = write_notebook(
        small_study.notebooks_path / "01_text.ipynb", "x = 1", "raise ValueError('zu viel')"
    )
    before = path.read_bytes()
    with pytest.raises(BuildError, match=r"01_text\.ipynb: cell 2 raised ValueError: zu viel"):
        build(small_study)
    assert path.read_bytes() == before


def test_a_broken_notebook_is_named(small_study: Study) -> None:
    (small_study.notebooks_path / "01_text.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(BuildError, match=r"01_text\.ipynb is not a notebook that can be read"):
        build(small_study)


def test_a_notebook_saved_while_it_runs_is_not_overwritten(
    small_study: Study, write_notebook: Callable[..., Path]
) -> None:
    path = small_study.notebooks_path / "01_text.ipynb"
    write_notebook(path, f'with open({path.name!r}, "a") as f: f.write(" ")')
    with pytest.raises(BuildError, match="was saved by another program"):
        build(small_study)


def test_a_study_without_notebooks_is_said_so(small_study: Study) -> None:
    for path in small_study.notebooks_path.iterdir():
        path.unlink()
    with pytest.raises(BuildError, match="holds no notebook"):
        build(small_study)


def test_the_plan_lists_reports_only_with_a_report_notebook(small_study: Study) -> None:
    assert [step.kind for step in plan_build(small_study)] == ["notebook", "notebook"]


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.5, 1.5, 2.5, 4.0])
def test_a_killed_build_finishes_when_it_is_started_again(small_study: Study, seconds: float) -> None:
    command = [sys.executable, "-m", "workbench.cli", "build", str(small_study.path)]
    process = subprocess.Popen(
        command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    build(small_study)
    assert "社区" in output_of(small_study.notebooks_path / "01_text.ipynb")
    assert "1" in output_of(small_study.notebooks_path / "02_survey.ipynb")
    assert build(open_study(small_study.path)) == ()


def test_an_error_of_ours_says_its_own_remedy(
    small_study: Study, write_notebook: Callable[..., Path]
) -> None:
    source = "import workbench as wb; wb.open_study('nowhere')"
    write_notebook(small_study.notebooks_path / "01_text.ipynb", source)
    with pytest.raises(BuildError, match=r"DefinitionError: nowhere is not a study.*makes one$"):
        build(small_study)
