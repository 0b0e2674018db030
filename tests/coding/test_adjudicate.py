"""What a decision makes the consensus, and the record it leaves."""

import json

import pandas as pd
import pytest

from workbench.coding.adjudicate import adjudications_table, consensus_codings, records_of, with_records
from workbench.errors import OptionError

WHO = {"by": "zhao", "reason": "the passage names a date", "version": "2"}
ROW = {"disagreement_id": "d1"}


def original(coder: str, code_id: str, **more: object) -> dict[str, object]:
    return {
        "coding_id": f"{coder}-{code_id}",
        "doc_id": "d",
        "start": 0,
        "end": 4,
        "code_id": code_id,
        "coder_id": coder,
        "coder_kind": "human",
        "codebook_version": "1",
        "text_hash": "h",
        "quote": "停水那天",
        "memo": "private",
        "attributes": '{"valence": "neg"}',
    } | more


ORIGINALS = {"a": original("li", "before"), "b": original("wang", "after")}


@pytest.mark.parametrize(
    ("decision", "codes"),
    [("a", ["before"]), ("b", ["after"]), ("both", ["before", "after"]), ("neither", [])],
)
def test_a_decision_makes_the_consensus(decision, codes):
    made = consensus_codings(ROW, decision, originals=ORIGINALS, **WHO)
    assert [coding["code_id"] for coding in made if coding["stands"]] == codes
    for coding in made:
        assert (coding["coder_id"], coding["coder_kind"], coding["codebook_version"]) == (
            "consensus",
        ) * 2 + ("2",)
        [record] = records_of(coding)
        assert record["decision"] == decision
        assert (record["by"], record["reason"]) == ("zhao", "the passage names a date")
        assert (record["a"], record["b"]) == ("li-before", "wang-after")


def test_the_consensus_keeps_what_was_said_of_the_passage_and_no_private_memo():
    [coding] = consensus_codings(ROW, "a", originals=ORIGINALS, **WHO)
    assert json.loads(coding["attributes"])["valence"] == "neg"
    assert "memo" not in coding
    assert ORIGINALS["a"]["attributes"] == '{"valence": "neg"}'


def test_another_passage_or_code_can_be_the_consensus():
    other = {"code_id": "during", "end": 3}
    [coding] = consensus_codings(ROW, "other", originals=ORIGINALS, other=other, **WHO)
    assert (coding["code_id"], coding["start"], coding["end"], coding["quote"]) == ("during", 0, 3, "")


def test_the_other_coder_coded_nothing():
    [coding] = consensus_codings(ROW, "b", originals={"a": ORIGINALS["a"]}, **WHO)
    assert not coding["stands"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"reason": " "}, "needs reason="),
        ({"by": ""}, "needs by="),
        ({"other": {"end": 3}}, 'decision="other"'),
        ({"decision": "other"}, 'decision="other"'),
        ({"decision": "c"}, "'neither'"),
    ],
)
def test_a_decision_needs_a_reason_and_a_name(options, words):
    given = {"decision": "a", **WHO} | options
    with pytest.raises(OptionError, match=words):
        consensus_codings(ROW, given.pop("decision"), originals=ORIGINALS, **given)


def test_records_are_put_on_and_taken_off():
    coding = original("li", "before")
    record = {"disagreement": "d1", "decision": "a"}
    assert records_of(with_records(coding, [record])) == [record]
    assert with_records(with_records(coding, [record]), []) == coding


def test_no_events_are_no_decisions():
    columns = ["action", "batch_id", "undoes", "coder_kind", "attributes", "stands", "coding_id"]
    assert adjudications_table(pd.DataFrame(columns=columns)).empty
