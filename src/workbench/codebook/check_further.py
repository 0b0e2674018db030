"""What can be wrong with the entries that a codebook may do without: attributes, rules, groups, history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.codebook.codes import Code, Group
from workbench.codebook.colours import is_colour
from workbench.codebook.history import OPERATIONS
from workbench.codebook.tree import tree_faults
from workbench.sources.yaml_lines import Fault, Place

_REVISION_TEXTS = ("version", "previous", "operation", "at", "by", "reason")
_REVISION_LISTS = ("ids", "into", "fields")


def further_shape_faults(content: dict[str, Any]) -> Iterator[Fault]:
    """Entries whose parts are of the wrong kind."""
    yield from _attribute_faults(content["codebook"].get("attributes") or {})
    for section in ("groups", "history"):
        for place, entry in _entries(content, section):
            if not isinstance(entry, dict):
                yield Fault(place, f"this entry of {section} must be key: value pairs")
    for index, code in enumerate(content["codes"]):
        yield from _flag_faults(code, "retired", ("codes", index), f"code {code['id']}")
        if not isinstance(code.get("parent") or "", str):
            yield Fault(("codes", index, "parent"), f"the parent of code {code['id']} must be an id")
    for section in ("families", "codes"):
        for index, entry in enumerate(content[section]):
            if entry.get("colour") and not is_colour(entry["colour"]):
                message = f"colour {entry['colour']!r} of {entry['id']} must be # and six digits, in quotes"
                yield Fault((section, index, "colour"), message)
    for index, family in enumerate(content["families"]):
        yield from _rule_faults(family, ("families", index))


def further_faults(content: dict[str, Any]) -> Iterator[Fault]:
    """Entries that contradict others; their kinds are checked already."""
    yield from _group_faults(content)
    for place, revision in _entries(content, "history"):
        yield from _revision_faults(revision, place)


def _entries(content: dict[str, Any], section: str) -> Iterator[tuple[Place, Any]]:
    entries = content.get(section) or []
    if not isinstance(entries, list):
        yield (section,), None
        return
    for index, entry in enumerate(entries):
        yield (section, index), entry


def _attribute_faults(attributes: Any) -> Iterator[Fault]:
    place: Place = ("codebook", "attributes")
    if not isinstance(attributes, dict):
        yield Fault(place, "attributes must be a list of values per name: {valence: [pos, neg, neu]}")
        return
    for name, entry in attributes.items():
        what = f"attribute {name}"
        if not isinstance(name, str):
            yield Fault((*place, name), f"{what} must be named by a text; put it in quotes")
        values = entry.get("values") if isinstance(entry, dict) else entry
        if not isinstance(values, list) or not values:
            yield Fault((*place, name), f"{what} must have its values as a list: [pos, neg]")
            continue
        for value in values:
            if not isinstance(value, str) or not value.strip():
                yield Fault(
                    (*place, name), f"{what} has the value {value!r}, which is no text; put it in quotes"
                )
        if isinstance(entry, dict):
            yield from _flag_faults(entry, "required", (*place, name), what)


def _flag_faults(entry: dict[str, Any], key: str, place: Place, what: str) -> Iterator[Fault]:
    if not isinstance(entry.get(key, False), bool):
        yield Fault((*place, key), f"{key} of {what} must be true or false")


def _rule_faults(family: dict[str, Any], place: Place) -> Iterator[Fault]:
    most = family.get("max_per_segment")
    yield from _flag_faults(family, "exclusive", place, f"family {family['id']}")
    if most is not None and (not isinstance(most, int) or isinstance(most, bool) or most < 1):
        yield Fault((*place, "max_per_segment"), "max_per_segment must be a whole number from 1")
    elif most is not None and family.get("exclusive", most == 1) != (most == 1):
        message = f"family {family['id']}: exclusive says one thing, max_per_segment another; keep one"
        yield Fault((*place, "exclusive"), message)


def _group_faults(content: dict[str, Any]) -> Iterator[Fault]:
    families = [family["id"] for family in content["families"]]
    codes = [code["id"] for code in content["codes"]]
    places: dict[str, Place] = {name: ("codes", index, "parent") for index, name in enumerate(codes)}
    groups = []
    for place, group in _entries(content, "groups"):
        if not all(isinstance(group.get(key), str) for key in ("id", "family", "zh", "en")):
            yield Fault(place, "a group must have id, family, zh and en")
            return
        if group["id"] in places or group["id"] in families:
            yield Fault(place, f"id {group['id']} of a group occurs twice; make it unique")
        if group["family"] not in families:
            yield Fault((*place, "family"), f"group {group['id']} names family {group['family']}, unknown")
        places[group["id"]] = (*place, "parent")
        groups.append(make_group(group))
    known = [code for code in content["codes"] if code.get("family") in families]
    shells = [Code(c["id"], c["family"], "", "", parent=c.get("parent") or "") for c in known]
    for name, message in tree_faults(shells, groups, families):
        yield Fault(places[name], message)


def make_group(entry: dict[str, Any]) -> Group:
    """Make the group of an entry of the file."""
    return Group(entry["id"], entry["family"], entry["zh"], entry["en"], entry.get("parent") or "")


def _revision_faults(revision: dict[str, Any], place: Place) -> Iterator[Fault]:
    for key in _REVISION_TEXTS:
        if not isinstance(revision.get(key, ""), str):
            yield Fault((*place, key), f"{key} of a revision must be a text; put it in quotes")
    for key in _REVISION_LISTS:
        names = revision.get(key) or []
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            yield Fault((*place, key), f"{key} of a revision must be a list of texts")
    for key in ("version", "previous", "operation"):
        if not revision.get(key):
            yield Fault(place, f"this revision has no {key}; `history` is written by the program")
    if revision.get("operation") and revision["operation"] not in OPERATIONS:
        yield Fault((*place, "operation"), f"operation must be one of {', '.join(OPERATIONS)}")
