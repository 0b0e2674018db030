"""Which files of a study a kernel reads: the build's dependencies are observed, not declared.

The build runs `start` in the kernel before a notebook's first cell and `report` after its last one.
Python announces every file it opens to audit hooks, so a notebook cannot read a file unnoticed,
as long as it is opened by Python or by SQLite.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


class Trace:
    """Files below a folder that were opened, in the order of first use."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        self.opened: dict[str, None] = {}

    def start(self) -> None:
        """Listen from now on; Python has no way to stop an audit hook, so a kernel does this once."""
        sys.addaudithook(self._hear)

    def report(self) -> str:
        """What was read, and which of the workbench's own modules were loaded, as JSON."""
        modules = [
            module.__file__
            for name, module in sorted(sys.modules.items())
            if name.split(".")[0] == "workbench" and getattr(module, "__file__", None)
        ]
        return json.dumps({"opened": list(self.opened), "modules": modules})

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in {"open", "sqlite3.connect"} or not arguments:
            return
        name = arguments[0]
        if not isinstance(name, (str, bytes, os.PathLike)):
            return
        path = os.path.abspath(os.fsdecode(name))
        if path.startswith(self.root + os.sep) and not _is_state(path, self.root):
            self.opened.setdefault(path)


def _is_state(path: str, root: str) -> bool:
    """Whether a file is the work of a tool (caches, environments, the build's notes), not of the study."""
    parts = Path(os.path.relpath(path, root)).parts
    return any(part.startswith(".") or part in {"__pycache__", "src", "published"} for part in parts)
