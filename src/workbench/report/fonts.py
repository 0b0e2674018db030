"""The two Chinese typefaces that every figure and every PDF uses: Noto Sans SC and Noto Serif SC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import MissingDependencyError

SANS = "Noto Sans SC"
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#555555")  # Okabe & Ito 2008

_STYLE: dict[str, Any] = {
    "font.family": [SANS, "DejaVu Sans"],  # the second ships with matplotlib and fills rare signs
    "font.size": 9,
    "axes.labelsize": 9,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.edgecolor": "#444444",
    "axes.unicode_minus": True,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "legend.fontsize": 8.5,
    "legend.frameon": False,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.5,
    "lines.linewidth": 1.4,
    "figure.figsize": (5.9, 3.4),
    "figure.constrained_layout.use": True,
    "figure.facecolor": "white",
    "mathtext.fontset": "stix",
}


def font_folder() -> Path:
    """Folder with the two typefaces."""
    return _sans_file().parent


@contextmanager
def chinese_style() -> Iterator[None]:
    """Draw with the packaged typeface and the style of the reports, inside a ``with`` block only."""
    from cycler import cycler
    from matplotlib import font_manager, rc_context

    file = str(_sans_file())
    if all(font.fname != file for font in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(file)
    style: Any = {**_STYLE, "axes.prop_cycle": cycler(color=COLOURS)}
    with rc_context(style):
        yield


def _sans_file() -> Path:
    try:
        from pylopdf_fonts_zh_cn import sans_path
    except ImportError as error:
        raise MissingDependencyError(
            "Chinese figures and PDF need a typeface: pip install 'workbench[report]'"
        ) from error
    return Path(sans_path())
