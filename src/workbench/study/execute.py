"""Run one notebook in a fresh kernel and put its outputs into the file, or leave the file as it was."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import BuildError, MissingDependencyError, WorkbenchError

_SECONDS_A_CELL = 900
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Run:
    """What a notebook read while it ran."""

    opened: tuple[str, ...]
    modules: tuple[str, ...]


def execute_notebook(path: Path, *, study_path: Path) -> Run:
    """Run a notebook in its own folder and write it back with fresh outputs, in one step.

    The file is not touched if a cell raises, or if somebody saved it while it ran.

    Raises
    ------
    BuildError
        Naming the notebook, the cell and the error in one line.
    """
    try:
        import nbclient  # noqa: F401
        import nbformat
    except ImportError as error:
        raise MissingDependencyError(
            "Running notebooks needs nbclient: pip install 'workbench[report]'"
        ) from error

    before = path.read_bytes()
    notebook: Any = nbformat.reads(before.decode("utf-8"), as_version=4)
    original = len(notebook.cells)
    notebook.cells = [_cell(_START.format(root=str(study_path))), *notebook.cells, _cell(_REPORT)]
    _run(notebook, path)
    report = json.loads("".join(o.get("text", "") for o in notebook.cells[-1].outputs))
    notebook.cells = notebook.cells[1 : original + 1]
    _tidy(notebook)
    _replace(path, before, nbformat.writes(notebook) + "\n")
    return Run(tuple(report["opened"]), tuple(report["modules"]))


_START = "from workbench.study.trace import Trace as _Trace\n_trace = _Trace({root!r})\n_trace.start()"
_REPORT = "print(_trace.report())"


def _cell(source: str) -> Any:
    import nbformat

    return nbformat.v4.new_code_cell(source)


def _run(notebook: Any, path: Path) -> None:
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    client = NotebookClient(
        notebook,
        timeout=_SECONDS_A_CELL,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute(stderr=subprocess.DEVNULL)  # the kernel's own log; what a cell prints is an output
    except CellExecutionError as error:
        where = f"{path.name}: cell {_failed(notebook)} raised {error.ename}: {_first_line(error.evalue)}"
        remedy = "" if _is_ours(error.ename) else "; open the notebook, mend the cell and build again"
        raise BuildError(where + remedy) from error
    except NoSuchKernel as error:
        raise BuildError(
            f"{path.name}: there is no Python kernel to run it; pip install ipykernel"
        ) from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise BuildError(f"{path.name}: {_first_line(str(error))}; the notebook is as it was") from error


def _is_ours(name: str, kind: type[WorkbenchError] = WorkbenchError) -> bool:
    """Whether an error of that name is one of the workbench's, whose message says what to do."""
    return kind.__name__ == name or any(_is_ours(name, below) for below in kind.__subclasses__())


def _failed(notebook: Any) -> int:
    """Number, from 1, of the cell that raised, as the reader of the notebook counts cells."""
    for number, cell in enumerate(notebook.cells):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return number
    return 0


def _first_line(message: str) -> str:
    return _ANSI.sub("", message).strip().split("\n")[0]


def _tidy(notebook: Any) -> None:
    """Counts from 1 and no times, so that a run that changes nothing leaves the same bytes."""
    count = 0
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count
    notebook.metadata.pop("language_info", None)


def _replace(path: Path, before: bytes, text: str) -> None:
    if path.read_bytes() != before:
        raise BuildError(
            f"{path.name} was saved by another program while the build ran it; nothing was overwritten, "
            "build again"
        )
    data = text.encode("utf-8")
    if data == before:
        return
    part = path.with_suffix(".part")
    part.write_bytes(data)
    os.replace(part, path)
