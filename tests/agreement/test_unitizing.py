"""Unitizing alpha against Krippendorff's example, and against its definition written out."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.agreement import unitizing_alpha
from workbench.errors import TableError

CASES = Path(__file__).parents[2] / "../shared/reference/agreement_cases.json"


@pytest.mark.shared
@pytest.mark.skipif(not CASES.exists(), reason="needs ../shared")
def test_krippendorffs_example():
    cases = {case["id"]: case for case in json.loads(CASES.read_text(encoding="utf-8"))["cases"]}
    case = cases["k2004_unitizing"]
    spans = pd.DataFrame(case["spans"]).rename(columns={"coder": "coder_id", "code": "code_id"})
    spans["end"] = spans["start"] + spans["length"]
    found = unitizing_alpha(spans, case["continuum"]["length"], begin=case["continuum"]["begin"])
    codes = found.codes.set_index("code_id")
    ours = {"alpha_u": found.value}
    for code in "ck":
        ours |= {f"alpha_u[{code}]": codes.loc[code, "alpha"], f"Do[{code}]": codes.loc[code, "observed"]}
        ours |= {f"De[{code}]": codes.loc[code, "expected"]}
    for name, expected in case["expected"].items():
        assert ours[name] == pytest.approx(expected["value"], abs=expected["tol"]), name


def sections(spans, length):
    """One coder's spans and gaps as (begin, length, is_span)."""
    found, at = [], 0
    for start, end in sorted(spans):
        found += [(at, start - at, 0)] if start > at else []
        found.append((start, end - start, 1))
        at = end
    return found + ([(at, length - at, 0)] if length > at else [])


def difference(g, h):
    (b, n, v), (c, k, w) = g, h
    if v and w:
        return (b - c) ** 2 + (b + n - c - k) ** 2 if -n < b - c < k else 0
    if v and not w:
        return n**2 if k - n >= b - c >= 0 else 0
    if w and not v:
        return k**2 if n - k >= c - b >= 0 else 0
    return 0


def by_definition(coders, length):
    """Alpha of one code as Krippendorff (1995) writes it, section by section."""
    cut, m, L = [sections(spans, length) for spans in coders], len(coders), length
    observed = sum(
        difference(g, h) for i in range(m) for j in range(m) if i != j for g in cut[i] for h in cut[j]
    ) / (m * (m - 1) * L**2)
    units = [n for coder in cut for _, n, is_span in coder if is_span]
    gaps = [k for coder in cut for _, k, is_span in coder if not is_span]
    among = sum((len(units) - 1) / 3 * (2 * n**3 - 3 * n**2 + n) for n in units)
    within = sum(n**2 * (k - n + 1) for n in units for k in gaps if k >= n)
    expected = 2 / L * (among + within) / (m * L * (m * L - 1) - sum(n * (n - 1) for n in units))
    return observed, expected


@st.composite
def markings(draw):
    """Up to three coders' disjoint spans on 40 characters."""
    coders = []
    for _ in range(draw(st.integers(2, 3))):
        cuts = sorted(draw(st.sets(st.integers(0, 40), max_size=8)))
        coders.append([(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)])
    return coders


def frame(coders, doc_id="d"):
    rows = [(doc_id, a, b, f"c{i}") for i, spans in enumerate(coders) for a, b in spans]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "coder_id"])


@settings(deadline=None, max_examples=60)
@given(markings())
def test_sums_are_those_of_the_definition(coders):
    found = unitizing_alpha(frame(coders), 40, coders=[f"c{i}" for i in range(len(coders))])
    observed, expected = by_definition(coders, 40)
    if expected == 0:
        assert math.isnan(found.value)
        assert found.reason == "no coder marked a span"
    else:
        assert found.codes.loc[0, "observed"] == pytest.approx(observed, abs=1e-12)
        assert found.codes.loc[0, "expected"] == pytest.approx(expected, abs=1e-12)
        assert found.value == pytest.approx(1 - observed / expected, abs=1e-12)


def simulate(n_docs: int, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = []
    for d in range(n_docs):
        for start in range(0, 900, 100):
            a, b = start + rng.integers(0, 30, 2)
            rows += [
                (f"d{d}", a, a + 50, "A", f"k{start % 200}"),
                (f"d{d}", b, b + 50, "B", f"k{start % 200}"),
            ]
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "coder_id", "code_id"])


def test_documents_drawn_twice_are_documents_given_twice():
    spans, lengths = simulate(12), {f"d{d}": 1000 for d in range(12)}
    found = unitizing_alpha(spans, lengths, n_resamples=500, seed=3)
    assert found.conf_low < found.value < found.conf_high
    rng, values = np.random.default_rng(4), []
    for _ in range(60):
        chosen = rng.integers(0, 12, 12)
        parts = [spans[spans["doc_id"] == f"d{d}"].assign(doc_id=f"e{i}") for i, d in enumerate(chosen)]
        values.append(unitizing_alpha(pd.concat(parts), {f"e{i}": 1000 for i in range(12)}).value)
    width = (found.conf_high - found.conf_low) / (2 * 1.96)
    assert width == pytest.approx(np.std(values), rel=0.35)


def test_order_does_not_matter_and_the_frame_is_unchanged():
    spans, lengths = simulate(3), {f"d{d}": 1000 for d in range(3)}
    before = spans.copy()
    one = unitizing_alpha(spans, lengths, n_resamples=50, seed=1)
    two = unitizing_alpha(spans.sample(frac=1, random_state=1), lengths, n_resamples=50, seed=1)
    pd.testing.assert_frame_equal(one.codes, two.codes)
    pd.testing.assert_frame_equal(spans, before)
    assert one.notes == ("intervals rest on 3 documents only and are rough",)


def test_same_spans_agree_fully_and_overlapping_ones_are_joined():
    spans = frame([[(0, 10), (5, 20), (30, 40)], [(0, 20), (30, 40)]])
    found = unitizing_alpha(spans, 40)
    assert (float(found), found.n_merged, found.n_spans) == (1.0, 1, 4)


def test_what_does_not_fit_is_refused():
    spans = frame([[(0, 10)], [(0, 50)]])
    with pytest.raises(TableError, match=r"span 1 .*, 0–50, is empty or reaches outside its text, 0–40"):
        unitizing_alpha(spans, 40)
    with pytest.raises(TableError, match="1 coders"):
        unitizing_alpha(spans[:1], 40)
    with pytest.raises(TableError, match="lacks a document"):
        unitizing_alpha(spans, {"e": 100})
    with pytest.raises(TableError, match="lie in 2 documents"):
        unitizing_alpha(pd.concat([spans, spans.assign(doc_id="e")]), 100)
    with pytest.raises(TableError, match="no column end"):
        unitizing_alpha(spans.drop(columns="end"), 100)
    with pytest.raises(TableError, match="not among coders="):
        unitizing_alpha(spans, 100, coders=["c0", "x"])
