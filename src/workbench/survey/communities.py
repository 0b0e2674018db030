"""From respondents to communities: means, and whether these means can be told apart."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.errors import TableError
from workbench.schemas import RESPONSES, check


def aggregate_to_cases(
    scores: pd.DataFrame, scales: Sequence[str], *, groups: str = "case_id"
) -> pd.DataFrame:
    """Mean of each scale in each community.

    Parameters
    ----------
    scores
        One row per respondent, from `score_scales`.
    scales
        Columns to take the mean of. Missing scores are left out of their mean.
    groups
        Column that names the community.

    Returns
    -------
    DataFrame
        One row per community: the community, n_respondents, one mean per scale, then n_… per scale (scores
        the mean rests on).

    Examples
    --------
    >>> people = pd.DataFrame({"respondent_id": ["r1", "r2", "r3"], "case_id": ["a", "a", "b"],
    ...                        "RES": [3.0, 4.0, None]})
    >>> aggregate_to_cases(people, ["RES"])
      case_id  n_respondents  RES  n_RES
    0       a              2  3.5      2
    1       b              1  NaN      0
    """
    check(scores, RESPONSES, name="scores")
    _refuse_missing(scores, [*scales, groups])
    grouped = scores.groupby(groups, sort=True)
    means = grouped[list(scales)].mean()
    counts = grouped[list(scales)].count().add_prefix("n_")
    size = grouped.size().rename("n_respondents")
    return pd.concat([size, means, counts], axis="columns").reset_index()


def intraclass_correlations(
    scores: pd.DataFrame, scales: Sequence[str], *, groups: str = "case_id"
) -> pd.DataFrame:
    r"""Share of variance between communities, and reliability of community means.

    Returns
    -------
    DataFrame
        One row per scale: scale, n_cases, n, n_dropped (scores missing), min_n (smallest community), icc1,
        icc2.

    Notes
    -----
    From a one-way analysis of variance with mean squares between and within communities and the mean size
    :math:`\bar n` of a community

    .. math::

        \mathrm{ICC}(1) = \frac{MS_b - MS_w}{MS_b + (\bar n - 1) MS_w}, \qquad
        \mathrm{ICC}(2) = \frac{MS_b - MS_w}{MS_b}

    References
    ----------
    Bliese, P. D. (2000). Within-group agreement, non-independence, and reliability. In K. J. Klein & S. W. J.
    Kozlowski (Eds.), *Multilevel theory, research, and methods in organizations* (pp. 349–381). Jossey-Bass.

    Examples
    --------
    >>> people = pd.DataFrame({"respondent_id": list("1234"), "case_id": list("aabb"),
    ...                        "RES": [1.0, 2.0, 4.0, 5.0]})
    >>> intraclass_correlations(people, ["RES"])[["icc1", "icc2"]].round(3)
        icc1   icc2
    0  0.895  0.944
    """
    _refuse_missing(scores, [*scales, groups])
    return pd.DataFrame([_icc_row(scores[[groups, scale]], scale, groups=groups) for scale in scales])


def _refuse_missing(scores: pd.DataFrame, columns: Sequence[str]) -> None:
    missing = [column for column in columns if column not in scores.columns]
    if missing:
        there = ", ".join(map(str, scores.columns))
        raise TableError(f"scores has no column {', '.join(missing)}; its columns are {there}")


def _icc_row(scores: pd.DataFrame, scale: str, *, groups: str) -> dict[str, object]:
    complete = scores.dropna()
    sizes = complete.groupby(groups).size()
    icc1, icc2 = _icc(complete[scale], complete[groups], sizes)
    return {
        "scale": scale,
        "n_cases": len(sizes),
        "n": len(complete),
        "n_dropped": len(scores) - len(complete),
        "min_n": int(sizes.min()) if len(sizes) else 0,
        "icc1": icc1,
        "icc2": icc2,
    }


def _icc(values: pd.Series[float], groups: pd.Series[str], sizes: pd.Series[int]) -> tuple[float, float]:
    n, n_groups = len(values), len(sizes)
    if n_groups < 2 or n <= n_groups:
        return float("nan"), float("nan")
    means = values.groupby(groups).transform("mean")
    between = float(((means - values.mean()) ** 2).sum()) / (n_groups - 1)
    within = float(((values - means) ** 2).sum()) / (n - n_groups)
    if between == 0:
        return float("nan"), float("nan")
    size = n / n_groups
    return (between - within) / (between + (size - 1) * within), (between - within) / between
