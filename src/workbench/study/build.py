"""Build a study: run the notebooks that are out of date, then write the reports that are.

doit orders the steps and runs them; what is up to date is decided by content (`records`).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from workbench.errors import BuildError, DefinitionError, WorkbenchError
from workbench.evidence.language import Language
from workbench.study import records
from workbench.study.plan import Step, code_of, is_fresh, plan_build, read_code
from workbench.study.settings import Format, Study


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
class Built:
    """What a build did: names of the steps that ran and that were fresh, and the reports that lie ready."""

    ran: tuple[str, ...]
    fresh: tuple[str, ...]
    reports: tuple[Path, ...]


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


def _run_notebook(step: Step, study: Study, publisher: Publisher) -> None:
    from workbench.study.execute import execute_notebook

    read_code(step.notebook)
    started = time.time_ns()
    run = execute_notebook(step.notebook, study_path=study.path)
    records.write_record(
        step.record,
        {
            "code": code_of(step),
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
            "code": code_of(step),
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
