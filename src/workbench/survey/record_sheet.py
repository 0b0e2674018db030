"""The record sheets of communities: what offices and logs say, one row a community."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from workbench.sources.cells import check_columns, check_unique, read_cells


def read_records(path_or_frame: str | Path | pd.DataFrame) -> pd.DataFrame:
    """Read community record sheets from a CSV file, an xlsx file or a frame.

    Parameters
    ----------
    path_or_frame
        One row per community: ``case_id`` (or ``community_id``) and the fields of the record sheet.

    Returns
    -------
    DataFrame
        ``case_id`` and the fields, as numbers where every filled cell is one; empty cells are missing.

    Raises
    ------
    TableError
        Naming the row of a community that is empty or there twice.

    Examples
    --------
    >>> sheet = {"case_id": ["c1", "c2"], "c_pop": ["4860", ""], "c_riskmap": ["none", "exists"]}
    >>> read_records(pd.DataFrame(sheet))
      case_id   c_pop c_riskmap
    0      c1  4860.0      none
    1      c2     NaN    exists
    """
    cells = read_cells(path_or_frame)
    frame = cells.frame.rename(columns={"community_id": "case_id"})
    check_columns(frame, ["case_id"], name=cells.source)
    check_unique(frame, "case_id", name=cells.source)
    return pd.DataFrame({name: _typed(frame[name]) for name in frame.columns}).reset_index(drop=True)


def _typed(column: pd.Series[str]) -> pd.Series:
    filled = column.where(column != "", None)
    numbers = pd.to_numeric(filled, errors="coerce")
    return numbers if numbers.notna().eq(filled.notna()).all() and column.name != "case_id" else filled
