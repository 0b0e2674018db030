"""Which versions computed a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.study.records import environment

if TYPE_CHECKING:
    import pandas as pd


def session_info() -> pd.DataFrame:
    """Versions of Python, the workbench and the libraries that can change a number."""
    import pandas as pd

    return pd.DataFrame(list(environment().items()), columns=["package", "version"])
