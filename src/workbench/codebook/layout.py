"""Change single entries in the text of a codebook file and leave every other character where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from workbench.codebook.codes import Codebook
from workbench.codebook.entries import Entry, about, sections

_WIDTH = 110
#: By which entry the values of a list are known.
_KEYS = {"compound_terms": "term", "ambiguous_terms": "term", "history": "version"}
_Edit = tuple[int, int, str]  # first character, first one after it, the text in its place


class _Dumper(yaml.SafeDumper):
    """Lists of words stand on one line, everything else has lines of its own, as in the files by hand."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_list(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    words = all(isinstance(item, str) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=words)


_Dumper.add_representer(list, _represent_list)


def dump(value: Any, *, column: int = 0) -> str:
    """Return a value as YAML whose lines after the first begin at a column."""
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=max(_WIDTH - column, 40)
    )
    return text if not column else text.rstrip("\n").replace("\n", "\n" + " " * column)


def edited(text: str, old: Codebook, new: Codebook) -> str:
    """Return the text of `old` with the entries in which `new` differs."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    edits = list(_mapping_edits(text, root, {"codebook": about(old)}, {"codebook": about(new)}))
    before, after = sections(old), sections(new)
    renamed = _renamed(old, new)
    for name in after:
        if before[name] != after[name]:
            edits += _section_edits(text, root, name, before[name], after[name], renamed)
    return _applied(text, edits)


def edit_entries(text: str, old: Entry, new: Entry) -> str:
    """Return the text of any YAML file of entries with those changed in which `new` differs from `old`."""
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    return _applied(text, list(_mapping_edits(text, root, old, new)))


def _applied(text: str, edits: list[_Edit]) -> str:
    in_order = sorted(enumerate(edits), key=lambda numbered: (*numbered[1][:2], numbered[0]))
    for _, (start, end, replacement) in reversed(in_order):
        text = text[:start] + replacement + text[end:]
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if "\r\n" in text else text


def whole(text: str, old: Codebook, new: Codebook) -> str:
    """Return the text written anew, without its comments: for files whose layout cannot be followed."""
    raw: Entry = yaml.safe_load(text)
    lists: Entry = {"codebook": _merged(raw["codebook"], about(old), about(new))}
    before, renamed = sections(old), _renamed(old, new)
    for name, entries in sections(new).items():
        key = _KEYS.get(name, "id")
        raws = {entry[key]: entry for entry in raw.get(name) or ()}
        olds = {entry[key]: entry for entry in before[name]}
        names = [renamed.get(e[key], e[key]) if name == "codes" else e[key] for e in entries]
        lists[name] = [
            _merged(raws.get(n, {}), olds.get(n, {}), e) for n, e in zip(names, entries, strict=True)
        ]
    return dump({**raw, **{name: value for name, value in lists.items() if value or name in raw}})


def _merged(raw: Entry, old: Entry, new: Entry) -> Entry:
    """An entry of the file with the new values; what a codebook does not hold stays in it."""
    merged = {name: value for name, value in raw.items() if name in new or name not in old}
    for name, value in new.items():
        if value == old.get(name):
            continue
        nested = isinstance(value, dict) and isinstance(merged.get(name), dict)
        merged[name] = _merged(merged[name], old.get(name) or {}, value) if nested else value
    return merged


def _renamed(old: Codebook, new: Codebook) -> dict[str, str]:
    """Old ids of codes by their new ones, where nothing but the name changed."""
    found: dict[str, str] = {}
    for revision in new.history[len(old.history) :]:
        if revision.operation == "rename":
            found[revision.into[0]] = found.pop(revision.ids[0], revision.ids[0])
    return found


def _section_edits(
    text: str, root: yaml.MappingNode, name: str, old: list[Entry], new: list[Entry], renamed: dict[str, str]
) -> Iterator[_Edit]:
    key = _KEYS.get(name, "id")
    found = _pair(root, name)
    if found is None:
        yield len(text), len(text), dump({name: new}) if text.endswith("\n") else "\n" + dump({name: new})
        return
    node = found[1]
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not new or not old:
        yield found[0].start_mark.index, _end(text, node), dump({name: new}).rstrip("\n")
        return
    items = {entry[key]: item for entry, item in zip(old, node.value, strict=True)}
    entries = {entry[key]: entry for entry in old}
    origin = {e[key]: renamed.get(e[key], e[key]) if name == "codes" else e[key] for e in new}
    kept = set(origin.values())
    for old_name, item in items.items():
        if old_name not in kept:
            yield _lines(text, text.rindex("-", 0, item.start_mark.index), _end(text, item), "")
    behind = _line_start(text, text.rindex("-", 0, node.value[0].start_mark.index))
    indent = " " * (node.value[0].start_mark.column - 2)
    for entry in new:
        item = items.get(origin[entry[key]])
        if item is None:
            text_of = indent + dump([entry], column=len(indent)).rstrip("\n") + "\n"
            yield behind, behind, text_of if behind == 0 or text[behind - 1] == "\n" else "\n" + text_of
        else:
            yield from _entry_edits(text, item, entries[origin[entry[key]]], entry)
            behind = _line_end(text, _end(text, item))


def _entry_edits(text: str, item: yaml.Node, old: Entry, new: Entry) -> Iterator[_Edit]:
    if old == new:
        return
    if within := _block(item):
        yield from _mapping_edits(text, within, old, new)
        return
    merged = _merged(_value(item), old, new)
    yield item.start_mark.index, _end(text, item), dump(merged, column=item.start_mark.column).rstrip("\n")


def _mapping_edits(text: str, node: yaml.MappingNode, old: Entry, new: Entry) -> Iterator[_Edit]:
    """Edits for the keys that differ; a mapping in a mapping is changed key by key as well."""
    column = node.start_mark.column
    for name in old:
        pair = _pair(node, name)
        if name not in new and pair:
            yield _lines(text, pair[0].start_mark.index, _end(text, pair[1]), "")
    for name, value in new.items():
        if value == old.get(name):
            continue
        pair = _pair(node, name)
        if pair is None:
            end = _line_end(text, _end(text, node))
            line = " " * column + dump({name: value}, column=column).rstrip("\n") + "\n"
            yield end, end, line if text[end - 1 : end] == "\n" else "\n" + line
        elif (within := _block(pair[1])) and isinstance(value, dict) and isinstance(old.get(name), dict):
            yield from _mapping_edits(text, within, old[name], value)
        else:
            start, end = pair[0].start_mark.index, _end(text, pair[1])
            nested = isinstance(value, dict) and isinstance(old.get(name), dict)
            full = _merged(_value(pair[1]), old[name], value) if nested else value
            yield start, end, dump({name: full}, column=column).rstrip("\n")


def _block(node: yaml.Node) -> yaml.MappingNode | None:
    """The node, if it is a mapping with a line for each key."""
    return node if isinstance(node, yaml.MappingNode) and not node.flow_style else None


def _value(node: yaml.Node) -> Any:
    return yaml.constructor.SafeConstructor().construct_document(node)


def _pair(node: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node] | None:
    return next((pair for pair in node.value if pair[0].value == name), None)


def _end(text: str, node: yaml.Node) -> int:
    """First character after a value; the marks of block values stand where the next one begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(node, yaml.MappingNode) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _line_end(text: str, position: int) -> int:
    """First character of the next line."""
    found = text.find("\n", position)
    return len(text) if found < 0 else found + 1


def _lines(text: str, start: int, end: int, replacement: str) -> _Edit:
    """An edit of whole lines."""
    return _line_start(text, start), _line_end(text, end), replacement
