"""Writing a codebook: what is read again is what was written, and nothing else has moved."""

import difflib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.codebook import (
    Code,
    Codebook,
    Family,
    change_code,
    merge_codes,
    move_code,
    read_codebook,
    rename_code,
    retire_code,
    split_code,
    write_codebook,
)
from workbench.errors import DefinitionError

ROOT = Path(__file__).parents[2]
WHY = {"by": "li", "reason": "试编之后：改 #1", "at": "2026-03-01T08:00:00+00:00"}
HAND = """\
# 手写的编码本 · by hand
codebook: {version: 1.9, note: keep me}   # a note
families:
  - {id: actor, zh: 主体, en: Actor}

  # how people act
  - id: phase
    zh: 阶段   # when
    en: Phase
codes:
# people
- id: resident
  family: actor
  label: {zh: 居民, en: Resident}
  definition:
    zh: >-
      住在这里的人，
      不论有没有户口。
  terms: {zh: [住户]}
# helpers
- id: volunteer   # often confused
  family: actor
  label: {zh: 志愿者, en: Volunteer}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shutil.copy(ROOT / "corpus/codebook.yaml", tmp_path / "codebook.yaml")


def test_a_codebook_is_read_as_it_was_written(codebook, tmp_path):
    path = write_codebook(codebook, tmp_path / "codebook.yaml")
    assert read_codebook(path) == codebook
    assert path.read_bytes() == write_codebook(codebook, tmp_path / "again.yaml").read_bytes()


def test_a_small_change_is_a_small_change_of_the_file(path):
    old = path.read_text(encoding="utf-8")
    codebook = read_codebook(path)
    write_codebook(change_code(codebook, "phase-response", {"label_zh": "事中"}, **WHY), path)
    new = path.read_text(encoding="utf-8")
    lines = [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]
    assert [line for line in lines if line[0] == "-"] == ["-   version: 0.1.0", "-       zh: 事中：应急响应"]
    assert lines[:2] == ["-   version: 0.1.0", "+   version: 0.1.1"]


def test_what_a_codebook_does_not_hold_stays(path):
    codebook = read_codebook(path)
    for step in (
        lambda c: merge_codes(c, ["out-redundancy"], "out-robustness", **WHY),
        lambda c: rename_code(c, "dim-social", "dim-ties", **WHY),
        lambda c: move_code(c, "phase-switching", "phase-response", **WHY),
        lambda c: retire_code(c, "space-virtual", **WHY),
    ):
        codebook = step(codebook)
    write_codebook(codebook, path)
    assert read_codebook(path) == codebook
    text = path.read_text(encoding="utf-8")
    assert all(
        words in text for words in ("procedure_zh:", "source_keys:", "# Integrated codebook", "level: 2")
    )


def test_the_old_version_is_kept_byte_by_byte(path):
    old = path.read_bytes()
    write_codebook(retire_code(read_codebook(path), "space-virtual", **WHY), path)
    assert (path.parent / "codebook-history/0.1.0.yaml").read_bytes() == old
    path.write_bytes(old + b"# by hand\n")
    write_codebook(retire_code(read_codebook(path), "space-physical", **WHY), path)
    assert (path.parent / "codebook-history/0.1.0.yaml").read_bytes() == old
    assert (path.parent / "codebook-history/0.1.0 (2).yaml").read_bytes() == old + b"# by hand\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_layout_and_comments_by_hand_stay(tmp_path, newline):
    path = tmp_path / "codebook.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HAND.replace("\n", newline).encode())
    codebook = rename_code(read_codebook(path), "resident", "dweller", **WHY)
    codebook = change_code(codebook, "volunteer", {"example_zh": "- <script>: =1+1 # x"}, **WHY)
    families = tuple(replace(f, colour="#123456") for f in codebook.families)
    write_codebook(replace(codebook, families=families), path)
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff# 手写的编码本")
    assert read_codebook(path).version == "1.11"
    assert text.count("\n") == text.count(newline)
    for words in (
        "# a note",
        "# how people act",
        "# when",
        "# people",
        "# helpers",
        "# often confused",
        "note",
    ):
        assert words in text


def test_a_file_whose_layout_cannot_be_followed_is_written_anew(tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text(
        HAND.replace("family: actor", "family: &who actor", 1).replace("  family: actor", "  family: *who"),
        encoding="utf-8",
    )
    codebook = move_code(read_codebook(path), "volunteer", "phase", **WHY)
    reordered = replace(codebook, codes=codebook.codes[::-1])
    write_codebook(reordered, path)
    assert read_codebook(path) == reordered
    assert "keep me" in path.read_text(encoding="utf-8")


def test_nothing_is_written_into_a_broken_file(codebook, tmp_path):
    path = tmp_path / "codebook.yaml"
    path.write_text("codes: [", encoding="utf-8")
    with pytest.raises(DefinitionError, match="not valid YAML"):
        write_codebook(codebook, path)
    assert path.read_text(encoding="utf-8") == "codes: ["
    assert [p.name for p in tmp_path.iterdir()] == ["codebook.yaml"]


def test_what_would_not_be_read_again_is_not_written(tmp_path):
    wrong = Codebook((Code("a", "f", "", "A"),), (Family("f", "族", "F"),), "1")
    with pytest.raises(DefinitionError, match="no label in zh"):
        write_codebook(wrong, tmp_path / "codebook.yaml")
    assert list(tmp_path.iterdir()) == []


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=30)
LABELS = TEXTS.filter(lambda text: text.strip() and "\ufeff" not in text)


@given(st.lists(LABELS, min_size=1, max_size=4), LABELS)
def test_any_text_survives(tmp_path_factory, labels, reason):
    folder = tmp_path_factory.mktemp("any")
    codes = tuple(Code(f"c{i}", "f", label, label) for i, label in enumerate(labels))
    path = write_codebook(Codebook(codes, (Family("f", "族", "F"),), "1"), folder / "codebook.yaml")
    parts = [Code(name, "f", labels[0], "=1+1") for name in ("x", "y")]
    codebook = split_code(read_codebook(path), "c0", parts, by="li", reason=reason)
    assert read_codebook(write_codebook(codebook, path)) == codebook
