"""Write an empty study: the folders, the codebook and questionnaire to start from, notebooks that build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from workbench.errors import InputError
from workbench.study.settings import SETTINGS, Study, open_study

_TEMPLATE = Path(__file__).resolve().parent / "template"


def new_study(path: str | os.PathLike[str], *, title: str | None = None) -> Study:
    """Make a study in a folder that is empty or does not exist, and open it.

    Raises
    ------
    InputError
        If the folder holds anything; nothing is written then.
    """
    target = Path(path)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} is not empty; give `workbench new` a new folder")
    shutil.copytree(_TEMPLATE, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "gitignore").rename(target / ".gitignore")  # a .gitignore in the package would hide its files
    name = title or target.resolve().name
    _fill(target / SETTINGS, name.replace("\\", "\\\\").replace('"', '\\"'))
    _fill(target / "README.md", name)
    return open_study(target)


def _fill(path: Path, title: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("{title}", title), encoding="utf-8")
