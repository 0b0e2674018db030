"""Figures, tables and values of a report notebook, and its publication in two languages and three formats."""

from workbench.report.display import (
    CitedValues,
    FrontMatter,
    ShownFigure,
    ShownTable,
    cite_values,
    front_matter,
    show_figure,
    show_table,
)
from workbench.report.fonts import chinese_style
from workbench.report.publish import publish
from workbench.report.render import FORMATS, Format, render

__all__ = [
    "FORMATS",
    "CitedValues",
    "Format",
    "FrontMatter",
    "ShownFigure",
    "ShownTable",
    "chinese_style",
    "cite_values",
    "front_matter",
    "publish",
    "render",
    "show_figure",
    "show_table",
]
