"""Build a study: run the notebooks that are out of date, then write the reports that are.

doit orders the steps and runs them; what is up to date is decided by content (`records`).
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from workbench.errors import BuildError, DefinitionError, WorkbenchError
from workbench.evidence.language import Language
from workbench.study import records
from workbench.study.settings import Format, Study

#: The start page shows the state of the build, so it is not a part of it.
START_NOTEBOOK = "00_start.ipynb"

StepKind = Literal["notebook", "report"]


class Publisher(Protocol):
    """Writes one report; given by the layer above, which knows how reports are made."""

    def __call__(self, notebook: Path, *, to: Path, format: Format, lang: Language) -> Path:
        """Write the report and return its path."""
        ...


class Progress(Protocol):
    """Hears how a build goes; the command line draws a bar from it."""

    def __call__(self, step: Step, state: Literal["start", "done", "fresh", "failed"]) -> None:
        """Take note of one step."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work with its record and what must come before it."""

    name: str
    kind: StepKind
    notebook: Path
    record: Path
    after: tuple[str, ...] = ()
    target: Path | None = None
    format: Format = "html"
    lang: Language = "zh"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: names of the steps that ran and that were fresh, and the reports that lie ready."""

    ran: tuple[str, ...]
    fresh: tuple[str, ...]
    reports: tuple[Path, ...]


def plan_build(
    study: Study, *, formats: tuple[Format, ...] | None = None, langs: tuple[Language, ...] | None = None
) -> tuple[Step, ...]:
    """All steps of a build in their order: every numbered notebook, then every report."""
    notebooks = tuple(_notebook_step(study, path) for path in study_notebooks(study))
    report = study.notebooks_path / study.report_notebook
    if not report.is_file():
        return notebooks
    reports = tuple(
        _report_step(study, report, format=format, lang=lang)
        for lang in langs or study.languages
        for format in formats or study.formats
    )
    return notebooks + reports


def study_notebooks(study: Study) -> tuple[Path, ...]:
    """Notebooks that the build runs: ``NN_name.ipynb`` in the notebooks folder, without the start page."""
    found = sorted(study.notebooks_path.glob("[0-9][0-9]_*.ipynb"))
    return tuple(path for path in found if path.name != START_NOTEBOOK)


def is_fresh(step: Step) -> bool:
    """Whether a step has nothing to do: same code, same files by content, results still in place."""
    try:
        code = _code_of(step)
    except BuildError:
        return False
    return records.is_unchanged(records.read_record(step.record), code)


def build_study(
    study: Study,
    publisher: Publisher,
    *,
    formats: tuple[Format, ...] | None = None,
    langs: tuple[Language, ...] | None = None,
    progress: Progress | None = None,
) -> Built:
    """Run what is out of date and nothing else.

    Parameters
    ----------
    study : Study
    publisher : callable
        Writes one report, see `Publisher`.
    formats, langs : tuple of str, optional
        Which reports; all that ``study.toml`` names if not given.
    progress : callable, optional
        Hears of every step.

    Raises
    ------
    BuildError
        With the message of the first step that failed; finished steps keep their results.
    """
    steps = plan_build(study, formats=formats, langs=langs)
    if not steps:
        raise BuildError(
            f"{study.notebooks_path} holds no notebook to build; `workbench new` shows how one looks"
        )
    journal = _Journal(progress)
    tasks = [_task(step, study, publisher, journal) for step in steps]
    _run_doit(tasks, journal)
    if journal.error is not None:
        raise journal.error
    reports = tuple(step.target for step in steps if step.target is not None)
    return Built(tuple(journal.ran), tuple(journal.fresh), reports)


class _Journal:
    """Collects what happened while doit runs."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.ran: list[str] = []
        self.fresh: list[str] = []
        self.error: WorkbenchError | None = None

    def note(self, step: Step, state: Literal["start", "done", "fresh", "failed"]) -> None:
        if state == "done":
            self.ran.append(step.name)
        elif state == "fresh":
            self.fresh.append(step.name)
        if self.progress is not None:
            self.progress(step, state)


