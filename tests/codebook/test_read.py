"""Reading a codebook: the project's own, and broken ones that must name file and line."""

from pathlib import Path

import pytest

from workbench.codebook import read_codebook
from workbench.errors import DefinitionError, UnreadableFileError

ROOT = Path(__file__).parents[2]
GOOD = """\
codebook:
  version: 1.0.0
  title: {zh: 试验, en: Trial}
  stop_contexts: [发展空间]
  agreement_targets: {accept: 0.9, tentative: 0.7}
families:
  - {id: actor, zh: 主体, en: Actor}
codes:
  - id: volunteer
    family: actor
    label: {zh: 志愿者, en: Volunteer}
    terms:
      zh: [志愿者, 义工]
  - id: resident
    family: actor
    label: {zh: 居民, en: Resident}
    terms:
      zh: [住户]
compound_terms:
  - {term: 居民志愿者, codes: [resident, volunteer]}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_codebook_of_the_example_study():
    codebook = read_codebook(ROOT / "corpus/codebook.yaml")
    assert (len(codebook), len(codebook.families), codebook.version) == (50, 7, "0.1.0")
    assert codebook["dim-social"].label("en") == "Social resilience"
    assert (codebook.accept, codebook.tentative) == (0.8, 0.667)
    assert "后疫情时代" in codebook.stop_contexts
    assert len(codebook.codes_of("phase")) == 4


def test_every_entry_arrives(tmp_path):
    codebook = read_codebook(write(tmp_path, GOOD))
    assert codebook.code_ids == ("volunteer", "resident")
    assert codebook.terms == ("居民志愿者", "志愿者", "义工", "住户")
    assert (codebook.title_zh, codebook.stop_contexts) == ("试验", ("发展空间",))
    assert (codebook.accept, codebook.tentative) == (0.9, 0.7)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: resident", "id: volunteer", 14, "id volunteer occurs twice in codes"),
        ("zh: [住户]", "zh: [住户, 义工]", 18, "term 义工 belongs to volunteer and to resident"),
        ("[志愿者, 义工]", "[志愿者, 志愿者]", 13, "term 志愿者 occurs twice in volunteer"),
        ("[志愿者, 义工]", "[志愿者, no]", 13, "False"),
        ("[志愿者, 义工]", "[志愿者, ' 义工']", 13, "space"),
        (
            "    family: actor\n    label: {zh: 居民",
            "    family: act\n    label: {zh: 居民",
            15,
            "families are actor",
        ),
        ("    label: {zh: 居民, en: Resident}\n", "", 14, "code resident has no label in zh"),
        ("{zh: 居民, en: Resident}", "{zh: 居民}", 16, "code resident has no label in en"),
        ("    label: {zh: 居民", "    lable: {zh: 居民", 14, "no label"),
        ("codes: [resident, ", "codes: [nobody, ", 20, "nobody, which is no code"),
        ("  version: 1.0.0\n", "", 1, "no version"),
        ("terms:\n      zh: [住户]", "terms: [住户]", 17, "must have the entries zh and en"),
        ("id: resident", "id: resident\n    id: tenant", 15, "the key 'id' occurs twice"),
        ("  - id: resident\n", "  - id: [resident\n", 15, "not valid YAML"),
        ("{zh: 居民, en", "{zh: 居\x07民, en", 16, "control character"),
        ("- {id: actor, zh: 主体, en: Actor}", "- {id: actor}", 7, "family actor has no label"),
    ],
)
def test_broken_codebook_names_file_and_line(tmp_path, old, new, line, words):
    assert old in GOOD
    path = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(DefinitionError) as caught:
        read_codebook(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line {line}: ")
    assert words in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "text", ["", "[]", "codes: 3", "text", "codebook: {version: 1}\nfamilies: x\ncodes: []"]
)
def test_what_is_no_codebook_is_refused(tmp_path, text):
    with pytest.raises(DefinitionError, match=r"line [12]: "):
        read_codebook(write(tmp_path, text))


def test_unreadable_files(tmp_path):
    with pytest.raises(UnreadableFileError, match="check the path"):
        read_codebook(tmp_path / "absent.yaml")
    (tmp_path / "gbk.yaml").write_bytes("标签: 社区".encode("gb18030"))
    with pytest.raises(UnreadableFileError, match="save the file as UTF-8"):
        read_codebook(tmp_path / "gbk.yaml")
