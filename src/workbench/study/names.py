"""Names of the key where they must not be: in files that leave the study and in reports to be published."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from workbench.corpus.pseudonyms import Key, NameFound, names_in
from workbench.errors import ReportError, WorkbenchError
from workbench.readers.key import KEY, PRIVATE, read_key
from workbench.study.file_text import READABLE, words_of
from workbench.study.settings import SETTINGS, Study

_SHOWN = 5


def key_for(path: Path) -> Key:
    """The key of the study that a file lies in; empty if it lies in none."""
    for folder in path.resolve().parents:
        if (folder / SETTINGS).is_file():
            return read_key(folder / _corpus_folder(folder / SETTINGS))
    return Key()


def refuse_names(key: Key, name: str, data: bytes) -> None:
    """Refuse a file to be published that holds a name of the key.

    Parameters
    ----------
    key : Key
    name : str
        File name; its ending says how it is read.
    data : bytes
        What would be written.

    Raises
    ------
    ReportError
        With the kinds, their counts and the file, never the names.
    """
    if not key.having("replace"):
        return
    found = [hit for _, text in words_of(Path(name), data) for hit in _certain(text, key)]
    if found:
        raise ReportError(
            f"{name} is not written: it holds names that the key replaces ({_counts(found)}); "
            "`workbench check` says where they are. Replace them, or enter the longer expression in which "
            f"one may stand with the decision keep in {PRIVATE}/{KEY}"
        )


def check_names(study: Study) -> Iterator[str]:
    """One line a file outside the private folders that holds names of the key: how many, where, no name."""
    try:
        key = read_key(study.corpus_path)
    except WorkbenchError as error:
        yield str(error)
        return
    if n := len(key.having("undecided")):
        yield (
            f"{n} names or numbers found in the fieldwork are undecided; fill in the column decision of "
            f"{PRIVATE}/identifiers.csv and run `workbench deidentify --apply`"
        )
    if key.having("replace"):
        for path in sorted(_leaving(study)):
            yield from _look(study, path, key)


def _look(study: Study, path: Path, key: Key) -> Iterator[str]:
    shown = path.relative_to(study.path).as_posix() if path.is_relative_to(study.path) else path.name
    if _certain(shown, key):
        yield f"a file in {path.parent.name}/ bears a name that the key replaces; rename it"
        return
    try:
        parts = words_of(path, path.read_bytes())
    except (WorkbenchError, OSError):
        return  # that it cannot be read, other looks say
    found = [(label, text, hit) for label, text in parts for hit in _certain(text, key)]
    if found:
        places = dict.fromkeys(label or f"line {_line(text, hit)}" for label, text, hit in found)
        listed = ", ".join(list(places)[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
        yield (
            f"{shown} holds names that the key replaces ({_counts([hit for _, _, hit in found])}), {listed}; "
            f"replace them, run what made it again, or move it to a folder {PRIVATE}/"
        )


def _leaving(study: Study) -> Iterator[Path]:
    """Files of a study that would be shared with it."""
    folders = (study.corpus_path, study.surveys_path, study.notebooks_path, study.reports_path)
    for folder in dict.fromkeys(folders):
        for path in folder.rglob("*"):
            inner = path.relative_to(folder).parts
            apart = PRIVATE in inner or any(part.startswith((".", "~")) for part in inner)
            if not apart and path.suffix.lower() in READABLE and path.is_file():
                yield path
    yield from (p for p in study.path.glob("*") if p.suffix.lower() in READABLE and p.is_file())


def _certain(text: str, key: Key) -> list[NameFound]:
    return [hit for hit in names_in(text, key) if hit.certain]


def _corpus_folder(settings: Path) -> str:
    try:
        paths = tomllib.loads(settings.read_text(encoding="utf-8")).get("paths", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        paths = {}  # what is wrong with the file, `open_study` says
    return str(paths.get("corpus", "corpus")) if isinstance(paths, dict) else "corpus"


def _line(text: str, hit: NameFound) -> int:
    return text.count("\n", 0, hit.start) + 1


def _counts(found: list[NameFound]) -> str:
    counts = Counter(hit.kind for hit in found)
    return ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))
