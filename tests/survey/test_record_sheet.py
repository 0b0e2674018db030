from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from workbench.errors import TableError
from workbench.survey import read_records


def test_the_example_has_a_record_for_every_simulated_community(root: Path) -> None:
    records = read_records(root / "surveys" / "communities.csv")
    assert list(records["case_id"]) == [f"sim{i:02d}" for i in range(1, 25)]
    assert set(records["status"]) == {"simulated"}
    assert records["c_pop"].dtype.kind in "fi"


@pytest.mark.parametrize(
    ("ids", "message"),
    [(["a", "a"], "row 3: case_id a is there already in row 2"), (["a", ""], "row 3: case_id is empty")],
)
def test_a_community_has_one_row(ids: list[str], message: str) -> None:
    with pytest.raises(TableError, match=message):
        read_records(pd.DataFrame({"case_id": ids, "c_pop": ["1", "2"]}))


def test_a_sheet_without_communities_is_refused() -> None:
    with pytest.raises(TableError, match="no column case_id"):
        read_records(pd.DataFrame({"x": ["1"]}))
