"""Reading a dictionary: the codebook's terms and the project's own."""

from pathlib import Path

import pytest

from workbench.codebook import Code, Codebook, CompoundTerm, Family, read_codebook
from workbench.coding import code_with_dictionary, read_dictionary
from workbench.corpus import Corpus, Document
from workbench.errors import DefinitionError

ROOT = Path(__file__).parents[2]
CODEBOOK = Codebook(
    codes=(
        Code("volunteer", "actor", "志愿者", "Volunteer", terms_zh=("志愿者",), terms_en=("volunteer",)),
        Code("grid", "mech", "网格", "Grid", terms_zh=("网格化",)),
    ),
    families=(Family("actor", "主体", "Actor"), Family("mech", "机制", "Mechanism")),
    version="2",
    stop_contexts=("志愿填报",),
    compound_terms=(CompoundTerm("网格志愿者", ("grid", "volunteer")),),
)


def write(folder: Path, text: str) -> Path:
    path = folder / "dictionary.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_codebook_alone():
    dictionary = read_dictionary(None, CODEBOOK)
    assert [p.term for p in dictionary.patterns] == ["网格志愿者", "志愿者", "volunteer", "网格化"]
    assert dictionary.patterns[0].families == ("mech", "actor")
    assert (dictionary.version, dictionary.stop_contexts) == ("2", ("志愿填报",))
    assert dictionary.words == ("网格志愿者", "志愿者", "网格化")


def test_project_adds_terms_contexts_and_words(tmp_path):
    text = "terms:\n  volunteer: [热心人]\nstop_contexts: [志愿填报, 网格本]\nwords: [楼道灯]\n"
    dictionary = read_dictionary(write(tmp_path, text), CODEBOOK)
    assert "热心人" in dictionary.words
    assert dictionary.words[-1] == "楼道灯"
    assert dictionary.stop_contexts == ("志愿填报", "网格本")


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_empty_file_adds_nothing(tmp_path, text):
    assert read_dictionary(write(tmp_path, text), CODEBOOK) == read_dictionary(None, CODEBOOK)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("words: [a]\nterms:\n  nobody: [b]", 3, "nobody is no code"),
        ("terms:\n  grid: [志愿者]", 2, "belongs to volunteer and to grid"),
        ("terms:\n  grid: [甲]\n  volunteer:\n    - 甲", 4, "belongs to grid and to volunteer"),
        ("terms:\n  grid: 网格", 2, "must be a list"),
        ("stopcontexts: [a]", 1, "unknown entry stopcontexts"),
        ("stop_contexts: [a, 3]", 1, "3, which is not a text"),
        ("- a", 1, "a dictionary has the entries"),
        ("words: [a\nterms: {", 2, "not valid YAML"),
    ],
)
def test_broken_dictionary_names_file_and_line(tmp_path, text, line, words):
    path = write(tmp_path, text)
    with pytest.raises(DefinitionError) as caught:
        read_dictionary(path, CODEBOOK)
    assert str(caught.value).startswith(f"{path}, line {line}: ")
    assert words in str(caught.value)


def test_dictionary_of_the_example_study():
    dictionary = read_dictionary(
        ROOT / "corpus/dictionary.yaml", read_codebook(ROOT / "corpus/codebook.yaml")
    )
    texts = ("后疫情时代要有恢复期", "党员志愿者")
    corpus = Corpus(tuple(Document(str(i), text) for i, text in enumerate(texts)))
    codings = code_with_dictionary(corpus, dictionary)
    assert list(codings["code_id"]) == ["phase-recovery", "actor-party-member", "actor-volunteer"]
