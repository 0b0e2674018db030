"""Change a codebook: each change gives a new codebook with the next version and one more revision.

A change needs to say who made it and why. What it means for codings is the business of `remap_codings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from workbench.codebook.check import term_faults
from workbench.codebook.codes import Code, Codebook
from workbench.codebook.colours import check_colour
from workbench.codebook.history import Operation, Revision, next_version
from workbench.errors import DefinitionError, OptionError

_ID = re.compile(r"\w[\w.\-]{0,79}")
_OWN_OPERATION = {
    "code_id": "rename_code",
    "parent": "move_code",
    "family": "move_code",
    "colour": "recolour",
    "retired": "retire_code or restore_code",
}
#: What `change_code` can change.
FIELDS = tuple(field.name for field in fields(Code) if field.name not in _OWN_OPERATION)


def add_code(codebook: Codebook, code: Code, *, by: str, reason: str, at: str = "") -> Codebook:
    """Add a code behind the last one of its parent or family.

    Parameters
    ----------
    by, reason
        Who adds it and why; neither may be empty.
    at
        When, as ISO 8601 text; the caller's clock, since this function has none.
    """
    check_new_id(codebook, code.code_id)
    like = [other for other in codebook if (other.family, other.parent) == (code.family, code.parent)]
    like = like or [
        other for other in codebook if other.code_id == code.parent or other.family == code.family
    ]
    position = codebook.codes.index(like[-1]) + 1 if like else len(codebook)
    codes = (*codebook.codes[:position], code, *codebook.codes[position:])
    revision = Revision("", "", "add", (), into=(code.code_id,), at=at, by=by, reason=reason)
    return revised(codebook, revision, codes=codes)


def change_code(
    codebook: Codebook, code_id: str, changes: Mapping[str, Any], *, by: str, reason: str, at: str = ""
) -> Codebook:
    """Change what a code says of itself: labels, definition, include, exclude, terms, examples, sources.

    Parameters
    ----------
    changes
        New values by the name of the field (`FIELDS`), such as ``{"label_zh": "…", "terms_zh": ("…",)}``.
    """
    code = codebook[code_id]
    changed = {name: _checked(code, name, value) for name, value in changes.items()}
    changed = {name: value for name, value in changed.items() if value != getattr(code, name)}
    if not changed:
        raise OptionError(f"code {code_id} says all this already; nothing is changed")
    revision = Revision(
        "", "", "change", (code_id,), fields=tuple(sorted(changed)), at=at, by=by, reason=reason
    )
    return revised(codebook, revision, codes=_replaced(codebook, replace(code, **changed)))


def rename_code(
    codebook: Codebook, code_id: str, new_id: str, *, by: str, reason: str, at: str = ""
) -> Codebook:
    """Give a code another id; what refers to it (sub-codes, compound terms, confusable codes) follows."""
    code = codebook[code_id]
    check_new_id(codebook, new_id)
    codes = _replaced(codebook, replace(code, code_id=new_id), instead_of=code_id)
    revision = Revision("", "", "rename", (code_id,), into=(new_id,), at=at, by=by, reason=reason)
    return revised(codebook, revision, codes=codes, into={code_id: (new_id,)})


def move_code(
    codebook: Codebook, code_id: str, parent: str, *, by: str, reason: str, at: str = ""
) -> Codebook:
    """Put a code, with the codes below it, under another code, group or family."""
    family = _family_of(codebook, parent)
    code = codebook[code_id]
    if code.parent == parent:
        raise OptionError(f"code {code_id} is below {parent} already; nothing is changed")
    moved = {code_id, *(c.code_id for c in codebook if code_id in codebook.ancestors(c.code_id))}
    codes = tuple(replace(c, family=family) if c.code_id in moved else c for c in codebook)
    codes = tuple(replace(c, parent=parent) if c.code_id == code_id else c for c in codes)
    revision = Revision("", "", "move", (code_id,), into=(parent,), at=at, by=by, reason=reason)
    return revised(codebook, revision, codes=codes)


def retire_code(codebook: Codebook, code_id: str, *, by: str, reason: str, at: str = "") -> Codebook:
    """Use a code no more; its codings stay, and so does its definition."""
    return _set_retired(codebook, code_id, "retire", at=at, by=by, reason=reason)


def restore_code(codebook: Codebook, code_id: str, *, by: str, reason: str, at: str = "") -> Codebook:
    """Use a retired code again."""
    return _set_retired(codebook, code_id, "restore", at=at, by=by, reason=reason)


def recolour(codebook: Codebook, name: str, colour: str, *, by: str, reason: str, at: str = "") -> Codebook:
    """Give a code or a family a colour (``#0072b2``); an empty one goes back to the default."""
    colour = check_colour(colour) if colour else ""
    revision = Revision("", "", "recolour", (name,), fields=("colour",), at=at, by=by, reason=reason)
    if name in codebook:
        return revised(codebook, revision, codes=_replaced(codebook, replace(codebook[name], colour=colour)))
    codebook.family(name)
    families = tuple(
        replace(family, colour=colour) if family.family_id == name else family for family in codebook.families
    )
    return revised(replace(codebook, families=families), revision)


def revised(
    codebook: Codebook,
    revision: Revision,
    *,
    codes: Iterable[Code] | None = None,
    into: Mapping[str, tuple[str, ...]] | None = None,
) -> Codebook:
    """Return the codebook under its next version, with the revision filled in and everything checked.

    Parameters
    ----------
    codes
        The codes of the new version; those of the old one, if left out.
    into
        Codes that are gone and those in their place: everything that refers to the former is led there.
    """
    for name, asked in (("reason", "why, in a few words"), ("by", "who makes it")):
        if not getattr(revision, name).strip():
            raise OptionError(f"a change of the codebook needs {name}=; say {asked}")
    used = {name for old in codebook.history for name in (old.version, old.previous)}
    version = next_version(codebook.version, used | {codebook.version})
    revision = replace(revision, version=version, previous=codebook.version)
    new = codebook.codes if codes is None else tuple(codes)
    try:
        result = replace(
            codebook,
            codes=tuple(_led(code, into or {}) for code in new),
            compound_terms=tuple(
                replace(c, code_ids=_leading(c.code_ids, into or {})) for c in codebook.compound_terms
            ),
            version=version,
            history=(*codebook.history, revision),
        )
    except DefinitionError as error:
        raise OptionError(f"this change is not possible: {error}") from None
    _check_terms(result)
    return result


def _led(code: Code, into: Mapping[str, tuple[str, ...]]) -> Code:
    """A code whose parent and confusable codes are those that took the place of the old ones."""
    instead = into.get(code.parent, (code.parent,))
    others = tuple(other for other in _leading(code.confusable_with, into) if other != code.code_id)
    return replace(code, parent=code.parent if code.parent in instead else instead[0], confusable_with=others)


def _leading(ids: Iterable[str], into: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for old in ids for new in into.get(old, (old,))))


