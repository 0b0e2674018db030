"""Show a figure in both languages, at print resolution, with a text of what it plots."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.evidence import LANGUAGES, Basis, Language, Text, basis_of, in_both, record_of
from workbench.report.display.front import SIMULATED
from workbench.report.display.labels import check_label
from workbench.report.display.mime import FIGURE, KEPT_IN_METADATA, Bundle
from workbench.report.fonts import chinese_style

if TYPE_CHECKING:
    import pandas as pd

PRINT_DPI = 200
_SHOWN_DPI = 100  # in the notebook


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure drawn once for each language."""

    label: str
    caption: dict[str, str]
    note: dict[str, str]
    simulated: bool
    summary: str
    png: dict[str, bytes]
    basis: tuple[Basis, ...] = ()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        png = {lang: base64.b64encode(data).decode() for lang, data in self.png.items()}
        width, height = (pixels * _SHOWN_DPI // PRINT_DPI for pixels in png_size(self.png["zh"]))
        record = {
            "label": self.label,
            "caption": self.caption,
            "note": self.note,
            "simulated": self.simulated,
            "summary": self.summary,
            "basis": [record_of(basis) for basis in self.basis],
        }
        data: dict[str, object] = {
            "text/plain": f"{self.label}\n{self.summary}",
            "image/png": png["zh"],
            FIGURE: record,
        }
        size = {"width": width, "height": height}
        return data, {"image/png": size, KEPT_IN_METADATA: {"png_en": png["en"]}}


def show_figure(
    draw: Callable[[Language], Any],
    *,
    label: str,
    caption: Text,
    note: Text = "",
    simulated: bool = False,
    summary: pd.DataFrame | None = None,
    of: object = (),
) -> ShownFigure:
    """Show a figure that a report prints as 图 1 or Figure 1.

    Parameters
    ----------
    draw
        Called as ``draw("zh")`` and ``draw("en")``; returns the matplotlib figure.
    label
        Such as ``"fig-kappa"``; the text cites it as ``[@fig-kappa]``.
    caption, note
        In both languages; plain text. The note stands below the caption.
    simulated
        Whether the data are invented; the picture and its caption then say so.
    summary
        The plotted numbers, if the text of the output is to show these; else they are read off the figure.
    of
        What the figure rests on, as for `workbench.value`.
    """
    drawn = {lang: _draw(draw, lang, simulated=simulated) for lang in LANGUAGES}
    return ShownFigure(
        label=check_label(label, kind="fig"),
        caption=in_both(caption, name="caption"),
        note=in_both(note, name="note"),
        simulated=simulated,
        summary=drawn["zh"][1] if summary is None else _table_summary(summary),
        png={lang: png for lang, (png, _) in drawn.items()},
        basis=basis_of(of),
    )


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header of a PNG."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _draw(draw: Callable[[Language], Any], lang: Language, *, simulated: bool) -> tuple[bytes, str]:
    import matplotlib.pyplot as plt

    file = io.BytesIO()
    with chinese_style():
        figure = draw(lang)
        if simulated:  # in the picture itself, which travels without its caption
            figure.text(1, -0.005, SIMULATED[lang], ha="right", va="top", fontsize=6.5, color="#8a8a8a")
        try:
            figure.savefig(
                file,
                format="png",
                dpi=PRINT_DPI,
                bbox_inches="tight",
                pad_inches=0.06,
                metadata={"Software": None},
            )
            return file.getvalue(), _figure_summary(figure)
        finally:
            plt.close(figure)


def _figure_summary(figure: Any) -> str:
    lines = []
    for place, axes in enumerate(figure.axes, start=1):
        drawn = [("line", line.get_ydata()) for line in axes.lines]
        drawn += [("points", c.get_offsets()) for c in axes.collections if len(c.get_offsets())]
        drawn += [("bar", [p.get_width(), p.get_height()]) for p in axes.patches if hasattr(p, "get_width")]
        lines += [f"panel {place} {kind}: {_describe(numbers)}" for kind, numbers in drawn]
    return "\n".join(lines)


def _describe(numbers: Any) -> str:
    import numpy as np

    flat: Any = np.ma.filled(np.ma.asarray(numbers, dtype=float), np.nan).ravel()
    return f"n {flat.size}, values {' '.join(f'{x:.4g}' for x in flat[:8])}, digest {_digest(flat)}"


def _digest(flat: Any) -> str:
    text = " ".join(f"{number + 0.0:.6g}" for number in flat)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _table_summary(frame: pd.DataFrame) -> str:
    return frame.to_string(index=False, float_format=lambda number: f"{number:.4g}")
