"""Change the codebook of a study: its file, the project's dictionary and the codings of the store at once.

If one of them cannot be changed, none is. Should the program be killed in the middle, `remap_store` finishes:
codings know the version they were made under.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from workbench.codebook import Codebook, Remapped, Revision, read_codebook, remap_codings, write_codebook
from workbench.codebook.layout import edit_entries
from workbench.coding import make_codings, read_dictionary
from workbench.errors import OptionError
from workbench.study.settings import Study

if TYPE_CHECKING:
    import pandas as pd

    from workbench.store import Store
    from workbench.store.changes import Change

P = ParamSpec("P")
CODEBOOK = "codebook.yaml"
DICTIONARY = "dictionary.yaml"


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """The codebook as it is now, and what became of the codings: see `Remapped`."""

    codebook: Codebook
    remapped: Remapped


def change_codebook(
    study: Study,
    operation: Callable[Concatenate[Codebook, P], Codebook],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> CodebookChange:
    """Change the codebook of a study by one of the operations on codebooks.

    Parameters
    ----------
    study : Study
    operation : function
        ``add_code, change_code, rename_code, merge_codes, split_code, move_code, retire_code, restore_code``
        or ``recolour``; what follows are its own arguments, with ``by=`` and ``reason=``.

    Returns
    -------
    CodebookChange
        Look at ``remapped.undecided``: codings that a person must recode (`recode`).

    Examples
    --------
    ``change_codebook(study, rename_code, "helper", "volunteer", by="li", reason="the word of the field")``
    """
    path = study.corpus_path / CODEBOOK
    old = read_codebook(path)
    new = operation(old, *args, **{"at": _now(), **kwargs})  # type: ignore[arg-type]
    with _put_back_if_it_fails(path, study.corpus_path / DICTIONARY):
        write_codebook(new, path)
        _lead_dictionary(study.corpus_path / DICTIONARY, new)
        last = new.history[-1]
        return CodebookChange(new, remap_store(study, by=last.by, reason=last.reason))


def remap_store(study: Study, *, by: str, reason: str) -> Remapped:
    """Lead all codings of the store to the codes of today, in one action; nothing if they are there already.

    Raises
    ------
    ConflictError
        If somebody changes one of these codings at the same moment; nothing is done then.
    """
    codebook = read_codebook(study.corpus_path / CODEBOOK)
    with _store(study) as store:
        remapped = remap_codings(_standing(store), codebook)
        changes = _changes(remapped)
        if store and changes:
            store.apply(changes, actor=by, reason=f"{reason} (codebook {codebook.version})", action="remap")
    return remapped


def undecided_codings(study: Study) -> pd.DataFrame:
    """Codings whose code was split or is otherwise in doubt, with their ``candidates`` and the ``doubt``."""
    codebook = read_codebook(study.corpus_path / CODEBOOK)
    with _store(study) as store:
        return remap_codings(_standing(store), codebook).undecided


def recode(study: Study, decisions: Mapping[str, str], *, by: str, reason: str) -> int:
    """Give codings another code, as a person decided: after a split, or a slip.

    Parameters
    ----------
    decisions
        The code for each ``coding_id``; a code that stays is a decision as well.

    Returns
    -------
    int
        How many codings were given a code of the codebook of today.
    """
    from workbench.store.changes import Change

    codebook = read_codebook(study.corpus_path / CODEBOOK)
    for name in ("by", "reason"):
        if not {"by": by, "reason": reason}[name].strip():
            raise OptionError(f"recoding needs {name}=")
    for code_id in decisions.values():
        if codebook[code_id].retired:
            raise OptionError(f"code {code_id} is retired; choose one in use or restore it")
    changes = [
        Change(
            "change",
            {"coding_id": coding_id, "code_id": code_id, "codebook_version": codebook.version},
        )
        for coding_id, code_id in decisions.items()
    ]
    with _store(study) as store:
        if store is None:
            raise OptionError("the study has no codings yet")
        return len(store.apply(changes, actor=by, reason=reason)) if changes else 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _store(study: Study) -> Iterator[Store | None]:
    """The store of a study while it is needed; None if nobody has coded yet, so that none is made."""
    from workbench.store import open_store

    prefix = "sqlite:///"
    if study.store_url.startswith(prefix) and not Path(study.store_url.removeprefix(prefix)).is_file():
        yield None
        return
    with closing(open_store(study.store_url)) as store:
        yield store


def _standing(store: Store | None) -> pd.DataFrame:
    """Codings that stand, each with the number of its last event."""
    if store is None:
        return make_codings([])
    events = store.events()
    last = events.drop_duplicates("coding_id", keep="last")
    return last[last["stands"].astype(bool)].reset_index(drop=True)


def _changes(remapped: Remapped) -> list[Change]:
    """What is retracted first, so that no two codings say the same in between."""
    from workbench.store.changes import Change

    gone = [
        Change("retract", {"coding_id": row["coding_id"]}, base_event=int(row["event_id"]))
        for row in _records(remapped.doubled)
    ]
    said = ("coding_id", "code_id", "codebook_version", "memo", "attributes")
    changed = [
        Change("change", {name: row[name] for name in said}, base_event=int(row["event_id"]))
        for row in _records(remapped.changed)
    ]
    return [*gone, *changed]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _lead_dictionary(path: Path, codebook: Codebook) -> None:
    """Let the project's dictionary give its terms to the codes of today, and check that it can be read."""
    if not path.is_file():
        return
    from workbench.sources.yaml_lines import read_yaml

    content = read_yaml(path, name=str(path)).value or {}
    terms = content.get("terms") or {} if isinstance(content, dict) else {}
    led = _led(terms, codebook.history[-1]) if isinstance(terms, dict) else terms
    if led != terms:
        text = path.read_bytes().decode("utf-8-sig")
        _put(path, edit_entries(text, {"terms": terms}, {"terms": led}).encode("utf-8"))
    read_dictionary(path, codebook)


def _led(terms: dict[str, list[str]], revision: Revision) -> dict[str, list[str]]:
    lost = [name for name in revision.ids if name in terms and name not in revision.into]
    if revision.operation == "split" and lost:
        raise OptionError(
            f"{DICTIONARY} gives terms to {lost[0]}, which is to be split; give them to one of its parts "
            f"({', '.join(revision.into)}) or delete them, then split again"
        )
    if revision.operation not in ("rename", "merge"):
        return terms
    led: dict[str, list[str]] = {}
    for name, words in terms.items():
        new = revision.into[0] if name in revision.ids else name
        led[new] = list(dict.fromkeys([*led.get(new, []), *words]))
    return led


@contextmanager
def _put_back_if_it_fails(*paths: Path) -> Iterator[None]:
    before = {path: path.read_bytes() for path in paths if path.is_file()}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if path.read_bytes() != content:
                _put(path, content)
        raise


def _put(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)
