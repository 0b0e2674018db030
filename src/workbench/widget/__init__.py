"""Pages in JupyterLab: coding by hand, and review of repairs."""

from workbench.widget.coding import code
from workbench.widget.review import review

__all__ = ["code", "review"]