def check_new_id(codebook: Codebook, code_id: str) -> str:
    """Return an id that a code can take, or refuse it."""
    if not _ID.fullmatch(code_id):
        raise OptionError(
            f"{code_id!r} cannot be the id of a code; use letters, digits, _, - and ., "
            "beginning with a letter or digit, 80 at most"
        )
    taken = {g.group_id for g in codebook.groups} | {f.family_id for f in codebook.families}
    if code_id in codebook or code_id in taken:
        raise OptionError(f"the id {code_id} is taken in codebook {codebook.version}; choose another one")
    return code_id


def _set_retired(
    codebook: Codebook, code_id: str, operation: Operation, *, at: str, by: str, reason: str
) -> Codebook:
    code = codebook[code_id]
    retired = operation == "retire"
    if code.retired == retired:
        raise OptionError(f"code {code_id} is {'retired' if retired else 'in use'} already")
    revision = Revision("", "", operation, (code_id,), at=at, by=by, reason=reason)
    return revised(codebook, revision, codes=_replaced(codebook, replace(code, retired=retired)))


def _replaced(codebook: Codebook, code: Code, *, instead_of: str = "") -> tuple[Code, ...]:
    old = instead_of or code.code_id
    return tuple(code if other.code_id == old else other for other in codebook)


def _family_of(codebook: Codebook, parent: str) -> str:
    families = {f.family_id: f.family_id for f in codebook.families}
    families |= {g.group_id: g.family for g in codebook.groups}
    families |= {c.code_id: c.family for c in codebook}
    if parent not in families:
        raise OptionError(f"{parent!r} is no code, group or family of codebook {codebook.version}")
    return families[parent]


def _checked(code: Code, name: str, value: Any) -> Any:
    """A new value of a field, of the kind that the field has."""
    if name in _OWN_OPERATION:
        raise OptionError(f"{name} is not changed by change_code; use {_OWN_OPERATION[name]}")
    if name not in FIELDS:
        raise OptionError(f"a code has no field {name}; fields are {', '.join(FIELDS)}")
    old = getattr(code, name)
    if isinstance(old, tuple) and not isinstance(value, str):
        value = tuple(value)
        if all(isinstance(item, str) and item.strip() == item != "" for item in value):
            return value
    elif isinstance(value, type(old)) and (not name.startswith("label") or value.strip()):
        return value
    kind = "texts without spaces at their edges" if isinstance(old, tuple) else type(old).__name__
    raise OptionError(f"{name} of code {code.code_id} must be {kind}, and a label is not empty")


def _check_terms(codebook: Codebook) -> None:
    terms = [(term, code.code_id, ()) for code in codebook for term in (*code.terms_zh, *code.terms_en)]
    for fault in term_faults(terms):
        raise OptionError(f"this change is not possible: {fault.message}")
