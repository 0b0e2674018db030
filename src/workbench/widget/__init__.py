"""Pages in JupyterLab: review of repairs."""

from workbench.widget.review import review

__all__ = ["review"]
