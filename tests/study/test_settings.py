from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import DefinitionError
from workbench.study import open_study


def write(folder: Path, text: str) -> Path:
    (folder / "study.toml").write_text(text, encoding="utf-8")
    return folder


def test_defaults_follow_the_folder(tmp_path: Path) -> None:
    study = open_study(write(tmp_path, 'title = "小研究"\nseed = 7\n'))
    assert study.title == {"zh": "小研究", "en": "小研究"}
    assert study.languages == ("zh", "en")
    assert study.corpus_path == tmp_path / "corpus"
    assert study.store_url == f"sqlite:///{(tmp_path / 'study.db').as_posix()}"


def test_a_database_url_stays_as_it_is(tmp_path: Path) -> None:
    url = "postgresql+psycopg://me@db/study"
    assert open_study(write(tmp_path, f'title = "a"\nseed = 1\nstore = "{url}"\n')).store_url == url


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = \n", "not valid TOML: .*line 1"),
        ("seed = 1", "title is missing"),
        ('title = "a"', "seed = None; write a whole number"),
        ('title = "a"\nseed = "x"', "seed = 'x'"),
        ('title = "a"\nseed = 1\nlanguages = ["fr"]', "must list some of zh, en"),
        ('title = "a"\nseed = 1\n[publish]\nformats = ["odt"]', "must list some of html, docx, pdf"),
        ('title = "a"\nseed = 1\npublish = 3', r"\[publish\] must be a table"),
        ('title = "a"\nseed = 1\nauthors = "b"', "write a list of names"),
    ],
)
def test_wrong_settings_say_what_may_stand_there(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DefinitionError, match=message):
        open_study(write(tmp_path, text))


def test_a_folder_without_settings_is_no_study(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"has no study\.toml"):
        open_study(tmp_path)
