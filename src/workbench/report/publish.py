"""Publish a report notebook: all languages and formats from one execution, and a manifest."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from workbench.errors import ReportError
from workbench.evidence import LANGUAGES, Language
from workbench.report.render import render
from workbench.study.names import key_for, refuse_names
from workbench.study.settings import FORMATS, Format

_PACKAGES = ("workbench", "pandas", "numpy", "statsmodels", "matplotlib", "pypandoc_binary", "typst")


def publish(
    notebook: str | os.PathLike[str],
    *,
    to: str | os.PathLike[str],
    formats: Sequence[Format] = FORMATS,
    langs: Sequence[Language] = LANGUAGES,
    references: str | os.PathLike[str] | None = None,
    style: str | os.PathLike[str] | None = None,
    inputs: Mapping[str, str] | None = None,
) -> tuple[Path, ...]:
    """Write the reports of an executed notebook and ``manifest.json``; nothing is run again.

    Parameters
    ----------
    notebook
        An ``.ipynb`` with its outputs.
    to
        Folder; the files are called ``<notebook>.<lang>.<format>``.
    formats, langs
        Which of ``"html"``, ``"docx"``, ``"pdf"`` in which of ``"zh"``, ``"en"``.
    references
        Bibliography in CSL-JSON; by default ``reports/references.json`` of the study.
    style
        Citation style (CSL); GB/T 7714-2025, numeric, by default.
    inputs
        What the notebook rests on, as path → hash; goes into the manifest as it is.

    Returns
    -------
    tuple of Path
        The reports, then the manifest.

    Raises
    ------
    ReportError
        If a report holds a name that the study's key replaces; nothing is written then.
    """
    path, folder = Path(notebook), Path(to)
    node = read_notebook(path)
    bibliography = Path(references) if references else find_references(path)
    made = {
        f"{path.stem}.{lang}.{form}": render(
            node, lang=lang, format=form, references=bibliography, style=Path(style) if style else None
        )
        for lang in langs
        for form in formats
    }
    digest = _sha256(path.read_bytes())
    manifest = {
        "notebook": path.name,
        "notebook_sha256": digest,
        "references_sha256": _sha256(bibliography.read_bytes()) if bibliography else None,
        "inputs": dict(sorted((inputs or {}).items())),
        "outputs": {
            **_published_before(folder, digest),
            **{name: _sha256(data) for name, data in made.items()},
        },
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
    }
    made["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    key = key_for(path)
    for name, data in made.items():
        refuse_names(key, name, data)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / name, data) for name, data in made.items())


def read_notebook(path: Path) -> Any:
    """Read a notebook file."""
    import nbformat

    try:
        return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError) as error:
        raise ReportError(f"{path} is not a notebook that can be read ({type(error).__name__})") from error


def find_references(path: Path) -> Path | None:
    """Find ``reports/references.json`` in the study of a notebook: beside it or in a folder above."""
    for folder in path.resolve().parents:
        if (folder / "reports" / "references.json").is_file():
            return folder / "reports" / "references.json"
        if (folder / "study.toml").is_file():
            break
    return None


def _published_before(folder: Path, digest: str) -> dict[str, str]:
    """Reports that the folder already holds of the same state of the notebook, unchanged since."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        outputs = manifest["outputs"] if manifest["notebook_sha256"] == digest else {}
        return {name: sha for name, sha in outputs.items() if _sha256((folder / name).read_bytes()) == sha}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, data: bytes) -> Path:
    """Write a file in one step: a reader sees the old one or the new one."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
