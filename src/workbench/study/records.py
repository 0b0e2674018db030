"""What the build knows of its last run: a small file a step, written after the step's results are in place.

A step is up to date if every file it read last time, its code and the versions of the libraries are the
same by content. A build that is killed leaves no record of the step it was in, so that step runs again.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

MISSING = "missing"
CHANGED = "changed while it was used"
_LIBRARIES = (
    "workbench",
    "gensim",
    "jieba",
    "matplotlib",
    "nbconvert",
    "numpy",
    "pandas",
    "scipy",
    "seaborn",
    "statsmodels",
)


def digest_file(path: str | os.PathLike[str]) -> str:
    """SHA-256 of a file's bytes, or ``missing``."""
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return MISSING


def digest_text(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def environment() -> dict[str, str]:
    """Versions that can change a number."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = MISSING
    return found


def digest_files(paths: Iterable[str | os.PathLike[str]], *, since: int | None = None) -> dict[str, str]:
    """Path and digest of every file.

    A file that changed after the moment `since` (ns) has no valid digest, so what used it runs again;
    databases are exempt, because a notebook may write into the store that it reads.
    """
    return {str(path): CHANGED if _changed_since(path, since) else digest_file(path) for path in paths}


def _changed_since(path: str | os.PathLike[str], since: int | None) -> bool:
    if since is None or str(path).endswith(".db"):
        return False
    try:
        return os.stat(path).st_mtime_ns > since
    except OSError:
        return False


def read_record(path: Path) -> dict[str, Any] | None:
    """The record of a step, or None if there is none that can be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def write_record(path: Path, record: Mapping[str, Any]) -> None:
    """Write a record in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    os.replace(part, path)


def is_unchanged(record: Mapping[str, Any] | None, code: str) -> bool:
    """Whether code, environment and every file of a record are as they were."""
    if record is None or record.get("code") != code or record.get("environment") != environment():
        return False
    files: dict[str, str] = record.get("files", {})
    return all(digest_file(path) == digest for path, digest in files.items())
