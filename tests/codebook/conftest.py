"""A small codebook with two levels, and codings made under it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from workbench.codebook import Attribute, Code, Codebook, CompoundTerm, Family, Group
from workbench.coding import make_codings


@pytest.fixture
def codebook() -> Codebook:
    return Codebook(
        codes=(
            Code("resident", "actor", "居民", "Resident", parent="citizens", terms_zh=("住户",)),
            Code("tenant", "actor", "租户", "Tenant", parent="resident", terms_zh=("租客",)),
            Code("volunteer", "actor", "志愿者", "Volunteer", terms_zh=("义工",), example_zh="他每周来。"),
            Code("helper", "actor", "热心人", "Helper", terms_zh=("帮手",), confusable_with=("volunteer",)),
            Code("before", "phase", "事前", "Before"),
            Code("after", "phase", "事后", "After"),
        ),
        families=(
            Family("actor", "主体", "Actor"),
            Family("phase", "阶段", "Phase", max_per_segment=1),
        ),
        version="1.0",
        groups=(Group("citizens", "actor", "居民方", "Citizens"),),
        attributes=(Attribute("valence", ("pos", "neg")),),
        compound_terms=(CompoundTerm("居民志愿者", ("resident", "volunteer")),),
    )


@pytest.fixture
def code() -> Callable[..., pd.DataFrame]:
    """Codings ``(code_id, start, end)`` of one coder, made under a version."""

    def make(
        *marks: tuple[str, int, int], version: str = "1.0", coder: str = "li", **more: str
    ) -> pd.DataFrame:
        return make_codings(
            {
                "doc_id": "d",
                "start": start,
                "end": end,
                "code_id": code_id,
                "coder_id": coder,
                "coder_kind": "human",
                "codebook_version": version,
                "text_hash": "h",
                "confidence": None,
                "quote": "",
                "memo": "",
                "attributes": "{}",
                **more,
            }
            for code_id, start, end in marks
        )

    return make