def _task(step: Step, study: Study, publisher: Publisher, journal: _Journal) -> dict[str, Any]:
    def run() -> bool:
        journal.note(step, "start")
        try:
            _ACTIONS[step.kind](step, study, publisher)
        except WorkbenchError as error:
            journal.error = journal.error or error
            journal.note(step, "failed")
            return False
        journal.note(step, "done")
        return True

    def fresh() -> bool:
        found = is_fresh(step)
        if found:
            journal.note(step, "fresh")
        return found

    return {"name": step.name, "actions": [run], "uptodate": [fresh], "task_dep": list(step.after)}


def _run_doit(tasks: list[dict[str, Any]], journal: _Journal) -> None:
    """Let doit order and run the tasks; its own database is not needed and is thrown away."""
    from doit.cmd_base import ModuleTaskLoader
    from doit.doit_cmd import DoitMain
    from doit.reporter import ZeroReporter

    with tempfile.TemporaryDirectory() as scratch:
        config = {
            "dep_file": str(Path(scratch) / "doit"),
            "backend": "json",
            "reporter": ZeroReporter,
            "verbosity": 0,
            "default_tasks": [task["name"] for task in tasks],
        }
        namespace: dict[str, Any] = {"DOIT_CONFIG": config}
        namespace |= {f"task_{i}": _creator(task) for i, task in enumerate(tasks)}
        status = DoitMain(ModuleTaskLoader(namespace), extra_config={}).run(["run"])
    if status and journal.error is None:
        raise BuildError("the build stopped before its first step; `workbench check` says what is wrong")


def _creator(task: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    def create() -> dict[str, Any]:
        return {"basename": task["name"], **{k: v for k, v in task.items() if k != "name"}}

    return create


def _notebook_step(study: Study, path: Path) -> Step:
    return Step(path.stem, "notebook", path, study.state_path / "build" / f"{path.stem}.json")


def _report_step(study: Study, notebook: Path, *, format: Format, lang: Language) -> Step:
    name = f"{notebook.stem}.{lang}.{format}"
    return Step(
        name=name,
        kind="report",
        notebook=notebook,
        record=study.state_path / "build" / f"{name}.json",
        after=(notebook.stem,),
        target=study.published_path / name,
        format=format,
        lang=lang,
    )


def _code_of(step: Step) -> str:
    """Digest of what a step executes: the code cells, or the whole notebook that a report is made from."""
    if step.kind == "report":
        return records.digest_file(step.notebook)
    return records.digest_text(json.dumps(read_code(step.notebook), ensure_ascii=False))


def read_code(path: Path) -> list[Any]:
    """Code cells with their outputs: a notebook whose outputs were cleared or changed by hand runs again.

    Raises
    ------
    BuildError
        If the file is no notebook.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return [
            [_joined(cell["source"]), cell["outputs"]]
            for cell in notebook["cells"]
            if cell["cell_type"] == "code"
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BuildError(
            f"{path.name} is not a notebook that can be read ({type(error).__name__}); restore it from git "
            "or save it again in JupyterLab"
        ) from error


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _run_notebook(step: Step, study: Study, publisher: Publisher) -> None:
    from workbench.study.execute import execute_notebook

    read_code(step.notebook)
    started = time.time_ns()
    run = execute_notebook(step.notebook, study_path=study.path)
    records.write_record(
        step.record,
        {
            "code": _code_of(step),
            "environment": records.environment(),
            "files": records.digest_files(dict.fromkeys([*run.opened, *run.modules]), since=started),
        },
    )


def _write_report(step: Step, study: Study, publisher: Publisher) -> None:
    target = publisher(step.notebook, to=study.published_path, format=step.format, lang=step.lang)
    if target != step.target:
        raise DefinitionError(f"the report was written to {target}, not to {step.target}")
    files = [target, *_report_inputs(study)]
    records.write_record(
        step.record,
        {
            "code": _code_of(step),
            "environment": records.environment(),
            "files": records.digest_files(files),
        },
    )


def _report_inputs(study: Study) -> Iterator[Path]:
    """Bibliography, styles and the code that makes a report."""
    yield from sorted(p for p in study.reports_path.glob("*") if p.is_file())
    source = Path(__file__).resolve().parent.parent
    for folder in ("report", "evidence"):
        yield from sorted(
            p for p in (source / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts
        )


_ACTIONS: dict[str, Callable[[Step, Study, Publisher], None]] = {
    "notebook": _run_notebook,
    "report": _write_report,
}
