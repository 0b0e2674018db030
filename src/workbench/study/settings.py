"""A study is a folder; `study.toml` says how it is called, where its parts lie and what to publish."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from workbench.errors import DefinitionError
from workbench.evidence.language import LANGUAGES, Language

_Choice = TypeVar("_Choice", bound=str)

SETTINGS = "study.toml"
Format = Literal["html", "docx", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)


@dataclass(frozen=True, slots=True)
class Study:
    """Where a study lies and what it is; nothing in it is loaded yet."""

    path: Path
    title: dict[str, str]
    languages: tuple[Language, ...]
    seed: int
    store_url: str
    corpus_path: Path
    surveys_path: Path
    reports_path: Path
    notebooks_path: Path
    formats: tuple[Format, ...] = FORMATS
    report_notebook: str = "07_report.ipynb"
    authors: tuple[str, ...] = ()
    date: str = ""

    @property
    def published_path(self) -> Path:
        """Folder of the published reports."""
        return self.reports_path / "published"

    @property
    def state_path(self) -> Path:
        """Folder in which the build notes what it has done; safe to delete."""
        return self.path / ".workbench"


def open_study(path: str | os.PathLike[str] = ".") -> Study:
    """Open the study in a folder.

    Parameters
    ----------
    path : path
        The folder with ``study.toml``, or the file itself.

    Raises
    ------
    DefinitionError
        Naming the file, the key and what it may hold.
    """
    given = Path(path)
    file = given if given.name == SETTINGS else given / SETTINGS
    if not file.is_file():
        raise DefinitionError(
            f"{given} is not a study: it has no {SETTINGS}; `workbench new {given}` makes one"
        )
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(f"{file}: not valid TOML: {error}") from error
    return _study(file.parent.resolve(), settings)


def _study(root: Path, settings: dict[str, Any]) -> Study:
    publish = _table(settings, "publish")
    paths = _table(settings, "paths")
    return Study(
        path=root,
        title=_title(settings),
        languages=_choices(settings, "languages", LANGUAGES),
        seed=_seed(settings),
        store_url=_store_url(root, settings),
        corpus_path=root / str(paths.get("corpus", "corpus")),
        surveys_path=root / str(paths.get("surveys", "surveys")),
        reports_path=root / str(paths.get("reports", "reports")),
        notebooks_path=root / str(paths.get("notebooks", "notebooks")),
        formats=_choices(publish, "formats", FORMATS),
        report_notebook=str(publish.get("notebook", "07_report.ipynb")),
        authors=_authors(settings),
        date=str(settings.get("date", "")),
    )


def _table(settings: dict[str, Any], key: str) -> dict[str, Any]:
    value = settings.get(key, {})
    if not isinstance(value, dict):
        raise DefinitionError(f"{SETTINGS}: [{key}] must be a table, not {value!r}")
    return value


def _title(settings: dict[str, Any]) -> dict[str, str]:
    title = settings.get("title")
    if isinstance(title, str):
        return {"zh": title, "en": title}
    if isinstance(title, dict) and title and set(title) <= set(LANGUAGES):
        return {lang: str(title.get(lang) or next(iter(title.values()))) for lang in LANGUAGES}
    raise DefinitionError(f'{SETTINGS}: title is missing; write title = {{ zh = "…", en = "…" }}')


def _authors(settings: dict[str, Any]) -> tuple[str, ...]:
    authors = settings.get("authors", [])
    if not isinstance(authors, list) or not all(isinstance(name, str) for name in authors):
        raise DefinitionError(f'{SETTINGS}: authors = {authors!r}; write a list of names: ["张三", "李四"]')
    return tuple(authors)


def _choices(settings: dict[str, Any], key: str, allowed: tuple[_Choice, ...]) -> tuple[_Choice, ...]:
    chosen = settings.get(key, list(allowed))
    if not isinstance(chosen, list) or not chosen or not set(chosen) <= set(allowed):
        raise DefinitionError(f"{SETTINGS}: {key} = {chosen!r}; it must list some of {', '.join(allowed)}")
    return tuple(name for name in allowed if name in chosen)


def _seed(settings: dict[str, Any]) -> int:
    seed = settings.get("seed")
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise DefinitionError(
            f"{SETTINGS}: seed = {seed!r}; write a whole number, for example seed = 20251122"
        )
    return seed


def _store_url(root: Path, settings: dict[str, Any]) -> str:
    """The database's URL; a SQLite path that is not absolute lies in the study's folder."""
    url = str(settings.get("store", "sqlite:///study.db"))
    prefix = "sqlite:///"
    if url.startswith(prefix) and not url.startswith(prefix + "/"):
        return f"{prefix}{(root / url.removeprefix(prefix)).as_posix()}"
    return url
