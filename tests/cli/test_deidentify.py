"""Every name here is invented."""

import pytest
from click.testing import CliRunner

from workbench.cli import group

TABLE = "corpus/private/identifiers.csv"


@pytest.fixture
def study(tmp_path):
    (tmp_path / "corpus" / "private").mkdir(parents=True)
    (tmp_path / "study.toml").write_text('title = "小研究"\nseed = 1\n', encoding="utf-8")
    register = "doc_id,file,kind,status\ni1,private/i1.txt,interview,fieldwork\n"
    (tmp_path / "corpus" / "documents.csv").write_text(register, encoding="utf-8")
    (tmp_path / "corpus" / "private" / "i1.txt").write_text("网格员谢晓东和吕阿姨来过。", encoding="utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(group, [str(a) for a in arguments], catch_exceptions=False)


def test_find_then_decide_then_apply(study):
    first = run("deidentify", "--study", study)
    assert first.output.startswith("0 to replace, 0 to keep, 2 undecided")
    table = study / TABLE
    table.write_text(table.read_text(encoding="utf-8-sig").replace("undecided", "replace"), encoding="utf-8")
    assert run("deidentify", "--apply", "--study", study).output.startswith(
        "2 to replace, 0 to keep, 0 undecided"
    )


def test_nothing_printed_is_a_name(study):
    assert "谢晓东" not in run("deidentify", "--study", study).output


def test_a_status_is_one_of_the_registers(study):
    assert run("deidentify", "--status", "secret", "--study", study).exit_code == 2
