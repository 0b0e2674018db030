"""Every name and number here is invented."""

import csv
import io

import pytest

from workbench.errors import TableError
from workbench.readers.key import read_key
from workbench.study import open_study
from workbench.study.identifiers import shown_text
from workbench.study.key import apply_decisions, prepare_review, study_key

INTERVIEW = "访谈者：谁来过？\n受访者：网格员谢晓东，电话13800012345，还有吕阿姨。\n受访者：谢晓东人好。\n"
POLICY = "镇长魏建国签发，电话021-54180000。\n"
REGISTER = "doc_id,file,kind,status\ni1,private/i1.txt,interview,fieldwork\np1,p1.txt,policy,published\n"


@pytest.fixture
def study(tmp_path):
    (tmp_path / "corpus" / "private").mkdir(parents=True)
    (tmp_path / "study.toml").write_text('title = "小研究"\nseed = 1\n', encoding="utf-8")
    (tmp_path / "corpus" / "documents.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "corpus" / "private" / "i1.txt").write_text(INTERVIEW, encoding="utf-8")
    (tmp_path / "corpus" / "p1.txt").write_text(POLICY, encoding="utf-8")
    return open_study(tmp_path)


def rows(study):
    path = study.corpus_path / "private" / "identifiers.csv"
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def write(study, table, encoding="utf-8-sig"):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(table[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    path = study.corpus_path / "private" / "identifiers.csv"
    path.write_bytes(text.getvalue().encode(encoding))


def decided(study, **decisions):
    return [row | {"decision": decisions.get(row["text"], row["decision"])} for row in rows(study)]


def test_the_review_has_one_row_an_expression_of_the_fieldwork(study):
    review = prepare_review(study)
    table = {row["text"]: row for row in rows(study)}
    assert set(table) == {"谢晓东", "吕阿姨", "138 0001 2345"}
    assert table["谢晓东"]["n"] == "2"
    assert table["谢晓东"]["decision"] == "undecided"
    assert table["138 0001 2345"]["decision"] == "replace"
    assert (review.n_new, review.n_replace, review.n_undecided) == (3, 1, 2)
    assert study_key(study).having("replace") == ()


def test_other_documents_are_looked_at_when_asked(study):
    prepare_review(study, statuses=("published",))
    assert {row["text"] for row in rows(study)} == {"魏建国", "021 5418 0000"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030"])
@pytest.mark.parametrize(("replaced", "kept"), [("replace", "keep"), ("替换", "保留")])
def test_decisions_go_into_the_key_from_any_spreadsheet(study, encoding, replaced, kept):
    prepare_review(study)
    write(study, decided(study, 谢晓东=replaced, 吕阿姨=kept), encoding)
    review = apply_decisions(study, by="甲")
    assert (review.n_replace, review.n_keep, review.n_undecided) == (2, 1, 0)
    entry = study_key(study).get("person", "谢晓东")
    assert (entry.decision, entry.pseudonym, entry.by) == ("replace", "【人01】", "甲")
    assert entry.at


def test_preparing_again_keeps_decisions_and_pseudonyms(study):
    prepare_review(study)
    table = decided(study, 谢晓东="replace")
    table[0]["pseudonym"] = "【人09】"
    write(study, table)
    apply_decisions(study)
    before = rows(study)
    review = prepare_review(study)
    assert [(r["text"], r["decision"], r["pseudonym"]) for r in rows(study)] == [
        (r["text"], r["decision"], r["pseudonym"]) for r in before
    ]
    assert review.n_new == 0


def test_deleting_the_table_loses_no_decision(study):
    prepare_review(study)
    write(study, decided(study, 谢晓东="replace"))
    apply_decisions(study)
    (study.corpus_path / "private" / "identifiers.csv").unlink()
    prepare_review(study)
    assert {row["text"]: row["decision"] for row in rows(study)}["谢晓东"] == "replace"


def test_a_row_added_by_hand_gets_the_next_pseudonym(study):
    prepare_review(study)
    table = rows(study)
    added = dict.fromkeys(table[0], "") | {"kind": "person", "text": "小卷毛", "decision": "replace"}
    write(study, [*table, added])
    apply_decisions(study)
    assert study_key(study).get("person", "小卷毛").pseudonym == "【人03】"
    prepare_review(study)
    assert "小卷毛" in {row["text"] for row in rows(study)}


def test_a_wrong_decision_is_refused_by_its_row_and_the_key_stays(study):
    prepare_review(study)
    before = read_key(study.corpus_path)
    write(study, decided(study, 谢晓东="谢晓东"))
    with pytest.raises(TableError, match=r"identifiers.csv, row \d: decision is unknown") as caught:
        apply_decisions(study)
    assert "谢晓东" not in str(caught.value)
    assert read_key(study.corpus_path) == before


def test_nothing_to_apply_says_what_to_run(study):
    with pytest.raises(TableError, match="run `workbench deidentify` first"):
        apply_decisions(study)


def test_the_studys_own_list_is_looked_for(study):
    path = study.corpus_path / "private" / "names.csv"
    path.write_text("text,kind\n谁来过,organisation\n", encoding="utf-8")
    prepare_review(study)
    [row] = [row for row in rows(study) if row["text"] == "谁来过"]
    assert (row["kind"], row["rule"], row["decision"]) == ("organisation", "list", "replace")


@pytest.mark.parametrize("text", ["13800012345", "+86-138-0001-2345", "622208832820895812"])
def test_no_long_number_reaches_a_spreadsheet_as_a_number(text):
    shown = shown_text(text)
    assert " " in shown
    with pytest.raises(ValueError, match="could not convert"):
        float(shown)
