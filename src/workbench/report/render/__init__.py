"""From an executed notebook to one file of one language and format."""

from workbench.report.render.pipeline import render

__all__ = ["render"]
