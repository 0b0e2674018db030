"""Every name here is invented."""

import os
import stat

import pytest

from workbench.corpus.pseudonyms import Key, KeyEntry
from workbench.errors import InputError, TableError
from workbench.readers.key import key_path, read_key, write_key

ENTRIES = (
    KeyEntry("person", "谢晓东", "【人01】", "replace", "网格员", "甲", "2025-11-20T10:00:00+00:00"),
    KeyEntry("place", "柳荫里,“北”", "【地02】"),
)
posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps no mode of a file")


def test_a_key_comes_back_as_it_was_with_its_last_numbers(tmp_path):
    key = Key(ENTRIES).without("place", ENTRIES[1].text)
    write_key(tmp_path, key)
    assert read_key(tmp_path) == key
    assert dict(key.last) == {"人": 1, "地": 2}


def test_no_file_is_an_empty_key(tmp_path):
    assert read_key(tmp_path) == Key()


@posix
def test_the_key_is_its_owners_only(tmp_path):
    path = write_key(tmp_path, Key(ENTRIES))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["key.csv"]


@posix
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_refused_with_the_command(tmp_path, mode):
    path = write_key(tmp_path, Key(ENTRIES))
    path.chmod(mode)
    with pytest.raises(InputError, match="chmod 600") as caught:
        read_key(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "row", ["person,谢晓东,【人01】,maybe", "human,谢晓东,【人01】,keep", "person,谢晓东,,replace"]
)
def test_a_wrong_row_is_named_and_its_words_are_not(tmp_path, row):
    path = write_key(tmp_path, Key())
    path.write_text(f"kind,text,pseudonym,decision\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"key.csv, row 2") as caught:
        read_key(tmp_path)
    assert "谢晓东" not in str(caught.value)


def test_a_key_saved_by_a_chinese_spreadsheet_is_read(tmp_path):
    path = write_key(tmp_path, Key(ENTRIES))
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    assert read_key(tmp_path) == Key(ENTRIES)


def test_a_key_lies_in_the_private_folder(tmp_path):
    assert key_path(tmp_path) == tmp_path / "private" / "key.csv"
