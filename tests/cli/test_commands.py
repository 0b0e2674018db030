"""The command line as its user meets it: a new process, its exit code, its one line."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "workbench.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr of a command that failed as it should."""
    assert done.returncode == 1, done.stderr
    [line] = done.stderr.strip().splitlines()
    assert line.startswith("workbench: ")
    return line


@pytest.fixture
def example(root: Path, tmp_path: Path) -> Path:
    """A copy of the example study without its notebooks and reports."""
    for name in ("corpus", "surveys"):
        shutil.copytree(root / name, tmp_path / "study" / name)
    (tmp_path / "study" / "notebooks").mkdir()
    shutil.copy(root / "study.toml", tmp_path / "study")
    shutil.copy(root / "notebooks" / "01_corpus.ipynb", tmp_path / "study" / "notebooks")
    return tmp_path / "study"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_new_study_has_nothing_wrong(tmp_path: Path) -> None:
    assert run("new", tmp_path / "s").returncode == 0
    assert run("check", tmp_path / "s").stdout == "nothing wrong found\n"


def test_new_never_writes_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert "is not empty" in refused(run("new", tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_ingest_registers_and_refuses_the_same_file_again(tmp_path: Path) -> None:
    run("new", tmp_path / "s")
    (tmp_path / "a.txt").write_text("社区", encoding="utf-8")
    assert run("ingest", tmp_path / "a.txt", "--study", tmp_path / "s").stdout == "1 documents registered\n"
    assert "registered already as a" in refused(run("ingest", tmp_path / "a.txt", "--study", tmp_path / "s"))


def test_a_folder_that_is_no_study_is_said_so(tmp_path: Path) -> None:
    assert "has no study.toml" in refused(run("build", tmp_path))


def test_the_example_has_nothing_wrong(example: Path) -> None:
    done = run("check", example)
    assert (done.returncode, done.stderr) == (0, "")


BREAKAGES = {
    "unreadable file": ("corpus/interviews/sim03_property.docx", None, None, "sim03_property.docx"),
    "registered twice": (
        "corpus/documents.csv",
        "INT-sim02-resident,interviews/sim02_resident.txt",
        "INT-sim01-resident,interviews/sim02_resident.txt",
        "row 3: doc_id INT-sim01-resident is there already in row 2",
    ),
    "unknown case": ("surveys/residents.csv", ",sim01,", ",sim99,", "sim99"),
    "outside the scale": ("surveys/residents.csv", None, "7", "PL1"),
    "missing column": ("surveys/residents.csv", "PL1,", "XX1,", "PL1"),
    "broken notebook": (
        "notebooks/01_corpus.ipynb",
        '"cells"',
        '"sells"',
        "01_corpus.ipynb is not a notebook",
    ),
    "broken codebook": ("corpus/codebook.yaml", "codes:\n", "codes: [\n", "codebook.yaml"),
}


@pytest.mark.parametrize("kind", BREAKAGES)
def test_bad_input_is_one_line_and_nothing_is_lost(example: Path, kind: str) -> None:
    name, old, new, said = BREAKAGES[kind]
    path = example / name
    if kind == "unreadable file":
        path.write_bytes(b"broken")
    elif kind == "outside the scale":
        _set_first(path, "PL1", str(new))
    else:
        replace(path, str(old), str(new))
    before = {p: p.read_bytes() for p in example.rglob("*") if p.is_file()}
    assert said in refused(run("check", example))
    assert {p: p.read_bytes() for p in example.rglob("*") if p.is_file()} == before


def _set_first(path: Path, column: str, value: str) -> None:
    """Put a value into the first row of a csv file."""
    header, first, rest = path.read_text(encoding="utf-8").split("\n", 2)
    cells = first.split(",")
    cells[header.split(",").index(column)] = value
    path.write_text("\n".join([header, ",".join(cells), rest]), encoding="utf-8")


def test_a_notebook_that_raises_is_one_line(tmp_path: Path) -> None:
    run("new", tmp_path / "s")
    notebook = tmp_path / "s" / "notebooks" / "01_corpus.ipynb"
    replace(notebook, "wb.open_study", "wb.open_nothing")
    done = run("build", tmp_path / "s")
    assert done.returncode == 1
    [line] = [line for line in done.stderr.splitlines() if line.startswith("workbench: ")]
    assert "01_corpus.ipynb: cell" in line
    assert "Traceback" not in done.stderr


def test_a_build_says_which_step_runs_and_how_long_it_took(tmp_path: Path) -> None:
    run("new", tmp_path / "s")
    for name in ("02_coding.ipynb", "07_report.ipynb"):
        (tmp_path / "s" / "notebooks" / name).unlink()
    assert re.fullmatch(r"\[1/1\] 01_corpus done \d+\.\d s\n", run("build", tmp_path / "s").stderr)
    assert run("build", tmp_path / "s").stdout.startswith("0 steps run, 1 up to date")


def test_a_wrong_choice_lists_the_choices(tmp_path: Path) -> None:
    done = run("build", tmp_path, "--to", "odt")
    assert done.returncode == 2
    assert "html,docx,pdf" in done.stderr
