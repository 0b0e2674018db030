from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import DefinitionError, UnreadableFileError
from workbench.sources.yaml_lines import Entry, Fault, read_yaml

CODES = """\
# codes of a trial
codes:
  - id: grid
    terms:
      zh: [网格]
  - id: actor
"""


def read(text: str, folder: Path, name: str | None = None) -> Entry:
    path = folder / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path, name=name)


def test_values_are_asked_for_by_key_and_know_their_line(tmp_path: Path) -> None:
    first, second = read(CODES, tmp_path)["codes"]
    assert (first.text("id"), first.line, second.line) == ("grid", 3, 6)
    assert (first["terms"].value, second.get("terms")) == ({"zh": ["网格"]}, None)
    assert str(second.error("too short")) == "a.yaml, line 6: too short"


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 2),
        (("codes", 0, "terms"), 4),
        (("codes", 0, "terms", "zh", 0), 5),
        (("codes", 1, "terms", "zh"), 6),
        (("codes", 7), 2),
        (("families",), 2),
    ],
)
def test_a_place_stands_at_its_key_or_at_the_nearest_entry(tmp_path: Path, place: tuple, line: int) -> None:
    assert read(CODES, tmp_path).line_of(place) == line


def test_the_first_of_several_faults_is_raised_and_the_others_counted(tmp_path: Path) -> None:
    root = read(CODES, tmp_path, name="study/a.yaml")
    faults = [
        Fault(("codes", 1), "no label"),
        Fault(("codes", 0, "terms"), "no terms"),
        Fault(("codes",), "few"),
    ]
    with pytest.raises(DefinitionError) as caught:
        root.refuse(faults)
    assert str(caught.value) == "study/a.yaml, line 2: few (2 more in this file)"
    with pytest.raises(DefinitionError, match=r"line 6: no label$"):
        root.refuse(faults[:1])
    root.refuse([])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: [2", "line 2: not valid YAML"),
        ("a: 1\nb: \x07", "line 2: not valid YAML (a control character)"),
        ("a: 1\nb: {c: 1, c: 2}\nb: 3", "line 2: the key 'c' occurs twice in one entry; delete one (1 more"),
        ("a: !x 1", "line 1: not valid YAML (could not determine a constructor"),
        ("a: 1\nb: 2024-02-30", "line 1: a value here is not possible"),
    ],
)
def test_what_is_not_yaml_is_named_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text, tmp_path).value  # noqa: B018
    assert str(caught.value).startswith(f"a.yaml, {words}")
    assert "\n" not in str(caught.value)


def test_the_second_of_two_equal_keys_is_named(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"line 2: the key 'a' .*; delete one$"):
        read("a: 1\na: 2\nb: 3\n", tmp_path)


def test_an_alias_is_read_like_what_it_names(tmp_path: Path) -> None:
    assert read("a: &x {b: 1}\nc: *x\n", tmp_path)["c"]["b"].as_integer() == 1


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeff"])
def test_an_empty_file_is_an_empty_entry(tmp_path: Path, text: str) -> None:
    root = read(text, tmp_path)
    assert root.value is None
    with pytest.raises(DefinitionError, match=r"^a\.yaml, line 1: this is empty; key: value pairs"):
        root.text("version")


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda e: e["colour"], "the key 'colour' is missing; add it (is 'color' the same?)"),
        (lambda e: e.text("n"), "text is expected here, not 3"),
        (lambda e: e["color"].as_integer(), "a whole number is expected here, not 'red'"),
        (lambda e: e.flag("n"), "n must be true or false, not 3"),
        (lambda e: e.choice("color", ["blue", "green"]), "color 'red' is unknown; allowed are blue, green"),
        (lambda e: e.entries("n"), "a list is expected here"),
        (lambda e: e["n"].keys(), "key: value pairs are expected here"),
        (lambda e: e.refuse_unknown_keys(["n"]), "the key 'color' is unknown (there are: n)"),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_path: Path, ask, words: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        ask(read("color: red\nn: 3\n", tmp_path))
    assert words in str(caught.value)


def test_defaults_stand_for_absent_keys_only(tmp_path: Path) -> None:
    entry = read("a: yes\n", tmp_path)
    assert (entry.flag("a", False), entry.flag("b", False), entry.text("c", "-")) == (True, False, "-")
    assert (entry.choice("d", ["x"], "x"), entry.entries("e")) == ("x", ())


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"^absent\.yaml cannot be read: .*; check the path"):
        read_yaml(tmp_path / "absent.yaml")
    (tmp_path / "gb.yaml").write_bytes("a: b\n题: 题".encode("gb18030"))
    with pytest.raises(UnreadableFileError, match=r"^gb\.yaml, line 2: the file is not UTF-8"):
        read_yaml(tmp_path / "gb.yaml")
