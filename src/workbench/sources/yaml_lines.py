"""YAML values that know the line they stand on, so that a mistake in a definition can be found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from workbench.errors import DefinitionError, UnreadableFileError

Place = tuple[str | int, ...]  # the way from the root: ("codes", 3, "label", "zh")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at one place of a file."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a YAML file, with the file's name and its line."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """Line of the file on which the value begins, counted from 1."""
        return int(self.node.start_mark.line) + 1

    @property
    def value(self) -> Any:
        """The value as Python has it: text, number, list or dict."""
        try:
            return yaml.constructor.SafeConstructor().construct_document(self.node)
        except yaml.MarkedYAMLError as error:
            raise DefinitionError(f"{self.file}, line {_line_of(error)}: {_problem(error)}") from None
        except ValueError as error:  # 2024-02-30
            raise self.error(f"a value here is not possible ({error}); correct it or put quotes") from None

    def error(self, message: str) -> DefinitionError:
        """Return the error to raise for this value: file, line, message."""
        return DefinitionError(f"{self.file}, line {self.line}: {message}")

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Raise the first fault in the order of the file, if there is one, with the number of the others.

        A fault whose place is not in the file stands at the nearest entry around it.
        """
        _raise_first(self.file, [(self.line_of(fault.place), fault.message) for fault in faults])

    def line_of(self, place: Place) -> int:
        """Line of the entry at a place below this one; an entry with a key begins at its key."""
        line, node = self.line, self.node
        for step in place:
            child = _child(node, step)
            if child is None:
                break
            start, node = child
            line = int(start.start_mark.line) + 1
        return line

    def keys(self) -> dict[str, Entry]:
        """Return the values of a mapping by their key."""
        if isinstance(self.node, yaml.ScalarNode) and not self.node.value:
            raise self.error("this is empty; key: value pairs are expected here")
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("key: value pairs are expected here")
        return {str(key.value): Entry(self.file, value) for key, value in self.node.value}

    def get(self, key: str) -> Entry | None:
        """Return the value of a key, or None."""
        return self.keys().get(key)

    def __getitem__(self, key: str) -> Entry:
        entry = self.get(key)
        if entry is None:
            raise self.error(f"the key {key!r} is missing; add it ({_hint(key, self.keys())})")
        return entry

    def __iter__(self) -> Iterator[Entry]:
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error("a list is expected here, one '- ' a line")
        return iter([Entry(self.file, node) for node in self.node.value])

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return the entries of the list under a key, none if the key is absent."""
        entry = self.get(key)
        return () if entry is None else tuple(entry)

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under a key; without a default the key must be there."""
        if default is not None and self.get(key) is None:
            return default
        return self[key].as_text()

    def as_text(self) -> str:
        """Return the value, which must be text that is not empty."""
        value = self.value
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"text is expected here, not {value!r}; put quotes around numbers, yes and no")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        """Return true or false under a key; without a default the key must be there."""
        if default is not None and self.get(key) is None:
            return default
        value = self[key].value
        if not isinstance(value, bool):
            raise self[key].error(f"{key} must be true or false, not {value!r}")
        return value

    def as_integer(self) -> int:
        """Return the value, which must be a whole number."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(f"a whole number is expected here, not {value!r}")
        return value

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """Return the text under a key, which must be one of those allowed."""
        value = self.text(key, default)
        if value not in allowed:
            message = f"{key} {value!r} is unknown; allowed are {', '.join(allowed)}"
            raise self[key].error(message)
        return value

    def refuse_unknown_keys(self, allowed: Collection[str]) -> None:
        """Raise if the mapping has a key that means nothing, so that a misspelt key is not passed over."""
        for key, entry in self.keys().items():
            if key not in allowed:
                raise entry.error(f"the key {key!r} is unknown ({_hint(key, allowed)})")


def read_yaml(path: str | Path, *, name: str | None = None) -> Entry:
    """Read the root of a YAML file; the root of an empty file is an empty entry.

    Parameters
    ----------
    path
        File in UTF-8.
    name
        What messages call the file; its name without folders if None.

    Raises
    ------
    UnreadableFileError
        If the file is absent or not UTF-8.
    DefinitionError
        If it is not YAML, or a key occurs twice in one entry.
    """
    path = Path(path)
    file = path.name if name is None else name
    text = _read_utf8(path, file)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise DefinitionError(f"{file}, line {_line_of(error, text)}: {_problem(error)}") from None
    root = Entry(file, _nothing() if node is None else node)
    _raise_first(file, _repeated_keys(root.node, seen=set()))
    return root


def _nothing() -> yaml.Node:
    start = yaml.Mark("", 0, 0, 0, "", 0)
    return yaml.ScalarNode("tag:yaml.org,2002:null", "", start, start)


def _read_utf8(path: Path, file: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror or error}; check the path"
        raise UnreadableFileError(message) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{file}, line {line}: the file is not UTF-8; save the file as UTF-8"
        raise UnreadableFileError(message) from None


def _line_of(error: yaml.YAMLError, text: str = "") -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return int(mark.line) + 1
    return text.count("\n", 0, int(getattr(error, "position", 0))) + 1


def _problem(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return "not valid YAML (a control character); delete it"
    problem = getattr(error, "problem", None) or "unknown problem"
    return f"not valid YAML ({problem}); look at indents, colons and quotes on this line and the one before"


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Where the entry under a key or at a position begins, and its value; None if there is none."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if str(key.value) == step]
        return pairs[-1] if pairs else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _repeated_keys(node: yaml.Node, *, seen: set[int]) -> Iterator[tuple[int, str]]:
    """Line and message for each key that its entry has already."""
    if id(node) in seen:  # an alias
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in keys:
                line = int(key.start_mark.line) + 1
                yield line, f"the key {key.value!r} occurs twice in one entry; delete one"
            keys.add(str(key.value))
            yield from _repeated_keys(value, seen=seen)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _repeated_keys(value, seen=seen)


def _raise_first(file: str, found: Iterable[tuple[int, str]]) -> None:
    faults = sorted(found, key=lambda fault: fault[0])
    if faults:
        line, message = faults[0]
        more = f" ({len(faults) - 1} more in this file)" if len(faults) > 1 else ""
        raise DefinitionError(f"{file}, line {line}: {message}{more}")


def _hint(key: str, allowed: Collection[str]) -> str:
    near = get_close_matches(key, allowed, n=1)
    return f"is {near[0]!r} the same?" if near else f"there are: {', '.join(allowed) or 'none'}"
