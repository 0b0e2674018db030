"""What is in a study, what is out of date, where to go: the first thing a user looks at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.readers.register import REGISTER, read_register
from workbench.study.plan import is_fresh, plan_build
from workbench.study.settings import Study

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Status:
    """The parts of a study and the steps of its build, each with its state."""

    parts: pd.DataFrame
    steps: pd.DataFrame

    def _repr_html_(self) -> str:
        show = {"index": False, "border": 0, "escape": True}
        return self.parts.to_html(**show) + self.steps.to_html(**show)  # type: ignore[call-overload,no-any-return]


def status(study: Study) -> Status:
    """List the parts of a study with their counts, and the steps of the build with their state.

    Returns
    -------
    Status
        `parts` (part, 部分, n, where) and `steps` (step, state); shows itself as two tables in a notebook.
    """
    import pandas as pd

    steps = [
        (step.name, "最新 fresh" if is_fresh(step) else "待运行 out of date") for step in plan_build(study)
    ]
    return Status(
        pd.DataFrame(_parts(study), columns=["部分", "part", "n", "where"]),
        pd.DataFrame(steps, columns=["step", "state"]),
    )


def _parts(study: Study) -> list[tuple[str, str, int, str]]:
    corpus, surveys = study.corpus_path, study.surveys_path
    registered = len(read_register(corpus)) if (corpus / REGISTER).is_file() else 0
    codings = len(list((corpus / "codings").glob("*.csv")))
    reports = len(list(study.published_path.glob("*.*.*")))
    found = [
        ("登记的文档", "registered documents", registered, corpus / REGISTER),
        ("编码文件", "files of codings", codings, corpus / "codings"),
        ("案例", "cases", _rows(corpus / "register.csv"), corpus / "register.csv"),
        ("事实", "facts", _rows(corpus / "facts.csv"), corpus / "facts.csv"),
        ("问卷答卷", "questionnaires answered", _rows(surveys / "residents.csv"), surveys / "residents.csv"),
        ("报告", "published reports", reports, study.published_path),
    ]
    return [(zh, en, n, _shown(study, path)) for zh, en, n, path in found]


def _rows(path: Path) -> int:
    """Rows of a csv file without its header; 0 if there is no file."""
    import pandas as pd

    return len(pd.read_csv(path, usecols=[0])) if path.is_file() else 0


def _shown(study: Study, path: Path) -> str:
    return path.relative_to(study.path).as_posix() if path.is_relative_to(study.path) else path.name
