"""Run pandoc: trees and bytes in, trees and bytes out, no file of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from workbench.errors import MissingDependencyError, ReportError
from workbench.report.render.elements import Element


def template(name: str) -> Path:
    """File of the package's ``templates`` folder."""
    return Path(str(files("workbench.report") / "templates" / name))


def run_pandoc(arguments: Sequence[str], data: bytes, *, epoch: int = 0) -> bytes:
    """Run pandoc on some bytes; `epoch` is the time it writes into files."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    result = subprocess.run(
        [_pandoc(), *arguments], input=data, capture_output=True, env=environment, check=False
    )
    if result.returncode:
        message = " ".join(result.stderr.decode("utf-8", "replace").split())
        raise ReportError(f"pandoc cannot set the report: {message[:300]}")
    return result.stdout


def to_format(tree: Element, form: str, *options: str, epoch: int = 0) -> bytes:
    """Write a tree in a format of pandoc; what pandoc warns of is an error."""
    arguments = ["--from=json", f"--to={form}", "--fail-if-warnings", "--sandbox", "--output=-", *options]
    return run_pandoc(arguments, json.dumps(tree, ensure_ascii=False).encode(), epoch=epoch)


def read_cells(sources: Sequence[str]) -> list[list[Element]]:
    """Read the markdown of every cell by itself, in one run of pandoc; HTML and TeX commands stay text."""
    cells = json.dumps(list(sources), ensure_ascii=False).encode()
    trees: list[Any] = json.loads(run_pandoc(["lua", str(template("read_cells.lua"))], cells))
    return [tree["blocks"] for tree in trees]


def _pandoc() -> str:
    try:
        import pypandoc
    except ImportError as error:
        raise MissingDependencyError("Reports need pandoc: pip install 'workbench[report]'") from error
    return str(pypandoc.get_pandoc_path())
