"""My view and our community: a predictor split into its group's mean and the deviation from it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.errors import TableError


def center_within(data: pd.DataFrame, columns: Sequence[str], *, groups: str) -> pd.DataFrame:
    """Split each column into its group's mean and the deviation from it.

    Parameters
    ----------
    data
        One row per respondent.
    columns
        Numeric columns, such as ``["PL", "CO"]``.
    groups
        Column of the groups.

    Returns
    -------
    pandas.DataFrame
        The data with ``PL_between`` (mean of the group, over those who answered) and ``PL_within``
        (own value minus that mean) for each column. Rows without a group get missing values.

    References
    ----------
    Enders, C. K., & Tofighi, D. (2007). Centering predictor variables in cross-sectional multilevel models.
    *Psychological Methods, 12*(2), 121–138.

    Examples
    --------
    >>> data = pd.DataFrame({"case_id": ["a", "a", "b"], "PL": [1.0, 3.0, 5.0]})
    >>> center_within(data, ["PL"], groups="case_id")[["PL_within", "PL_between"]].to_numpy().tolist()
    [[-1.0, 2.0], [1.0, 2.0], [0.0, 5.0]]
    """
    missing = [name for name in [*columns, groups] if name not in data.columns]
    taken = [name + end for name in columns for end in ("_within", "_between") if name + end in data.columns]
    if missing or taken:
        problem = f"no column {', '.join(missing)}" if missing else f"already a column {', '.join(taken)}"
        raise TableError(f"the data have {problem}; columns are {', '.join(map(str, data.columns))}")
    means = data.groupby(groups)[list(columns)].transform("mean")
    return data.assign(
        **{f"{name}_within": data[name] - means[name] for name in columns},
        **{f"{name}_between": means[name] for name in columns},
    )
