"""What a report notebook shows: title page, figures, tables, values; each in both languages."""

from workbench.report.display.figure import ShownFigure, show_figure
from workbench.report.display.front import FrontMatter, front_matter
from workbench.report.display.table import ShownTable, show_table
from workbench.report.display.values import CitedValues, cite_values

__all__ = [
    "CitedValues",
    "FrontMatter",
    "ShownFigure",
    "ShownTable",
    "cite_values",
    "front_matter",
    "show_figure",
    "show_table",
]
