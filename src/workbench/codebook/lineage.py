"""Merge and split codes, and follow a code through the history to what it is called today."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.codebook.change import check_new_id, revised
from workbench.codebook.codes import Code, Codebook
from workbench.codebook.history import LINEAGE, Revision
from workbench.errors import OptionError

_JOINED = ("terms_zh", "terms_en", "sources", "confusable_with", "examples_zh", "examples_en")


@dataclass(frozen=True, slots=True)
class Successors:
    """What became of a code of an earlier version: the codes of today it may mean, and how that came.

    One id: it is certain. Several, or a `doubt`: a person must say.
    """

    ids: tuple[str, ...]
    doubt: str = ""


def merge_codes(
    codebook: Codebook, code_ids: Sequence[str], into: str | Code, *, by: str, reason: str, at: str = ""
) -> Codebook:
    """Make several codes one, which takes over their terms, examples, sources and sub-codes.

    Parameters
    ----------
    code_ids
        Codes to merge.
    into
        The id of a code there is (one of `code_ids` or another), which keeps its definition; or a new
        code with a definition of its own.
    """
    target = codebook[into] if isinstance(into, str) else into
    merged = [code for code in codebook if code.code_id in {codebook[name].code_id for name in code_ids}]
    sources = [code for code in merged if code.code_id != target.code_id]
    if target.code_id not in codebook:
        check_new_id(codebook, target.code_id)
    if len({*(code.code_id for code in merged), target.code_id}) < 2 or not sources:
        raise OptionError("a merge needs two codes or more; name them and the one they become")
    gone = {code.code_id: (target.code_id,) for code in sources}
    one = _joined(replace(target, parent=_parent_outside(codebook, target, gone)), sources)
    place = target.code_id if target.code_id in codebook else sources[0].code_id
    kept = (one if code.code_id == place else code for code in codebook)
    codes = tuple(code for code in kept if code.code_id not in gone)
    ids = tuple(code.code_id for code in merged)
    revision = Revision("", "", "merge", ids, into=(target.code_id,), at=at, by=by, reason=reason)
    return revised(codebook, revision, codes=codes, into=gone)


def split_code(
    codebook: Codebook, code_id: str, into: Sequence[Code], *, by: str, reason: str, at: str = ""
) -> Codebook:
    """Make one code several; which of them each of its codings means is for a person to say.

    Parameters
    ----------
    into
        The codes it becomes, two or more; one of them may keep the id. Sub-codes stay with that one, else
        they move up.
    """
    code = codebook[code_id]
    ids = tuple(part.code_id for part in into)
    if len(set(ids)) < 2 or len(set(ids)) < len(ids):
        raise OptionError(f"a split needs two codes or more with ids of their own; {code_id} stays as it is")
    for new_id in ids:
        if new_id != code_id:
            check_new_id(codebook, new_id)
    codes: list[Code] = []
    for other in codebook:
        moved = (
            replace(other, parent=code.parent) if other.parent == code_id and code_id not in ids else other
        )
        codes += into if other.code_id == code_id else [moved]
    revision = Revision("", "", "split", (code_id,), into=ids, at=at, by=by, reason=reason)
    return revised(codebook, revision, codes=codes, into={code_id: ids})


def successors(codebook: Codebook, code_id: str, version: str) -> Successors:
    """Return what a code of a version is called in this codebook.

    Examples
    --------
    >>> from workbench.codebook import Code, Codebook, Family
    >>> one = Codebook((Code("a", "f", "甲", "A"),), (Family("f", "族", "F"),), "1")
    >>> from workbench.codebook.change import rename_code
    >>> two = rename_code(one, "a", "b", by="li", reason="clearer")
    >>> successors(two, "a", "1").ids
    ('b',)
    """
    versions = [revision.previous for revision in codebook.history[:1]]
    versions += [revision.version for revision in codebook.history]
    if version == codebook.version or not codebook.history:
        return Successors((code_id,))
    if version in versions:
        return Successors(_followed(codebook.history[versions.index(version) :], code_id))
    if any(code_id in revision.ids for revision in codebook.history if revision.operation in LINEAGE):
        ids = _followed(codebook.history, code_id)
        return Successors(ids, f"the history does not know version {version or '(none)'}")
    return Successors((code_id,))


def _followed(history: Sequence[Revision], code_id: str) -> tuple[str, ...]:
    ids: tuple[str, ...] = (code_id,)
    for revision in history:
        if revision.operation in LINEAGE:
            steps = ((revision.into if name in revision.ids else (name,)) for name in ids)
            ids = tuple(dict.fromkeys(new for step in steps for new in step))
    return ids


def _joined(target: Code, sources: Sequence[Code]) -> Code:
    """The target with what the sources have in lists, in its own order first."""
    lists: dict[str, Any] = {
        name: tuple(dict.fromkeys(item for code in (target, *sources) for item in getattr(code, name)))
        for name in _JOINED
    }
    known = {target.example_zh, *lists["examples_zh"]}
    further = tuple(code.example_zh for code in sources if code.example_zh and code.example_zh not in known)
    lists["examples_zh"] = (*lists["examples_zh"], *dict.fromkeys(further))
    lists["terms_zh"], lists["terms_en"] = _distinct(lists["terms_zh"]), _distinct(lists["terms_en"])
    return replace(target, **lists)


def _distinct(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Terms that differ in more than capitals."""
    return tuple({term.lower(): term for term in reversed(terms)}.values())[::-1]


def _parent_outside(codebook: Codebook, target: Code, gone: Collection[str]) -> str:
    """The parent of a code of which codes above it go away."""
    above = codebook.ancestors(target.code_id) if target.code_id in codebook else ()
    if target.code_id not in codebook and target.parent in codebook:
        above = (target.parent, *codebook.ancestors(target.parent))
    merged = [up for up in above if up in gone]
    return codebook[merged[-1]].parent if merged else target.parent
