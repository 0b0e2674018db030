"""Texts that a spreadsheet would run as a formula, written so that it shows them instead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

#: What a spreadsheet takes for the beginning of a formula, in either width.
_FORMULA = "[=+\\-@＝＋－＠\t\r\n]"
_RISKY = re.compile(f"'*{_FORMULA}")
_MARKED = re.compile(f"''*{_FORMULA}")


def mark_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Put an apostrophe before every text that begins like a formula, after apostrophes or not.

    >>> mark_formulas(pd.DataFrame({"memo": ["=1+1", "'=1+1", "'一'"]}))["memo"].tolist()
    ["'=1+1", "''=1+1", "'一'"]
    """
    return _each_text(frame, lambda text: f"'{text}" if _RISKY.match(text) else text)


def unmark_formulas(frame: pd.DataFrame) -> pd.DataFrame:
    """Take away the apostrophe that `mark_formulas` put there, and no other."""
    return _each_text(frame, lambda text: text[1:] if _MARKED.match(text) else text)


def _each_text(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    texts = {
        str(name): column.map(lambda value: change(value) if isinstance(value, str) else value)
        for name, column in frame.items()
        if not pd.api.types.is_numeric_dtype(column) and len(column)
    }
    return frame.assign(**texts)
