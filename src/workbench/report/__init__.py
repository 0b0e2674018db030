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
from workbench.report.figures import (
    plot_agreement,
    plot_code_counts,
    plot_estimates,
    plot_keyness,
    plot_scale_by_case,
    plot_topics,
    plot_words,
)
from workbench.report.fonts import chinese_style
from workbench.report.matrix import plot_matrix
from workbench.report.publish import publish
from workbench.report.render import render

__all__ = [
    "CitedValues",
    "FrontMatter",
    "ShownFigure",
    "ShownTable",
    "chinese_style",
    "cite_values",
    "front_matter",
    "plot_agreement",
    "plot_code_counts",
    "plot_estimates",
    "plot_keyness",
    "plot_matrix",
    "plot_scale_by_case",
    "plot_topics",
    "plot_words",
    "publish",
    "render",
    "show_figure",
    "show_table",
]
