"""A matrix of numbers as a heat map: codes by cases, silence left white."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.evidence import Language, Text, pick

_WIDTH = 6.3  # inches: the text width of an A4 page
_ROW = 0.27


def plot_matrix(
    frame: pd.DataFrame,
    *,
    rows: str,
    columns: str,
    value: str,
    legend: Text,
    lang: Language,
    labels: Mapping[str, Text] | None = None,
) -> Any:
    """Plot a long table as a heat map with seaborn; cells of 0 stay white.

    Parameters
    ----------
    frame
        One row per cell; rows and columns are drawn in the order in which they first occur.
    rows, columns, value
        Columns of the frame.
    legend
        What the colour means, in both languages.
    labels
        Names of rows and columns in both languages.
    """
    import seaborn as sns
    from matplotlib import pyplot as plt

    order = [list(dict.fromkeys(frame[name])) for name in (rows, columns)]
    cells = frame.pivot(index=rows, columns=columns, values=value).loc[order[0], order[1]]
    names = [[pick((labels or {}).get(key, key), lang) for key in keys] for keys in order]
    figure, axes = plt.subplots(figsize=(_WIDTH, 1.3 + _ROW * len(cells)))
    sns.heatmap(
        cells,
        mask=cells == 0,
        cmap="viridis_r",
        linewidths=0.6,
        linecolor="#e6e6e6",
        cbar_kws={"label": pick(legend, lang), "shrink": 0.75, "pad": 0.02},
        xticklabels=names[1],
        yticklabels=names[0],
        ax=axes,
    )
    axes.set(xlabel="", ylabel="")
    axes.grid(visible=False)
    axes.tick_params(axis="x", rotation=90, length=0, labelsize=8)
    axes.tick_params(axis="y", rotation=0, length=0)
    for side in axes.spines.values():
        side.set(visible=True, color="#999999", linewidth=0.6)
    return figure
