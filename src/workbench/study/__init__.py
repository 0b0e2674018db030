"""A study folder: its settings, its build, its state."""

from workbench.study.build import Built, build_study
from workbench.study.check import check_study
from workbench.study.codebook import change_codebook, recode, undecided_codings
from workbench.study.decide import decide
from workbench.study.double_coding import (
    adjudicate,
    adjudications,
    codings_for,
    compare_coders,
    finish_coding,
    start_double_coding,
)
from workbench.study.ingest import Ingested, ingest
from workbench.study.new import new_study
from workbench.study.plan import Step, plan_build
from workbench.study.session import session_info
from workbench.study.settings import Study, open_study
from workbench.study.status import Status, status

__all__ = [
    "Built",
    "Ingested",
    "Status",
    "Step",
    "Study",
    "adjudicate",
    "adjudications",
    "build_study",
    "change_codebook",
    "check_study",
    "codings_for",
    "compare_coders",
    "decide",
    "finish_coding",
    "ingest",
    "new_study",
    "open_study",
    "plan_build",
    "recode",
    "session_info",
    "start_double_coding",
    "status",
    "undecided_codings",
]
