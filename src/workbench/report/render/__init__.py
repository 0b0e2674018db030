"""From an executed notebook to one file of one language and format."""

from workbench.report.render.pipeline import FORMATS, Format, render

__all__ = ["FORMATS", "Format", "render"]
