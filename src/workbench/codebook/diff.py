"""What two versions of a codebook differ in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

import pandas as pd

from workbench.codebook.codes import Attribute, Code, Codebook, CompoundTerm, Family, Group
from workbench.codebook.lineage import successors

Entry = Code | Family | Group | Attribute | CompoundTerm
_COLUMNS = ["change", "kind", "id", "field", "before", "after", "version", "reason"]
_NAMED = {"parent": "moved", "family": "moved", "colour": "recoloured"}
Became = Mapping[str, Sequence[str]]  # the codes of before, and what they are called now
_Row = tuple[str, str, str, str, str, str]


def diff_codebooks(before: Codebook, after: Codebook) -> pd.DataFrame:
    """List what was added, removed, renamed, merged, split, retired, moved and changed.

    Parameters
    ----------
    before, after
        Two versions of one codebook. If the history of `after` goes back to `before`, codes are followed
        through it; else codes of the same id are compared.

    Returns
    -------
    DataFrame
        ``change`` (added, removed, renamed, merged, split, retired, restored, moved, recoloured, changed),
        ``kind`` (code, family, group, attribute, compound, codebook), ``id`` (in `after`, if it is there),
        ``field``, its value ``before`` and ``after``, and the last revision that did it: ``version`` and
        ``reason`` (empty for changes made by hand). For lineage the field is ``code_id``: one row for each
        old code and what it became.
    """
    became = {
        code.code_id: [new for new in successors(after, code.code_id, before.version).ids if new in after]
        for code in before
    }
    rows = [*_code_rows(before, after, became), *_further_rows(before, after, became)]
    table = [(*row, *_last_revision(before, after, row)) for row in rows]
    return pd.DataFrame(table, columns=_COLUMNS)


def _code_rows(before: Codebook, after: Codebook, became: Became) -> Iterator[_Row]:
    came_from: dict[str, list[str]] = {}
    for old, news in became.items():
        for new in news:
            came_from.setdefault(new, []).append(old)
    for old in before.code_ids:
        if not became[old]:
            yield "removed", "code", old, "code_id", old, ""
    for code in after:
        olds = came_from.get(code.code_id, [])
        if not olds:
            yield "added", "code", code.code_id, "code_id", "", code.code_id
        split = [old for old in olds if len(became[old]) > 1]
        for old in olds:
            change = "split" if split else "merged" if len(olds) > 1 else "renamed"
            if old != code.code_id or change != "renamed":
                yield change, "code", code.code_id, "code_id", old, code.code_id
        like = code.code_id if code.code_id in olds else next(iter(olds), "")
        if like:
            yield from _field_rows("code", code.code_id, _followed(before[like], became), code)


def _followed(code: Code, became: Became) -> Code:
    """A code of before that names others as they are called now: that they were renamed is their change."""
    parent = became.get(code.parent, [code.parent])
    return replace(
        code,
        confusable_with=_leading(code.confusable_with, became),
        parent=parent[0] if len(parent) == 1 else code.parent,
    )


def _leading(ids: Iterable[str], became: Became) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for name in ids for new in became.get(name, [name])))


def _field_rows(kind: str, name: str, old: Entry, new: Entry) -> Iterator[_Row]:
    for field in fields(old):
        one, other = getattr(old, field.name), getattr(new, field.name)
        if one == other or field.name == "code_id":
            continue
        change = _NAMED.get(field.name, "changed")
        if field.name == "retired":
            change = "retired" if other else "restored"
        yield change, kind, name, field.name, _text(one), _text(other)


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def _further_rows(before: Codebook, after: Codebook, became: Became) -> Iterator[_Row]:
    compounds = {c.term: replace(c, code_ids=_leading(c.code_ids, became)) for c in before.compound_terms}
    for kind, old, new in (
        ("family", {f.family_id: f for f in before.families}, {f.family_id: f for f in after.families}),
        ("group", {g.group_id: g for g in before.groups}, {g.group_id: g for g in after.groups}),
        ("attribute", {a.name: a for a in before.attributes}, {a.name: a for a in after.attributes}),
        ("compound", compounds, {c.term: c for c in after.compound_terms}),
    ):
        yield from _entry_rows(kind, old, new)
    for name in ("title_zh", "title_en", "stop_contexts", "accept", "tentative"):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield "changed", "codebook", "", name, _text(one), _text(other)


def _entry_rows(kind: str, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[_Row]:
    for name in old:
        if name not in new:
            yield "removed", kind, name, "", name, ""
    for name, entry in new.items():
        if name in old:
            yield from _field_rows(kind, name, old[name], entry)
        else:
            yield "added", kind, name, "", "", name


_OPERATION = {
    "added": "add",
    "renamed": "rename",
    "merged": "merge",
    "split": "split",
    "retired": "retire",
    "restored": "restore",
    "moved": "move",
    "recoloured": "recolour",
    "changed": "change",
}


def _last_revision(before: Codebook, after: Codebook, row: _Row) -> tuple[str, str]:
    """Version and reason of the last revision since `before` that did what a row says."""
    change, _, name, _, old, _ = row
    done = {_OPERATION.get(change)}
    done |= {"merge", "split"} if change == "changed" else set()
    known = set(before.history)
    for revision in reversed([r for r in after.history if r not in known]):
        concerned = {*revision.ids, *revision.into}
        if revision.operation in done and concerned & {name, old}:
            return revision.version, revision.reason
    return "", ""
