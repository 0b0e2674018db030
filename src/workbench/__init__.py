"""workbench: from interviews, policy texts and surveys to reports in which every number opens to its evidence.

Public names resolve on first use, so that ``import workbench`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

_MODULE_OF = {
    "Codebook": "codebook",
    "Corpus": "corpus",
    "Document": "corpus",
    "Questionnaire": "survey",
    "Study": "study",
    "WorkbenchError": "errors",
}

__all__ = sorted([*_MODULE_OF])
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name in _MODULE_OF:
        return getattr(import_module(f"workbench.{_MODULE_OF[name]}"), name)
    raise AttributeError(f"workbench has no public name {name!r}; see workbench.__all__")


def __dir__() -> list[str]:
    return __all__
