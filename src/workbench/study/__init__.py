"""A study folder: its settings, its build, its state."""

from workbench.study.build import Built, build_study
from workbench.study.check import check_study
from workbench.study.decide import decide
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
    "build_study",
    "check_study",
    "decide",
    "ingest",
    "new_study",
    "open_study",
    "plan_build",
    "session_info",
    "status",
]
