from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.study import build_study, check_study, ingest, new_study


def publish(notebook: Path, *, to: Path, format: str, lang: str) -> Path:
    from workbench.report import publish as write

    return write(notebook, to=to, formats=(format,), langs=(lang,))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["corpus/codebook.yaml", "surveys/questionnaire.yaml"])
def test_an_empty_study_starts_with_the_files_of_the_example(root: Path, tmp_path: Path, name: str) -> None:
    study = new_study(tmp_path / "s")
    assert (study.path / name).read_bytes() == (root / name).read_bytes()


def test_a_title_with_quotes_is_kept(tmp_path: Path) -> None:
    assert new_study(tmp_path / "s", title='说"韧性"\\').title["zh"] == '说"韧性"\\'


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="is not empty"):
        new_study(tmp_path)


def test_an_empty_study_builds_a_report(tmp_path: Path) -> None:
    study = new_study(tmp_path / "s", title="空研究")
    assert check_study(study) == ()
    built = build_study(study, publish, formats=("html",), langs=("zh",))
    assert "空研究" in built.reports[0].read_text(encoding="utf-8")
    assert len(build_study(study, publish, formats=("html",), langs=("zh",)).ran) == 0


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize(
    ("source", "n_documents", "said"), [("seeds", 5, "2505"), ("real/cn_community_regs", 116, "物业")]
)
def test_real_texts_become_a_report(
    shared: Path, tmp_path: Path, source: str, n_documents: int, said: str
) -> None:
    study = new_study(tmp_path / "s")
    files = sorted(p for p in (shared / source).rglob("*") if p.is_file() and p.name != "SOURCE.md")
    assert len(ingest(study, files, status="published").entries) == n_documents
    [report] = build_study(study, publish, formats=("html",), langs=("zh",)).reports
    text = report.read_text(encoding="utf-8")
    assert said in text
    assert str(n_documents) in text


def test_the_commands_lead_from_nothing_to_a_report(tmp_path: Path) -> None:
    def workbench(*arguments: object) -> str:
        command = [sys.executable, "-m", "workbench.cli", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout

    (tmp_path / "a.txt").write_bytes("网格员和物业商量，居民议事会也来了。".encode("gb18030"))
    workbench("new", tmp_path / "s")
    workbench("ingest", tmp_path / "a.txt", "--study", tmp_path / "s", "--kind", "interview")
    assert "07_report.en.html" in workbench("build", tmp_path / "s", "--to", "html", "--lang", "en")
