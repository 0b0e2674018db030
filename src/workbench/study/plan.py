"""The steps of a build: which there are, in which order, and which are up to date."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from workbench.errors import BuildError
from workbench.evidence.language import Language
from workbench.study import records
from workbench.study.settings import Format, Study

#: The start page shows the state of the build, so it is not a part of it.
START_NOTEBOOK = "00_start.ipynb"

StepKind = Literal["notebook", "report"]


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
        code = code_of(step)
    except BuildError:
        return False
    return records.is_unchanged(records.read_record(step.record), code)


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


def code_of(step: Step) -> str:
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
