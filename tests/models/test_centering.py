import pytest

from workbench.errors import TableError
from workbench.models import center_within


def test_centring_splits_a_column_without_loss(residents):
    centred = center_within(residents, ["PL", "age"], groups="case_id")
    assert (centred["PL_within"] + centred["PL_between"]).tolist() == pytest.approx(residents["PL"].tolist())
    assert centred.groupby("case_id")["PL_within"].mean().tolist() == pytest.approx([0] * 12, abs=1e-12)
    assert centred["age_within"].isna().sum() == 3
    assert "PL_within" not in residents.columns


@pytest.mark.parametrize(
    ("columns", "message"), [(["XX"], "no column XX"), (["PL"], "already a column PL_within")]
)
def test_centring_refuses_unknown_and_taken_names(residents, columns, message):
    with pytest.raises(TableError, match=message):
        center_within(residents.assign(PL_within=0.0), columns, groups="case_id")
