from workbench.evidence import RowsBasis
from workbench.report.render.appendix import Entry, appendix
from workbench.report.render.elements import each, text_of

ENTRIES = [
    Entry("a", "0.81", (RowsBasis(3),), is_value=True),
    Entry("b", "0.79", (RowsBasis(3),), is_value=True),
    Entry("tbl-x", "表 1", (RowsBasis(4),), is_value=False),
]


def texts(blocks):
    return [text_of(block["c"][1]) for block in each(blocks, "Div")]


def test_every_entry_says_what_it_rests_on():
    assert texts(appendix(ENTRIES, "zh")) == ["0.81 a3 行。", "0.79 b3 行。", "表 14 行。"]


def test_shared_evidence_is_printed_once_if_asked():
    blocks = appendix(ENTRIES, "zh", once=True)
    assert texts(blocks) == ["0.81 a3 行。", "0.79 b依据同 0.81 a", "表 14 行。"]
    assert [link["c"][2][0] for link in each(blocks, "Link")] == ["#ev-a"]


def test_without_entries_there_is_no_appendix():
    assert appendix([], "en") == []
