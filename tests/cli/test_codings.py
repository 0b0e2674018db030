"""Export, import, merge and backup as their user meets them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from workbench.cli import group
from workbench.errors import ConflictError, WorkbenchError
from workbench.schemas import CODINGS
from workbench.store import open_store


@pytest.fixture
def study(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "documents.csv").write_text("doc_id,file,kind,status\n", encoding="utf-8")
    (tmp_path / "study.toml").write_text('title = "小研究"\nseed = 1\n', encoding="utf-8")
    add(tmp_path / "study.db", 0, "=cmd")
    return tmp_path


def add(path: Path, start: int, code: str, *, coder: str = "li") -> None:
    row = ("d", start, start + 2, code, coder, "human", "1", "h", None, "居民")
    open_store(path).add(pd.DataFrame([row], columns=CODINGS.names))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], catch_exceptions=False)


def test_export_then_import_into_another_study(study: Path) -> None:
    path = study / "corpus" / "codings" / "li.csv"
    assert run("export", "codings", "--study", study).output == f"{path}\n"
    assert "'=cmd" in path.read_text(encoding="utf-8")
    (study / "study.db").unlink()
    assert run("import", "codings", path, "--study", study).output == "1 new, 0 there already, 0 different\n"
    assert list(open_store(study / "study.db").codings()["code_id"]) == ["=cmd"]


def test_what_differs_is_shown_and_taken_only_when_told(study: Path) -> None:
    run("export", "codings", "--study", study, "--to", study / "out")
    path = study / "out" / "li.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('"{}"', '"{""a"": 1}"'), encoding="utf-8")
    shown = run("import", "codings", path, "--study", study).output
    assert shown.startswith("0 new, 0 there already, 1 different\n")
    assert "attributes" in shown
    assert "居民" not in shown
    assert run("import", "codings", path, "--study", study, "--update").output.endswith(
        "1 as the files have them now\n"
    )


def test_a_merge_is_shown_before_it_is_done(study: Path) -> None:
    run("backup", "--study", study, "--to", study / "copy.db")
    add(study / "copy.db", 5, "y", coder="wang")
    assert (
        "1 codings would be added or changed"
        in run("import", "store", study / "copy.db", "--study", study).output
    )
    assert len(open_store(study / "study.db").codings()) == 1
    run("import", "store", study / "copy.db", "--study", study, "--apply")
    assert len(open_store(study / "study.db").codings()) == 2


def test_backup_and_restore(study: Path) -> None:
    path = Path(run("backup", "--study", study).output.strip())
    assert path.parent == study / "backups"
    add(study / "study.db", 5, "y")
    with pytest.raises(ConflictError, match="overwrite"):
        run("backup", "--study", study, "--restore", path)
    done = run("backup", "--study", study, "--restore", path, "--overwrite").output
    assert done.startswith("1 events restored\n1 newer events are kept in ")


def test_a_file_that_is_not_there_is_an_error_of_ours(study: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"nothing\.csv cannot be read"):
        run("import", "codings", study / "nothing.csv", "--study", study)
