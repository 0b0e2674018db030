"""Every name here is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.corpus import Document
from workbench.errors import InputError
from workbench.readers.register import Entry
from workbench.readers.shared import SHARED, is_private, read_shared, write_shared

ENTRY = Entry("i1", "private/i1.docx", kind="interview", case_id="c1", status="fieldwork")
DOCUMENT = Document(
    "i1",
    "访谈者：谁？\r\n受访者：【人01】，\u3000𠮷。",
    kind="interview",
    case_id="c1",
    title="【人01】访谈",
    status="fieldwork",
    file="private/i1.docx",
    encoding="utf-8",
    reader="docx",
    file_hash="ab",
    speaker_marks=("访谈者", "受访者"),
    alarms=("lost-byte: 1 place",),
    variables=(("place", "楼下"),),
)


def test_a_shared_text_is_the_document_again(tmp_path):
    write_shared(tmp_path, [DOCUMENT])
    assert read_shared(tmp_path, ENTRY) == (DOCUMENT,)


@given(text=st.text(max_size=60))
def test_every_text_keeps_its_hash(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("s")
    write_shared(folder, [Document("i1", text, file=ENTRY.file)])
    [back] = read_shared(folder, ENTRY)
    assert back.text_hash == Document("i1", text).text_hash


def test_a_table_of_documents_gives_all_its_rows(tmp_path):
    documents = [Document(f"i1-{row}", row, file=ENTRY.file) for row in ("a/b", "一", "")]
    write_shared(tmp_path, [*documents, Document("i2", "other", file="private/i2.txt")])
    assert [d.doc_id for d in read_shared(tmp_path, ENTRY)] == ["i1-a/b", "i1-一", "i1-"]
    assert all(path.parent == tmp_path / SHARED for path in tmp_path.rglob("*.txt"))


def test_a_text_changed_since_is_refused(tmp_path):
    [path] = write_shared(tmp_path, [DOCUMENT])
    path.write_text("changed", encoding="utf-8")
    with pytest.raises(InputError, match=r"shared/i1.txt \(i1\) was changed"):
        read_shared(tmp_path, ENTRY)


def test_no_shared_folder_gives_nothing(tmp_path):
    assert read_shared(tmp_path, ENTRY) == ()


@pytest.mark.parametrize(
    ("file", "private"), [("private/a.txt", True), ("a/private/b.md", True), ("private", False)]
)
def test_what_is_private(file, private):
    assert is_private(file) == private
