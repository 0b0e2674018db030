"""Every name here is invented."""

import pytest

from workbench.corpus import Corpus, Document
from workbench.corpus.pseudonyms import Key, KeyEntry
from workbench.errors import InputError
from workbench.readers.key import write_key
from workbench.study.share import is_private, shared_path, write_shared_texts

KEY = Key((KeyEntry("person", "谢晓东", "【人01】", "replace"),))
TEXT = "访谈者：谁？\n受访者：【人01】，\u3000𠮷。"


def corpus(text=TEXT):
    return Corpus(
        (
            Document("i1", text, file="private/i1.docx", status="fieldwork"),
            Document("p1", "政策", file="p1.txt"),
        )
    )


def test_only_private_files_get_a_copy_with_the_same_hash(small_study):
    write_key(small_study.corpus_path, KEY)
    shared = write_shared_texts(small_study, corpus=corpus())
    path = shared_path(small_study.corpus_path, "i1")
    assert shared.written == (path,)
    assert shared.n_public == 1
    copy = Document("i1", path.read_bytes().decode("utf-8"))
    assert copy.text_hash == corpus()["i1"].text_hash


def test_a_text_that_still_holds_a_name_is_refused_by_its_id(small_study):
    write_key(small_study.corpus_path, KEY)
    with pytest.raises(InputError, match="i1: the text still holds names") as caught:
        write_shared_texts(small_study, corpus=corpus("谢晓东在"))
    assert "谢晓东" not in str(caught.value)
    assert not (small_study.corpus_path / "shared").exists()


def test_undecided_expressions_come_first(small_study):
    write_key(small_study.corpus_path, KEY.with_entries([KeyEntry("person", "吕阿姨", "【人02】阿姨")]))
    with pytest.raises(InputError, match="1 expressions are undecided"):
        write_shared_texts(small_study, corpus=corpus())


@pytest.mark.parametrize(
    ("file", "private"), [("private/a.txt", True), ("a/private/b.md", True), ("private", False)]
)
def test_what_is_private(file, private):
    assert is_private(file) == private
