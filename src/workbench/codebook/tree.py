"""The hierarchy of a codebook: families, groups that are not coded themselves, codes and sub-codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.codebook.codes import Code, Codebook, Group


def children(codebook: Codebook, parent_id: str) -> tuple[Code, ...]:
    """Return the codes directly below a code or a group, in the order of the codebook."""
    return tuple(code for code in codebook.codes if code.parent == parent_id)


def ancestors(codebook: Codebook, code_id: str) -> tuple[str, ...]:
    """Return the ids above a code, the nearest first; its family is not one of them."""
    parents = _parents(codebook.codes, codebook.groups)
    families = {family.family_id for family in codebook.families}
    return tuple(up for up in _above(codebook[code_id].code_id, parents) if up not in families)


def descendants(codebook: Codebook, code_id: str) -> tuple[str, ...]:
    """Return the ids of all codes below a code, in the order of the codebook."""
    parents = _parents(codebook.codes, codebook.groups)
    return tuple(code.code_id for code in codebook.codes if code_id in _above(code.code_id, parents))


def in_order(codebook: Codebook) -> tuple[Code, ...]:
    """Return all codes, each followed by those below it; else the order of the codebook stays."""
    below: dict[str, list[Code]] = {}
    for code in codebook.codes:
        below.setdefault(code.parent if code.parent in codebook else "", []).append(code)

    def walk(parent: str) -> Iterator[Code]:
        for code in below.get(parent, ()):
            yield code
            yield from walk(code.code_id)

    return tuple(walk(""))


def tree_faults(
    codes: Iterable[Code], groups: Iterable[Group], families: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Id and message of every code or group whose place in the hierarchy is impossible."""
    codes, groups = list(codes), list(groups)
    family_of = {name: name for name in families}
    family_of |= {group.group_id: group.family for group in groups}
    family_of |= {code.code_id: code.family for code in codes}
    parents = _parents(codes, groups)
    for name, parent in parents.items():
        if parent and parent not in family_of:
            yield name, f"{name} has the parent {parent}, which is no code, group or family"
        elif parent and family_of[parent] != family_of[name]:
            yield (
                name,
                f"{name} is of family {family_of[name]}, its parent {parent} of {family_of[parent]}; "
                "give it a parent of its own family",
            )
        elif name in _above(name, parents):
            yield name, f"{name} is above itself; give it another parent"


def _parents(codes: Iterable[Code], groups: Iterable[Group]) -> dict[str, str]:
    return {group.group_id: group.parent for group in groups} | {code.code_id: code.parent for code in codes}


def _above(name: str, parents: Mapping[str, str]) -> list[str]:
    """The ids above a name, until there is none or one comes a second time."""
    found: list[str] = []
    while (up := parents.get(name, "")) and up not in found:
        found.append(up)
        name = up
    return found
