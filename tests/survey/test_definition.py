from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import DefinitionError, OptionError, UnreadableFileError
from workbench.survey import Questionnaire, read_questionnaire

MINIMAL = """\
schema: crg-instrument/1
title: {zh: 例, en: Example}
version: 0.1.0
scale:
  anchors:
    - {value: 1, zh: 否, en: 'No'}
    - {value: 2, zh: 是, en: 'Yes'}
constructs:
  - id: PL
    zh: 党建
    en: Party
    role: outcome
    items:
      - id: PL1
        zh: 题
        en: Item
        reverse: false
"""


def read_text(text: str, folder: Path) -> Questionnaire:
    path = folder / "q.yaml"
    path.write_text(text, encoding="utf-8")
    return read_questionnaire(path)


def test_the_studys_questionnaire_is_read_whole(questionnaire: Questionnaire) -> None:
    likert = [item for item in questionnaire.items if item.construct not in ("PART", "MK")]
    assert len(likert) == 41
    assert sum(item.reverse for item in questionnaire.items) == 8
    assert questionnaire.missing_codes == (-7, -8, -9)
    assert [s.scale_id for s in questionnaire.scales if s.dont_know] == ["FS", "DG"]
    assert questionnaire.scale("PART").scoring == "count"
    assert questionnaire.scale("PART").items[0].high == 1
    assert [check.expected for check in questionnaire.attention_checks] == [4, None]
    born = next(f for f in questionnaire.demographics if f.field_id == "birth_year")
    assert (born.low, born.high) == (1925, 2008)
    chain = next(f for f in questionnaire.record_sheet if f.field_id == "c_resp_chain")
    assert [c.value for c in chain.choices] == ["none", "drafted", "in force", "used in incident"]


def test_a_minimal_questionnaire_is_enough(tmp_path: Path) -> None:
    item = read_text(MINIMAL, tmp_path).items[0]
    assert (item.item_id, item.construct, item.low, item.high, item.text_zh) == ("PL1", "PL", 1, 2, "题")


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ("version: 0.1.0", "version: [0.1.0", 4, "not valid YAML"),
        ("        reverse: false\n", "", 14, "'reverse' is missing"),
        ("reverse: false", "revers: false", 17, "'revers' is unknown"),
        ("reverse: false", "reverse: maybe", 17, "true or false"),
        ("role: outcome", "role: result", 12, "'result' is unknown; allowed are governance-factor"),
        ("id: PL1", "id: PL", 14, "'PL' occurs twice (first in line 9)"),
        ("en: Item", "en: yes", 16, "put quotes"),
        ("value: 2", "value: 4", 6, "in their order"),
        ("crg-instrument/1", "crg-instrument/9", 1, "allowed are crg-instrument/1"),
        ("    zh: 党建\n", "    zh: 党建\n    zh: 党\n", 11, "'zh' occurs twice"),
        (
            "        reverse: false\n",
            "        reverse: false\n        kind: guess\n",
            18,
            "'guess' is unknown",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, before: str, after: str, line: int, words: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_text(MINIMAL.replace(before, after, 1), tmp_path)
    assert str(caught.value).startswith(f"q.yaml, line {line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "demographics: [{id: x, type: nmber}]",
        "demographics: [{id: x, type: number, range: [9, 1]}]",
        "demographics: [{id: x, type: single, options: [[a, b]]}]",
        "attention_checks: [{id: x, zh: 题, en: Item, expected: 7}]",
        "participation: {id: PA, zh: 参, en: P, role: mediator, items: [[PA1, 一]]}",
        "demographics: 7",
    ],
)
def test_other_blocks_are_checked_too(tmp_path: Path, text: str) -> None:
    with pytest.raises(DefinitionError, match=r"^q\.yaml, line 18: "):
        read_text(MINIMAL + text + "\n", tmp_path)


def test_files_that_are_not_yaml(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"absent\.yaml"):
        read_questionnaire(tmp_path / "absent.yaml")
    (tmp_path / "gb.yaml").write_bytes("a: b\n题: 题".encode("gb18030"))
    with pytest.raises(UnreadableFileError, match="line 2: the file is not UTF-8"):
        read_questionnaire(tmp_path / "gb.yaml")
    with pytest.raises(DefinitionError, match="empty"):
        read_text("", tmp_path)
    with pytest.raises(DefinitionError, match="line 2: not valid YAML"):
        read_text("a: b\nc: \x07", tmp_path)


def test_an_unknown_scale_lists_the_known_ones(questionnaire: Questionnaire) -> None:
    with pytest.raises(OptionError, match="its scales are PL, CO"):
        questionnaire.scale("XX")
