"""The layout rules on real texts: the reference passages, and texts that must stay as they are."""

import json
import re
from pathlib import Path

import pytest

from workbench.corpus import repair
from workbench.corpus.changes import settle
from workbench.corpus.layout import LAYOUT_STEPS
from workbench.corpus.trail import apply
from workbench.readers import read_corpus

ROOT = Path(__file__).parents[3]
SHARED = ROOT / "../shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the real input folder is not here")


def run(text):
    edits = []
    for step in LAYOUT_STEPS:
        found = [c for c in settle(step(text)) if c.automatic]
        edits += found
        text = apply(text, found).after
    return text, edits


def read(path):
    return repair(path.read_text(encoding="utf-8")).text


def test_no_document_of_the_example_study_changes():
    for document in read_corpus(ROOT / "corpus").documents:
        assert run(document.text)[1] == []


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize("kind", ["page_break_footnote", "running_header"])
def test_reference_passages_are_restored(kind):
    passages = json.loads((SHARED / "reference/gold_repair.json").read_text(encoding="utf-8"))
    for passage in (p for p in passages if p["kind"] == kind):
        (path,) = (SHARED / "seeds").glob(f"{passage['seed']}_*.txt")
        assert passage["correct"] in run(read(path))[0]


@pytest.mark.shared
@needs_shared
def test_papers_without_page_damage_keep_their_lines():
    for number in ("000", "002", "004"):
        (path,) = (SHARED / "seeds").glob(f"{number}_*.txt")
        assert {c.rule for c in run(read(path))[1]} <= {"odd-space", "invisible"}


@pytest.mark.shared
@needs_shared
def test_statutes_wrapped_at_one_width_come_back_whole():
    n_wraps = n_left = 0
    for path in sorted((SHARED / "real/cn_community_regs").glob("*/*.md"))[::20]:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]
        paragraphs = [line for line in lines if line.endswith("。") and len(line) > 30 and line[0] != "<"]
        wrapped = "\n".join(re.sub(r"(.{30})(?![，。、；：”）》])", r"\1\n", p) for p in paragraphs)
        restored = run(wrapped)[0]
        assert restored.replace("\n", "") == "".join(paragraphs)
        n_wraps += wrapped.count("\n") - len(paragraphs) + 1
        n_left += restored.count("\n") - len(paragraphs) + 1
    assert 0 <= n_left < 0.1 * n_wraps
