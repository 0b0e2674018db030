"""The kinds of output that a report publishes; every other output of a notebook stays in the notebook."""

from __future__ import annotations

FRONT = "application/vnd.workbench.front+json"
FIGURE = "application/vnd.workbench.figure+json"
TABLE = "application/vnd.workbench.table+json"
VALUES = "application/vnd.workbench.values+json"
KEPT_IN_METADATA = "workbench"  # the figure of the second language, where nbval does not compare pixels

Bundle = tuple[dict[str, object], dict[str, object]]
