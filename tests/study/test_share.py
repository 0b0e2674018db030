"""Every name here is invented."""

import pytest

from workbench.corpus import Corpus, Document
from workbench.corpus.deidentify import deidentify
from workbench.corpus.pseudonyms import Key, KeyEntry
from workbench.errors import InputError
from workbench.readers.key import write_key
from workbench.readers.register import Entry
from workbench.readers.shared import SHARED, read_shared
from workbench.study.share import write_shared_texts

KEY = Key((KeyEntry("person", "谢晓东", "【人01】", "replace"),))
INTERVIEW = Document("i1", "访谈者：谁？\n谢晓东：我。", file="private/i1.docx", speaker_marks=("谢晓东",))


def corpus(document):
    return Corpus((document, Document("p1", "政策", file="p1.txt")))


def test_only_private_files_get_a_copy_with_the_same_hash(small_study):
    write_key(small_study.corpus_path, KEY)
    clean = deidentify(INTERVIEW, KEY)
    shared = write_shared_texts(small_study, corpus=corpus(clean))
    assert [path.name for path in shared.written] == ["i1.txt"]
    assert shared.n_public == 1
    [copy] = read_shared(small_study.corpus_path, Entry("i1", "private/i1.docx"))
    assert (copy.text_hash, copy.speaker_marks) == (clean.text_hash, ("【人01】",))


@pytest.mark.parametrize("document", [INTERVIEW, Document("谢晓东", "好", file="private/i1.docx")])
def test_what_still_holds_a_name_is_refused_without_saying_it(small_study, document):
    write_key(small_study.corpus_path, KEY)
    with pytest.raises(InputError, match=r"private documents 1 .* still hold names") as caught:
        write_shared_texts(small_study, corpus=corpus(document))
    assert "谢晓东" not in str(caught.value)
    assert not (small_study.corpus_path / SHARED).exists()


def test_undecided_expressions_come_first(small_study):
    write_key(small_study.corpus_path, KEY.with_entries([KeyEntry("person", "吕阿姨", "【人02】阿姨")]))
    with pytest.raises(InputError, match="1 expressions are undecided"):
        write_shared_texts(small_study, corpus=corpus(INTERVIEW))


def test_private_documents_nobody_has_looked_at_are_not_shared(small_study):
    with pytest.raises(InputError, match="run `workbench deidentify` first"):
        write_shared_texts(small_study, corpus=corpus(INTERVIEW))


def test_a_study_without_private_files_needs_no_copies(small_study):
    public = Corpus((Document("p1", "政策", file="p1.txt"),))
    assert write_shared_texts(small_study, corpus=public).written == ()
